"""What the system refuses: room for a file, or one more open file. What was committed stays, and writing goes on."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from corpus.errors import EngineError, IndexDamagedError
from indexer.engines.whoosh.engine import WhooshEngine
from tests.indexer.engines.harness import SECOND, put
from tests.indexer.engines.states import answers, asked, assert_tidy, change, prepare


@contextmanager
def limited(limit: int, to: int) -> Iterator[None]:
    """Have the system refuse to go beyond one of its limits."""
    soft, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (to, hard))
    try:
        yield
    finally:
        resource.setrlimit(limit, (soft, hard))


def files_no_larger_than(size: int) -> AbstractContextManager[None]:
    """Only so many bytes can be written into any one file."""
    return limited(resource.RLIMIT_FSIZE, size)


def test_a_disk_that_fills_up_within_any_file_keeps_what_was_committed(tmp_path: Path) -> None:
    prepare(tmp_path / "start")
    before = answers(tmp_path / "start")
    shutil.copytree(tmp_path / "start", tmp_path / "end")
    known = {path.name for path in (tmp_path / "end").iterdir()}
    with closing(WhooshEngine(tmp_path / "end", {})) as engine:
        change(engine)
        after = asked(engine)
    written = [path.stat().st_size for path in (tmp_path / "end").iterdir() if path.name not in known]
    largest = max(written)
    for limit in sorted({0, 1, *(size - 1 for size in written if size), *(size // 2 for size in written)}):
        folder = tmp_path / str(limit)
        shutil.copytree(tmp_path / "start", folder)
        with closing(WhooshEngine(folder, {})) as engine:
            assert limit < largest
            with (
                pytest.raises(EngineError, match=r"could not be written.*still there"),
                files_no_larger_than(limit),
            ):
                change(engine)
            assert asked(engine) == before == answers(folder)
            change(engine)
            assert asked(engine) == after
        assert_tidy(folder)


def test_an_index_that_found_no_room_can_be_made_once_there_is_some(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for limit in (0, 10, 200, 1_000):
        with pytest.raises(EngineError, match="could not be written"), files_no_larger_than(limit):
            WhooshEngine(folder, {}, create=True)
    with closing(WhooshEngine(folder, {}, create=True)) as engine:
        change(engine)
    assert_tidy(folder)


def test_too_many_open_files_are_no_damage(folder: Path) -> None:
    opened = [path.open("rb") for path in [folder / "zhengsou.json"] * 20]
    highest = opened[-1].fileno() + 1
    refused = 0
    with closing(WhooshEngine(folder, {})) as engine:
        put(engine, [SECOND])
        for free in range(8):
            for file in opened[len(opened) - free :]:
                file.close()
            with limited(resource.RLIMIT_NOFILE, highest):
                for ask in (
                    lambda: WhooshEngine(folder, {}).close(),
                    lambda: put(engine, [SECOND]),
                    engine.refresh,
                ):
                    try:
                        ask()
                    except EngineError as error:
                        assert "Too many open files" in str(error) and not isinstance(
                            error, IndexDamagedError
                        )
                        refused += 1
        assert engine.check() == []
    for file in opened:
        file.close()
    assert refused > 8
