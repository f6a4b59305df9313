"""The engines that are measured. Nothing is imported here: the environment may not have been made yet."""

from __future__ import annotations

ENGINES = {
    "zhengsou": "zhengsou",
    "tantivy_py": "tantivy-py",
    "sqlite_fts5": "SQLite FTS5",
    "stock_whoosh": "stock Whoosh",
}
"""What to call each of them, by the name of the module here that measures it."""
