"""SQLite's full-text index FTS5, given the words that this project's engine uses, joined by spaces.

Its snippets are cut from the words; the original text is stored in a table beside them, as its users would.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmark.documents import facet_values
from benchmark.page import HITS, Page, PageMaker
from benchmark.queries import LITERAL, Query
from corpus.document import Document
from indexer.language.words import words

_FILE = "fts5.sqlite"
_TABLES = """
CREATE TABLE document (number INTEGER PRIMARY KEY, id TEXT UNIQUE, title TEXT, text TEXT);
CREATE TABLE facet (document INTEGER, name TEXT, value, PRIMARY KEY (document, name, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE page USING fts5(title, body, tokenize = "unicode61 remove_diacritics 0");
"""
_BEST = """
SELECT document.title, snippet(page, 1, '<b>', '</b>', '…', 32)
FROM page JOIN document ON document.number = page.rowid
WHERE page MATCH ? ORDER BY bm25(page) LIMIT ?
"""
_COUNTS = """
WITH found AS MATERIALIZED (SELECT rowid FROM page WHERE page MATCH ?)
SELECT NULL, NULL, count(*) FROM found
UNION ALL
SELECT name, value, count(*) FROM found JOIN facet ON facet.document = found.rowid GROUP BY name, value
"""
_READING = "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;"


def version() -> str:
    """Name and version."""
    return f"SQLite {sqlite3.sqlite_version} FTS5"


def warm() -> None:
    """Load the dictionary of words."""
    words("政")


def write(documents: Iterable[Document], folder: Path, workers: int) -> None:
    """Index documents into a folder in one transaction, and merge what is searched into one piece."""
    folder.mkdir(parents=True)
    connection = sqlite3.connect(folder / _FILE)
    connection.executescript(_TABLES)
    with connection:
        for number, document in enumerate(documents):
            connection.execute(
                "INSERT INTO document VALUES (?, ?, ?, ?)",
                (number, document.id, document.title, document.text),
            )
            connection.execute(
                "INSERT INTO page (rowid, title, body) VALUES (?, ?, ?)",
                (number, " ".join(words(document.title)), " ".join(words(document.text))),
            )
            connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", _facet_rows(number, document))
        connection.execute("INSERT INTO page (page) VALUES ('optimize')")
    connection.close()


def _facet_rows(number: int, document: Document) -> Iterator[tuple[int, str, str | int]]:
    districts, industries, year, source = facet_values(document)
    yield from ((number, "district", code) for code in districts)
    yield from ((number, "industry", code) for code in industries)
    if year:
        yield number, "year", year
    if source:
        yield number, "source", source


@contextmanager
def pages(folder: Path) -> Iterator[PageMaker]:
    """Pages by one statement for the best with their snippets, and one for the total and the counts."""
    connection = sqlite3.connect(folder / _FILE)
    connection.executescript(_READING)

    def page(query: Query) -> Page:
        match = _match(query)
        hits = connection.execute(_BEST, (match, HITS)).fetchall()
        (_, _, total), *counts = connection.execute(_COUNTS, (match,)).fetchall()
        return Page(total, hits, counts)

    yield page
    connection.close()


def _match(query: Query) -> str:
    """All words, each in the title or in the body; the words of a literal in a row, in one of the two."""
    if query.kind == LITERAL:
        return '"{}"'.format(" ".join(query.words))
    return " AND ".join(f'"{word}"' for word in query.words)
