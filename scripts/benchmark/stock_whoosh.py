"""Whoosh with its own codec and searcher, and with the analyzer for Chinese that comes with jieba.

Its grouping would read every posting of a facet for each query. As its users do where that is too slow, what each
document counts for is kept in memory, and the documents found are counted there.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version as installed
from itertools import chain
from pathlib import Path
from typing import Any

from whoosh.fields import ID, KEYWORD, NUMERIC, TEXT, Schema
from whoosh.highlight import ContextFragmenter
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser

with warnings.catch_warnings():
    # The file that jieba leaves open is its own affair.
    warnings.simplefilter("ignore")
    import jieba
    from jieba.analyse import ChineseAnalyzer

from benchmark.documents import FACETS, facet_values
from benchmark.page import HITS, Page, PageMaker
from benchmark.queries import Query
from corpus.document import Document

_MEGABYTES = 256
"""What its writer may take in memory for postings before it sorts them out to disk."""
_SNIPPET_CHARACTERS = 120


def version() -> str:
    """Name and version."""
    return f"whoosh3 {installed('whoosh3')} with jieba {installed('jieba')}"


def warm() -> None:
    """Load the dictionary of words."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()


def write(documents: Iterable[Document], folder: Path, workers: int) -> None:
    """Index documents into a folder and commit them, in one process: several do not make it faster."""
    folder.mkdir(parents=True)
    analyzer = ChineseAnalyzer()
    schema = Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(analyzer=analyzer, stored=True),
        body=TEXT(analyzer=analyzer, stored=True),
        district=KEYWORD(commas=True, stored=True),
        industry=KEYWORD(commas=True, stored=True),
        year=NUMERIC(stored=True),
        source=ID(stored=True),
    )
    writer = create_in(str(folder), schema).writer(limitmb=_MEGABYTES)
    for document in documents:
        districts, industries, year, source = facet_values(document)
        fields: dict[str, Any] = {"district": ",".join(districts), "industry": ",".join(industries)}
        given = {name: value for name, value in fields.items() if value}
        writer.add_document(
            id=document.id, title=document.title, body=document.text, year=year, source=source, **given
        )
    writer.commit()


@contextmanager
def pages(folder: Path) -> Iterator[PageMaker]:
    """Pages by its parser, its searcher and its highlighter over the stored text."""
    index = open_dir(str(folder))
    searcher = index.searcher()
    parser = MultifieldParser(["title", "body"], index.schema)
    values = _facets_of_documents(searcher.reader().iter_docs(), searcher.doc_count_all())

    def page(query: Query) -> Page:
        found = searcher.search(parser.parse(query.text), limit=HITS)
        found.fragmenter = ContextFragmenter(maxchars=_SNIPPET_CHARACTERS)
        documents = found.docs()
        counts = {
            facet: Counter(chain.from_iterable(map(of_document.__getitem__, documents)))
            for facet, of_document in values.items()
        }
        hits = [(hit["title"], hit.highlights("body", top=1)) for hit in found]
        return Page(len(documents), hits, counts)

    yield page
    searcher.close()
    index.close()


def _facets_of_documents(documents: Any, count: int) -> dict[str, list[tuple[Any, ...]]]:
    """What each document counts for, by its number, for each facet."""
    values: dict[str, list[tuple[Any, ...]]] = {facet: [()] * count for facet in FACETS}
    for number, stored in documents:
        for facet in ("district", "industry"):
            values[facet][number] = tuple(filter(None, stored.get(facet, "").split(",")))
        for facet in ("year", "source"):
            values[facet][number] = (stored[facet],) if stored.get(facet) else ()
    return values
