"""The default engine: a Whoosh index on disk. The only package that imports whoosh."""
