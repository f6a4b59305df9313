"""The engines: ``memory`` is the brute-force reference, ``whoosh`` the default."""
