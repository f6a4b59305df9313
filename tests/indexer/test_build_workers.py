"""Bringing an index up to date by worker processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from threading import get_ident

import pytest

from corpus.errors import EngineError, RecordError
from corpus.sources import UnreadPage
from indexer import build as building
from indexer import preparing
from indexer.build import build
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh import merging, writer
from indexer.engines.whoosh.arrays import read_arrays
from indexer.opening import open_engine
from indexer.parameters import SearchParameters
from indexer.search import search
from tests.indexer.building import THREE, counts, texts
from tests.lines import write_lines


@pytest.fixture
def engine() -> MemoryEngine:
    return MemoryEngine()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "articles.jsonl"


def many(number: int) -> Iterator[dict[str, str] | str]:
    for one in range(number):
        yield {
            "id": f"{one:03}",
            "title": f"第{one}号通知",
            "text": f"海淀区发布第{one}号通知，自贸区企业可以申报。",
        }
        if one % 10 == 0:
            yield "{broken"


def everything(engine: Engine) -> tuple[object, ...]:
    results = search(engine, SearchParameters(q="自贸区 通知", limit=None, facets=("district", "industry")))
    hits = [(hit.id, hit.score, hit.snippets, hit.districts) for hit in results.hits]
    return texts(engine), engine.content_hashes(), hits, results.facets


def test_workers_make_the_same_index(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_ALONE_BELOW", 5)
    write_lines(file, *many(40))
    alone, together = MemoryEngine(), MemoryEngine()
    build(alone, [write_lines(file.with_name("old.jsonl"), {"id": "007", "text": "旧"})])
    build(together, [file.with_name("old.jsonl")])
    failed: list[Sequence[RecordError]] = []
    reports = []
    for engine, workers in ((alone, 1), (together, 2)):
        errors: list[RecordError] = []
        reports.append(counts(build(engine, [file], workers=workers, on_error=errors.append)))
        failed.append(errors)
    assert reports[0] == reports[1] == (44, 39, 1, 0, 0, 4)
    assert failed[0] == failed[1]
    assert everything(alone) == everything(together)


def segments(folder: Path) -> list[tuple[str, list[tuple[str, str, bytes]]]]:
    """The arrays of every file of an index, whatever the files' names."""
    return sorted(
        (
            path.suffix,
            [
                (section.name.split()[-1], section.whole().dtype.str, section.whole().tobytes())
                for section in arrays
            ],
        )
        for path in folder.glob("*.*s")
        for arrays in [read_arrays(path).values()]
    )


def test_workers_make_the_same_files(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_ALONE_BELOW", 5)
    monkeypatch.setattr(preparing, "_BATCH", 3)
    monkeypatch.setattr(writer, "SEGMENT_TOKENS", 500)
    monkeypatch.setattr(merging, "MERGED_TOKENS", 1_500)
    write_lines(file, *many(40))
    for workers in (1, 2):
        with closing(open_engine(tmp_path / str(workers), create=True)) as engine:
            build(engine, [file], workers=workers)
            assert engine.stats().segments > 1
    assert segments(tmp_path / "1") == segments(tmp_path / "2") != []


def test_a_worker_that_is_killed_changes_nothing(
    engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_ALONE_BELOW", 5)
    # So that most records are still to be sent when the workers die.
    monkeypatch.setattr(preparing, "_BATCH", 1)
    write_lines(file, *many(40))

    def kill(read: int) -> None:
        for worker in active_children():
            worker.kill()

    with pytest.raises(EngineError, match="fewer workers"):
        build(engine, [file], workers=2, on_progress=kill)
    assert texts(engine) == {}


if os.name == "posix":

    def test_ctrl_c_waits_while_workers_are_started_and_reaches_none_of_them(
        engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(building, "_ALONE_BELOW", 5)
        monkeypatch.setattr(preparing, "_start_worker", end_where_ctrl_c_is_heard)
        build(engine, [write_lines(file, *many(10))], workers=2)
        assert len(texts(engine)) == 10
        with pytest.raises(KeyboardInterrupt), preparing._ctrl_c_waiting():
            # Sent to the process, another thread might take it.
            signal.pthread_kill(get_ident(), signal.SIGINT)
            done = True
        assert done


def end_where_ctrl_c_is_heard() -> None:
    if signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ()):
        os._exit(1)


def test_few_records_need_no_workers(engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(building, "prepare_in_workers")
    build(engine, [write_lines(file, *THREE)], workers=8)
    assert len(texts(engine)) == 3


def test_where_nothing_changed_no_worker_is_started(
    engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(engine, [write_lines(file, *THREE)])
    monkeypatch.setattr(building, "_ALONE_BELOW", 1)
    monkeypatch.setattr(preparing, "_start_worker", os.abort)
    assert counts(build(engine, [file], workers=2)) == (3, 0, 0, 3, 0, 0)


def test_workers_take_pages_apart(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_ALONE_BELOW", 1)
    monkeypatch.setattr(UnreadPage, "records", None)
    for number in range(5):
        page = f"<html><title>第{number}号通知</title><body><p>第{number}号通知的正文。</p></body></html>"
        (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
    (tmp_path / "broken.docx").write_text("no archive", encoding="utf-8")
    assert counts(build(engine, [tmp_path], workers=2)) == (6, 5, 0, 0, 0, 1)
    assert set(texts(engine).values()) == {f"第{number}号通知的正文。" for number in range(5)}


def test_workers_read_no_further_ahead_than_a_bound(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "_BATCH", 2)
    read: list[int] = []

    def records() -> Iterator[RecordError]:
        for line in range(1000):
            read.append(line)
            yield RecordError("f", line, "none")

    batches = preparing.prepare_in_workers(records(), 1)
    assert next(batches).outcomes == [RecordError("f", line, "none") for line in range(2)]
    assert len(read) <= 2 * preparing._AHEAD
    batches.close()
