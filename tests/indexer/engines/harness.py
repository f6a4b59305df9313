"""What the parts of the contract suite share: opening an engine, making documents and asking for ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest

from corpus.document import Document
from corpus.metadata.citations import cited_numbers
from indexer.batch import AnalyzedBatch, TokenRows
from indexer.engine import Engine, EngineResult, Filters, SearchRequest
from indexer.language.units import unit_texts
from indexer.language.words import words
from indexer.query.ast import Node
from indexer.signatures import signatures

Opener = Callable[[], Engine]

UNFILTERED = Filters()

PARENTS = {
    "110108": "110000",
    "110108-shangdi": "110108",
    "110000-bda": "110000",
    "440300": "440000",
    "new-it.ai": "new-it",
    "new-it.chips": "new-it",
    "finance.banking": "finance",
}
"""The codes of the suite's documents that stand under another one."""


class Harness:
    """Opens engines for one part of the suite. A subclass says which, and what is peculiar to it."""

    exact_scores: ClassVar[bool] = True
    """Whether scores equal those of the reference; False for an engine that rounds field lengths."""

    @staticmethod
    def new_store(folder: Path) -> Opener:
        """A function that opens one more engine on a new, empty store; the folder is empty and the store's own."""
        raise NotImplementedError

    @pytest.fixture
    def opener(self, tmp_path: Path) -> Iterator[Opener]:
        """Opens engines on one new store, and closes them when the test is over."""
        with closing_all(self.new_store(tmp_path)) as opener:
            yield opener

    @pytest.fixture
    def engine(self, opener: Opener) -> Engine:
        """An engine on a new, empty store."""
        return opener()

    @classmethod
    @contextmanager
    def holding(cls, documents: Iterable[Document]) -> Iterator[Engine]:
        """An engine on a store of its own that holds these documents."""
        with (
            TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            closing_all(cls.new_store(Path(folder))) as opener,
        ):
            engine = opener()
            put(engine, documents)
            yield engine


@contextmanager
def closing_all(opener: Opener) -> Iterator[Opener]:
    """An opener whose engines are closed at the end."""
    opened: list[Engine] = []

    def open_one() -> Engine:
        opened.append(opener())
        return opened[-1]

    try:
        yield open_one
    finally:
        for engine in opened:
            engine.close()


def document(
    id: str,
    text: str = "",
    title: str = "",
    day: str = "",
    districts: tuple[str, ...] = (),
    industries: tuple[str, ...] = (),
    source: str = "",
    lang: str = "",
    doc_number: str = "",
    issued_in: str = "",
) -> Document:
    return Document(
        id=id,
        title=title,
        text=text,
        published=date.fromisoformat(day) if day else None,
        source=source,
        lang=lang,
        districts=districts,
        industries=industries,
        doc_number=doc_number,
        issued_in=issued_in,
    )


def analyzed(*documents: Document) -> AnalyzedBatch:
    title_units = TokenRows.of(unit_texts(one.title) for one in documents)
    body_units = TokenRows.of(unit_texts(one.text) for one in documents)
    return AnalyzedBatch(
        documents=documents,
        title_words=TokenRows.of(words(one.title) for one in documents),
        body_words=TokenRows.of(words(one.text) for one in documents),
        title_units=title_units,
        body_units=body_units,
        districts=TokenRows.of(_with_ancestors(one.districts) for one in documents),
        issued=TokenRows.of(_with_ancestors([one.issued_in] * bool(one.issued_in)) for one in documents),
        industries=TokenRows.of(_with_ancestors(one.industries) for one in documents),
        cites=TokenRows.of(cited_numbers(one.title, one.text, one.doc_number) for one in documents),
        signatures=signatures(title_units, body_units),
    )


def _with_ancestors(codes: Iterable[str]) -> list[str]:
    found = set(codes)
    for code in codes:
        while code in PARENTS:
            found.add(code := PARENTS[code])
    return sorted(found)


def put(engine: Engine, documents: Iterable[Document]) -> None:
    """Commit documents, all at once."""
    with engine.writer() as writer:
        for one in documents:
            writer.put(analyzed(one))


def search(engine: Engine, query: Node, filters: Filters = UNFILTERED, **options: object) -> EngineResult:
    """The whole result of a query; only what satisfies all of it unless ``match`` says otherwise."""
    wanted = {"match": "all", "limit": None} | options
    return engine.search(SearchRequest(query, filters, **wanted))


def found(engine: Engine, query: Node, filters: Filters = UNFILTERED, **options: object) -> set[str]:
    """The ids of the result."""
    return {hit.id for hit in search(engine, query, filters, **options).hits}


def ordered(engine: Engine, query: Node, filters: Filters = UNFILTERED, **options: object) -> list[str]:
    """The ids of the result in order."""
    return [hit.id for hit in search(engine, query, filters, **options).hits]


FIRST = document(
    "一",
    "第一篇通知",
    "标题",
    "2020-07-30",
    ("110108",),
    ("new-it.ai",),
    "甲报",
    "zh-Hans",
    "国发〔2015〕12号",
)
SECOND = document("二", "第二篇通知，比第一篇长", "另一个标题")
"""Two documents for indexes that are interrupted, damaged or shared."""


def segment_files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name.startswith("MAIN_") and path.suffix}
