"""An index in one state and in the next, for the tests that stop a writer in between."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from whoosh.index import TOC

from corpus.document import Document
from indexer.engine import FACET_KEYS, Filters, SearchRequest
from indexer.engines.whoosh import files, tables
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage
from indexer.query.ast import Everything, Literal, Term, Wildcard
from tests.indexer.engines.harness import analyzed, document, put

PROCESSES = get_context("forkserver" if "forkserver" in get_all_start_methods() else "spawn")
"""Where the system can, a new process costs no new interpreter."""
if PROCESSES.get_start_method() == "forkserver":
    PROCESSES.set_forkserver_preload([__name__])

SUFFIXES = (files.WORDS, files.UNITS, files.VALUES, files.COLUMNS, files.DOCUMENTS)


def numbered(numbers: Iterable[int], version: str) -> list[Document]:
    return [
        document(f"n{number}", f"第{number}篇通知，{version}", f"标题{number}", "2020-07-30", source="甲报")
        for number in numbers
    ]


def prepare(folder: Path) -> None:
    """An index of three segments and of a file that a writer left that died."""
    with closing(WhooshEngine(folder, {}, create=True)) as engine:
        for first in (0, 3, 6):
            put(engine, numbered(range(first, first + 3), "初稿"))
        with engine.writer() as writer:
            writer.delete("n1")
            writer.delete("n3")
    (folder / "MAIN_orphan.words").write_bytes(b"ZHENGSOU")


def change(engine: WhooshEngine) -> None:
    """Replace a document, add one and delete one, so that a segment is kept, two are merged and one is new.

    Done a second time, it changes nothing more.
    """
    with engine.writer() as writer:
        for one in numbered([0, 99], "修订稿"):
            writer.put(analyzed(one))
        writer.delete("n4")


def asked(engine: WhooshEngine) -> list[object]:
    """Everything that an index can answer: documents, scores, order, counts, texts."""
    hashes = engine.content_hashes()
    return [
        engine.search(SearchRequest(Literal("通知"), facets=FACET_KEYS, limit=None)),
        engine.search(SearchRequest(Term("通知标题"), Filters(source=("甲报",)), limit=None)),
        engine.search(SearchRequest(Literal("修订稿"), match="all", limit=None)),
        engine.search(SearchRequest(Wildcard("第?篇"), sort="newest", limit=None)),
        engine.search(SearchRequest(Everything(), sort="oldest", facets=FACET_KEYS, limit=None)),
        hashes,
        engine.documents(sorted(hashes)),
    ]


def answers(folder: Path) -> list[object]:
    """The answers of a newly opened engine."""
    with closing(WhooshEngine(folder, {})) as engine:
        return asked(engine)


def assert_tidy(folder: Path) -> None:
    """The folder holds the files of the newest two generations and nothing else, and all of them are whole."""
    storage = DurableStorage(folder)
    newest = tables.newest_number(storage)
    kept = [tables.read_table(storage, number) for number in (newest - 1, newest) if number >= 0]
    assert {path.name for path in folder.iterdir()} == {
        *("zhengsou.json", "MAIN_WRITELOCK", f"_MAIN_{newest}.newest"),
        *(TOC._filename(tables.INDEX_NAME, table.generation) for table in kept),
        *(
            segment.make_filename(suffix)
            for table in kept
            for segment in table.segments
            for suffix in SUFFIXES
        ),
    }
    with closing(WhooshEngine(folder, {})) as engine:
        assert engine.check() == []
