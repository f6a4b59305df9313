"""What becomes of an index when writing is interrupted, when files are damaged, and when others get at it."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.errors import (
    EngineError,
    IndexDamagedError,
    IndexIncompatibleError,
    IndexLockedError,
    IndexMissingError,
    IndexUntrustedError,
)
from indexer.engines.whoosh import generation, merging, store, tables
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage
from indexer.query.ast import Everything, Literal
from tests.indexer.engines.harness import FIRST, SECOND, document, found, put, segment_files

CHILD = """
import os, sys
from pathlib import Path
from indexer.engines.whoosh import files, store
from indexer.engines.whoosh.engine import WhooshEngine
from tests.indexer.engines.harness import analyzed, document
from indexer.engines.whoosh.store import DurableStorage

def stop_dead(*_, **__):
    os._exit(9)

def in_the_middle_of_a_file(file, name, arrays):
    file.write(b"ZHENGSOU")
    file.flush()
    stop_dead()

point = sys.argv[2]
engine = WhooshEngine(Path(sys.argv[1]), {})
if point == "before the commit is in place":
    DurableStorage.rename_file = stop_dead
elif point == "after the commit is in place":
    real = store.sync_folder
    store.sync_folder = lambda path: (real(path), stop_dead())
elif point == "in the middle of a segment":
    files.write_arrays = in_the_middle_of_a_file
with engine.writer() as opened:
    opened.put(analyzed(document("二", "第二篇通知，比第一篇长", "另一个标题")))
    opened.delete("一")
    if point == "in the block":
        print("ready", flush=True)
        sys.stdin.read()
"""


def child(folder: Path, point: str) -> subprocess.Popen[str]:
    """Another process that replaces the first document with the second, and stops dead at a point."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), point],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        ("in the middle of a segment", "一"),
        ("before the commit is in place", "一"),
        ("after the commit is in place", "二"),
    ],
)
def test_a_writer_that_dies_leaves_one_whole_generation(folder: Path, point: str, expected: str) -> None:
    with child(folder, point) as process:
        process.communicate()
        assert process.returncode == 9
    with closing(WhooshEngine(folder, {})) as engine:
        assert engine.check() == []
        assert found(engine, Everything()) == {expected}
        put(engine, [document("三", "第三篇")])
        assert found(engine, Everything()) == {expected, "三"}
        assert engine.check() == []
    assert not (folder / "MAIN.tmp").exists()
    named = {name.split(".")[0] for name in segment_files(folder)}
    assert len(named) == 2


def test_a_second_process_is_told_who_is_writing_and_may_write_when_that_one_is_killed(
    folder: Path, engine: WhooshEngine
) -> None:
    with child(folder, "in the block") as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        with (
            pytest.raises(IndexLockedError, match=rf"process {process.pid} on .+, since \d{{4}}-"),
            engine.writer(),
        ):
            pass
        process.kill()
        process.communicate()
    assert (folder / "writer.json").exists()
    assert found(engine, Everything()) == {"一"}
    put(engine, [SECOND])
    assert found(engine, Everything()) == {"一", "二"}
    assert not (folder / "writer.json").exists()


def test_a_full_disk_keeps_what_was_committed(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = segment_files(folder)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "fsync", full)
        with pytest.raises(EngineError, match=r"could not be written.*No space left.*still there"):
            put(engine, [SECOND])
    assert segment_files(folder) == before
    assert found(engine, Everything()) == {"一"} == found(WhooshEngine(folder, {}), Everything())
    put(engine, [SECOND])
    assert found(engine, Everything()) == {"一", "二"}


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
        assert written and {path.stat().st_ino for path in (self, *written)} <= synced
        events.append("rename")
        return replace(self, target)

    before = segment_files(folder)
    monkeypatch.setattr(store.os, "fsync", recording_fsync)
    monkeypatch.setattr(Path, "replace", recording_replace)
    put(engine, [SECOND])
    # The folder is synced last, where the system can do that.
    assert events[-2:] == (["sync", "rename"] if os.name == "nt" else ["rename", "sync"])


def test_the_generation_before_the_newest_can_still_be_opened(folder: Path, engine: WhooshEngine) -> None:
    storage = DurableStorage(folder)
    number = tables.newest_number(storage)
    put(engine, [SECOND])
    assert generation._open(storage, number, ArrayCache(0), {}).count == 1
    put(engine, [SECOND])
    with pytest.raises(IndexDamagedError):
        generation._open(storage, number, ArrayCache(0), {})


def test_a_reader_overtaken_by_two_commits_opens_the_newest(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = DurableStorage(folder)
    stale = tables.newest_number(storage)
    put(engine, [SECOND])
    put(engine, [SECOND])
    newest = tables.newest_number(storage)
    numbers = iter([stale, newest])
    monkeypatch.setattr(generation, "newest_number", lambda _: next(numbers))
    opened = generation.open_newest(storage, ArrayCache(0))
    assert (opened.number, opened.count) == (newest, 2)


def test_reading_goes_on_while_another_commits(folder: Path, engine: WhooshEngine) -> None:
    numbers = count()

    def commit_often() -> None:
        with closing(WhooshEngine(folder, {})) as other:
            for _ in range(12):
                put(other, [document(f"n{next(numbers)}", "又一篇通知")])

    with ThreadPoolExecutor() as pool:
        committing = pool.submit(commit_often)
        seen = []
        while not committing.done():
            with closing(WhooshEngine(folder, {})) as opened:
                seen.append(len(found(opened, Literal("通知"))))
        committing.result()
    assert seen == sorted(seen)
    assert engine.refresh() and len(found(engine, Literal("通知"))) == 13


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
    (tmp_path / "index" / "zhengsou.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamagedError, match=r"zhengsou\.json"):
        WhooshEngine(tmp_path / "index", {})


def test_the_folder_of_another_user_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def __init__(self, owner: int) -> None:
            self.owner = owner

        def stat(self) -> SimpleNamespace:
            return SimpleNamespace(st_uid=self.owner)

    monkeypatch.setattr(store, "os", SimpleNamespace(name="posix", geteuid=lambda: 1000))
    store.check_owner(Folder(1000))  # type: ignore[arg-type]
    store.check_owner(Folder(0))  # type: ignore[arg-type]
    with pytest.raises(IndexUntrustedError, match="another user \\(uid 1001\\)"):
        store.check_owner(Folder(1001))  # type: ignore[arg-type]
    monkeypatch.setattr(store, "check_owner", lambda _: None)
    monkeypatch.setattr(store, "os", SimpleNamespace(name="nt"))
    store.check_owner(Folder(1001))  # type: ignore[arg-type]


def test_an_interrupted_creation_is_taken_up_again(tmp_path: Path) -> None:
    WhooshEngine(tmp_path, {}, create=True).close()
    (tmp_path / "zhengsou.json").unlink()
    with pytest.raises(IndexMissingError):
        WhooshEngine(tmp_path, {})
    with closing(WhooshEngine(tmp_path, {}, create=True)) as engine:
        put(engine, [FIRST])
        assert found(engine, Everything()) == {"一"}
