"""What becomes of an index when writing is interrupted, when files are damaged, and when others get at it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.errors import (
    IndexDamagedError,
    IndexIncompatibleError,
    IndexLockedError,
    IndexUntrustedError,
)
from indexer.engines.whoosh import check, merging, opening, store, tables
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage
from indexer.query.ast import Everything, Literal
from tests.indexer.engines.harness import FIRST, SECOND, analyzed, document, found, put, segment_files
from tests.indexer.engines.states import PROCESSES


def hold_the_lock(folder: Path, pipe: Connection) -> None:
    with closing(WhooshEngine(folder, {})) as engine, engine.writer() as writer:
        writer.put(analyzed(SECOND))
        pipe.send(os.getpid())
        pipe.recv()


def test_a_second_process_is_told_who_is_writing_and_may_write_when_that_one_is_killed(
    folder: Path, engine: WhooshEngine
) -> None:
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=hold_the_lock, args=(folder, theirs))
    process.start()
    holder = ours.recv()
    with pytest.raises(IndexLockedError, match=rf"process {holder} on .+, since \d{{4}}-"), engine.writer():
        pass
    process.kill()
    process.join()
    assert (folder / "writer.json").exists()
    assert found(engine, Everything()) == {"一"}
    put(engine, [SECOND])
    assert found(engine, Everything()) == {"一", "二"}
    assert not (folder / "writer.json").exists()


def test_everything_is_on_disk_before_the_commit_is_in_place(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    synced: set[int] = set()
    fsync, replace = os.fsync, Path.replace

    def recording_fsync(handle: int) -> None:
        synced.add(os.fstat(handle).st_ino)
        events.append("sync")
        fsync(handle)

    def recording_replace(self: Path, target: Path) -> Path:
        written = [path for path in folder.iterdir() if path.name in segment_files(folder) - before]
        if target.suffix == ".toc":
            assert written and {path.stat().st_ino for path in (self, *written)} <= synced
        events.append(target.suffix)
        return replace(self, target)

    before = segment_files(folder)
    monkeypatch.setattr(store.os, "fsync", recording_fsync)
    monkeypatch.setattr(Path, "replace", recording_replace)
    put(engine, [SECOND])
    # The folder is synced too, where the system can do that.
    assert events[-3:] == (["sync", ".toc", ".newest"] if os.name == "nt" else [".toc", "sync", ".newest"])


def test_a_disk_that_cannot_sync_folders_is_no_reason_to_fail(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(store.os, "fsync", files_only)
    put(engine, [SECOND])
    assert found(engine, Everything()) == {"一", "二"}


def test_the_generation_before_the_newest_can_still_be_opened(folder: Path, engine: WhooshEngine) -> None:
    storage = DurableStorage(folder)
    number = tables.newest_number(storage)
    put(engine, [SECOND])
    assert opening._open(storage, number, ArrayCache(0), {}).count == 1
    put(engine, [SECOND])
    with pytest.raises(IndexDamagedError):
        opening._open(storage, number, ArrayCache(0), {})


def test_a_reader_overtaken_by_two_commits_opens_the_newest(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = DurableStorage(folder)
    stale = tables.newest_number(storage)
    put(engine, [SECOND])
    put(engine, [SECOND])
    newest = tables.newest_number(storage)
    numbers = iter([stale, newest])
    monkeypatch.setattr(opening, "newest_number", lambda _: next(numbers))
    opened = opening.open_newest(storage, ArrayCache(0))
    assert (opened.number, opened.count) == (newest, 2)


def test_counting_and_checking_turn_to_the_newest_when_two_commits_overtake_them(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = DurableStorage(folder)
    stale = tables.newest_table(storage)
    for _ in range(2):
        put(engine, [FIRST])
    newest = tables.newest_table(storage)
    numbers = iter([stale.generation, newest.generation])
    with monkeypatch.context() as patch:
        patch.setattr(tables, "newest_number", lambda _: next(numbers))
        assert engine.stats().generation == newest.generation
    found = iter([stale, newest])
    monkeypatch.setattr(check, "newest_table", lambda _: next(found))
    assert engine.check() == []


def test_documents_are_read_of_one_generation(folder: Path, engine: WhooshEngine) -> None:
    def ids() -> Iterator[str]:
        yield "一"
        put(engine, [document("一", "改过的第一篇"), SECOND])
        yield from ("一", "二")

    assert engine.documents(ids()) == [FIRST, FIRST, None]
    assert engine.documents(["二"]) == [SECOND]


def test_many_threads_get_the_same_answers(engine: WhooshEngine) -> None:
    put(engine, [document(str(number), f"第{number}篇，{'通知' * number}") for number in range(50)])
    needles = [f"第{number}篇" for number in range(50)] + ["通知", "篇，通", "，"]
    alone = [found(engine, Literal(needle)) for needle in needles]
    engine._cache = ArrayCache(2_000)
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda needle: found(engine, Literal(needle)), needles * 4))
    assert together == alone * 4


def test_merging_keeps_few_segments_and_loses_nothing(engine: WhooshEngine) -> None:
    for number in range(20):
        put(engine, [document(f"n{number}", f"第{number}篇通知，AI 5.2%", f"标题{number}")])
    assert engine.stats().segments <= merging.MERGE_FACTOR
    assert len(found(engine, Literal("通知，AI 5"))) == 20
    assert found(engine, Literal("标题17")) == {"n17"}
    assert engine.check() == []


def test_a_segment_is_rewritten_when_half_of_it_is_deleted(engine: WhooshEngine) -> None:
    put(engine, [document(f"n{number}", f"第{number}篇") for number in range(4)])
    with engine.writer() as opened:
        for number in range(3):
            opened.delete(f"n{number}")
    with engine.writer() as opened:
        opened.delete("一")
    assert engine.stats().segments == 1
    [segment] = engine._generation.segments
    assert (segment.size, found(engine, Literal("篇"))) == (1, {"n3"})


def test_an_index_built_with_other_versions_is_refused(tmp_path: Path) -> None:
    WhooshEngine(tmp_path / "index", {"analyzer": "1", "jieba": "0.42"}, create=True).close()
    with pytest.raises(
        IndexIncompatibleError, match=r"analyzer 1 \(now 2\), opencc unknown \(now 7\)\. Build it anew"
    ):
        WhooshEngine(tmp_path / "index", {"analyzer": "2", "jieba": "0.42", "opencc": "7"})


def test_the_folder_of_another_user_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def __init__(self, owner: int) -> None:
            self.owner = owner

        def stat(self) -> SimpleNamespace:
            return SimpleNamespace(st_uid=self.owner)

    monkeypatch.setattr(store, "os", SimpleNamespace(name="posix", geteuid=lambda: 1000))
    store.check_owner(Folder(1000))
    store.check_owner(Folder(0))
    with pytest.raises(IndexUntrustedError, match="another user \\(uid 1001\\)"):
        store.check_owner(Folder(1001))
    monkeypatch.setattr(store, "check_owner", lambda _: None)
    monkeypatch.setattr(store, "os", SimpleNamespace(name="nt"))
    store.check_owner(Folder(1001))
