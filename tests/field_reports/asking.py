"""How the tests of the reports ask: the whole result of a query, and what it marks."""

from __future__ import annotations

from collections.abc import Callable

from indexer.engine import Engine
from indexer.results import Results
from indexer.search import SearchParameters, document_view, search

Holding = Callable[..., Engine]
"""Makes an engine that holds documents: texts by id, or whole documents."""


def ask(engine: Engine, q: str, **options: object) -> Results:
    """The whole result of a query, without what satisfies only part of it."""
    wanted = {"match": "all", "limit": None} | options
    return search(engine, SearchParameters(q=q, **wanted))


def found(engine: Engine, q: str, **options: object) -> set[str]:
    return {hit.id for hit in ask(engine, q, **options).hits}


def marked(engine: Engine, q: str, id: str) -> list[str]:
    """What a query marks in the text of a document, once its snippets agree with the document's page."""
    view = document_view(engine, id, q)
    assert view is not None
    text = view.document.text
    (hit,) = (hit for hit in ask(engine, q).hits if hit.id == id)
    for snippet in hit.snippets:
        assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
        for start, end in snippet.matches:
            assert (snippet.start + start, snippet.start + end) in view.text_matches
    assert hit.title_matches == view.title_matches
    return [text[start:end] for start, end in view.text_matches]
