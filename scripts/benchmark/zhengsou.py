"""The engine of this project, through the function that the command line, the API and the pages call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from importlib.metadata import version as installed
from pathlib import Path

from benchmark.documents import FACETS
from benchmark.page import HITS, Page, PageMaker
from benchmark.queries import Query
from corpus.document import Document
from indexer.build import write_documents
from indexer.language.lexicon import lexicon
from indexer.language.words import words
from indexer.opening import open_engine
from indexer.search import SearchParameters, search


def version() -> str:
    """Name and version."""
    return f"zhengsou {installed('zhengsou')}"


def warm() -> None:
    """Load the dictionaries of words and of equal terms."""
    words("政")
    lexicon()


def write(documents: Iterable[Document], folder: Path, workers: int) -> None:
    """Index documents into a folder and commit them."""
    with closing(open_engine(folder, create=True)) as engine:
        write_documents(engine, documents, workers=workers)


@contextmanager
def pages(folder: Path) -> Iterator[PageMaker]:
    """Pages from the query string to the results; every document must satisfy the whole query.

    As of the other engines, one snippet of each hit is asked for, where the web pages show up to three.
    """
    with closing(open_engine(folder)) as engine:

        def page(query: Query) -> Page:
            found = search(engine, parameters(query, HITS), snippets=1)
            return Page(found.total, found.hits, found.facets)

        yield page


def parameters(query: Query, limit: int | None, facets: tuple[str, ...] = FACETS) -> SearchParameters:
    """What is asked for: documents that satisfy the whole query, without equal terms, with the counts of facets."""
    return SearchParameters(q=query.text, match="all", expand="0", limit=limit, facets=facets)
