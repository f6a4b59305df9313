"""The file that keeps what was derived of an index: how it is written, removed, and found damaged."""

from __future__ import annotations

import errno
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EngineError, IndexDamagedError
from indexer.engines.whoosh import kept
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.failpoints import FAILPOINTS, Failpoint, armed
from tests.indexer.engines.harness import SECOND, put
from tests.indexer.engines.states import change
from tests.indexer.engines.stopping import at_passage, fill_the_disk, kill, points_of

ARRAYS = {"numbers": np.arange(5_000, dtype=np.int32)}


def of_kind(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.name.startswith("_MAIN_") and "numbers" in path.name
    )


def create(folder: Path) -> None:
    WhooshEngine(folder, {}, create=True).close()


def keep(folder: Path) -> None:
    with closing(WhooshEngine(folder, {})) as engine:
        engine.keep("numbers", ARRAYS)


def keeping(folder: Path) -> list[tuple[int, Failpoint]]:
    """The points that keeping something passes through, numbered."""
    create(folder)
    points = points_of(keep, folder)
    assert set(points) >= {point for point in FAILPOINTS if point.startswith("kept ")}
    return [*enumerate(points)]


def assert_kept(folder: Path, there: bool) -> None:
    """All of the numbers are kept or none; they can be kept anew, and nothing stays aside after the next commit."""
    with closing(WhooshEngine(folder, {})) as engine:
        assert engine.check() == []
        found = engine.kept("numbers")
        assert (found is not None) == there
        assert found is None or found.arrays["numbers"].tolist() == ARRAYS["numbers"].tolist()
        engine.keep("numbers", ARRAYS)
        change(engine)
        assert of_kind(folder) == ["_MAIN_0.numbers"]
        assert engine.check() == []


def test_there_is_one_file_of_a_kind_after_the_next_commit(folder: Path, engine: WhooshEngine) -> None:
    engine.keep("numbers", ARRAYS)
    assert of_kind(folder) == ["_MAIN_1.numbers"]
    put(engine, [SECOND])
    engine.keep("numbers", ARRAYS)
    assert of_kind(folder) == ["_MAIN_1.numbers", "_MAIN_2.numbers"]
    with engine.writer():
        pass
    assert of_kind(folder) == ["_MAIN_2.numbers"]


def test_a_file_left_half_written_is_never_read_and_goes_with_the_next_commit(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "_MAIN_1.numbers.99.1").write_bytes(b"ZHENG")

    def full(*_given: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as patched:
        patched.setattr(kept, "write_arrays", full)
        with pytest.raises(EngineError, match="no room"):
            engine.keep("numbers", ARRAYS)
    assert engine.kept("numbers") is None
    assert of_kind(folder) == ["_MAIN_1.numbers.99.1"]
    put(engine, [SECOND])
    assert of_kind(folder) == []


@pytest.mark.parametrize("place", [5, 60, 5_000, -3])
def test_damage_is_found_where_it_is_read_and_by_checking(folder: Path, place: int) -> None:
    with closing(WhooshEngine(folder, {})) as engine:
        engine.keep("numbers", ARRAYS)
        assert engine.check() == []
        path = folder / "_MAIN_1.numbers"
        data = bytearray(path.read_bytes())
        data[place] ^= 1
        path.write_bytes(data)
        with pytest.raises(IndexDamagedError, match="numbers"):
            engine.kept("numbers")
        assert ["numbers" in problem for problem in engine.check()] == [True]
        path.unlink()
        assert engine.kept("numbers") is None and engine.check() == []


def test_who_may_not_write_cannot_keep_and_goes_on(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, mode: str = "r", *given: object) -> object:
        if "x" in mode:
            raise PermissionError(errno.EACCES, "not permitted", str(path))
        return opened(path, mode, *given)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refused)
        with pytest.raises(EngineError, match="not permitted"):
            engine.keep("numbers", ARRAYS)
    assert engine.kept("numbers") is None


def test_what_is_kept_is_whole_or_not_there_if_its_writer_is_killed(tmp_path: Path) -> None:
    for passage, point in keeping(tmp_path / "whole"):
        folder = tmp_path / str(passage)
        create(folder)
        kill(keep, folder, passage)
        assert_kept(folder, point == "kept in place")


def test_what_is_kept_is_whole_or_not_there_if_the_disk_is_full(tmp_path: Path) -> None:
    for passage, point in keeping(tmp_path / "whole"):
        folder = tmp_path / str(passage)
        create(folder)
        in_place = point == "kept in place"
        said = "is in place" if in_place else "could not be written.*No space left"
        with (
            armed(at_passage(passage, fill_the_disk)),
            pytest.raises(EngineError, match=said),
        ):
            keep(folder)
        assert len(of_kind(folder)) == in_place
        assert_kept(folder, in_place)
