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
from tests.indexer.engines.harness import SECOND, put

ARRAYS = {"numbers": np.arange(5_000, dtype=np.int32)}


def of_kind(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.name.startswith("_MAIN_") and "numbers" in path.name
    )


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
