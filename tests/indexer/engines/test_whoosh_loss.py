"""What becomes of an index that loses a table of contents, its stamp or what its writer leaves beside them."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import EngineError, IndexDamagedError, IndexLockedError, IndexMissingError
from indexer.engines.whoosh import tables
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage
from indexer.query.ast import Everything
from tests.indexer.engines.harness import FIRST, SECOND, found, put
from tests.indexer.engines.states import answers


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("number", [1, 2])
def test_the_loss_of_the_newest_table_is_noticed_and_nothing_removed_for_it(
    folder: Path, number: int
) -> None:
    with closing(WhooshEngine(folder, {})) as engine:
        for _ in range(number - 1):
            put(engine, [SECOND])
        (folder / f"_MAIN_{number}.toc").unlink()
        left = files(folder)
        said = rf"table of contents of generation {number} in .+ is missing.+build the index anew"
        with pytest.raises(IndexDamagedError, match=said):
            engine.refresh()
        with pytest.raises(IndexDamagedError, match=said):
            put(engine, [SECOND])
        with pytest.raises(IndexDamagedError, match=said):
            engine.stats()
        (problem,) = engine.check()
        assert f"generation {number}" in problem
    for create in (False, True):
        with pytest.raises(IndexDamagedError, match=said):
            WhooshEngine(folder, {}, create=create)
    assert files(folder) == left


def test_the_loss_of_every_table_is_damage_and_no_reason_to_index_anew(folder: Path) -> None:
    for lost in folder.glob("_MAIN_*"):
        lost.unlink()
    with pytest.raises(IndexDamagedError, match=r"table of contents.*is missing.*build the index anew"):
        WhooshEngine(folder, {}, create=True)


def test_a_listing_that_commits_overtake_is_no_loss(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = DurableStorage(folder)
    whole = storage.list()
    listings = iter([[name for name in whole if name != "_MAIN_1.toc"], whole])
    monkeypatch.setattr(storage, "list", lambda: next(listings))
    assert tables.newest_number(storage) == 1


def test_who_takes_back_the_number_goes_back_to_the_generation_before(folder: Path) -> None:
    before = answers(folder)
    with closing(WhooshEngine(folder, {})) as engine:
        put(engine, [SECOND])
    (folder / "_MAIN_2.toc").unlink()
    (folder / "_MAIN_2.newest").unlink()
    assert answers(folder) == before
    with closing(WhooshEngine(folder, {})) as engine:
        put(engine, [SECOND])
        assert found(engine, Everything()) == {"一", "二"}
        assert engine.check() == []


def test_the_loss_of_the_stamp_is_damage_and_no_reason_to_index_anew(folder: Path) -> None:
    (folder / "zhengsou.json").unlink()
    left = files(folder)
    for create in (False, True):
        with pytest.raises(IndexDamagedError, match=r"zhengsou\.json is missing.+build the index anew"):
            WhooshEngine(folder, {}, create=create)
    assert files(folder) == left


def test_a_stamp_that_is_not_whole_is_refused(folder: Path) -> None:
    stamp = folder / "zhengsou.json"
    data = stamp.read_bytes()
    for length in range(len(data)):
        stamp.write_bytes(data[:length])
        with pytest.raises(IndexDamagedError, match=r"zhengsou\.json"):
            WhooshEngine(folder, {})
    for place in range(len(data)):
        harmed = bytearray(data)
        harmed[place] ^= 0x11
        stamp.write_bytes(harmed)
        with pytest.raises(EngineError, match=r"zhengsou\.json|other versions"):
            WhooshEngine(folder, {})


def test_an_interrupted_making_is_taken_up_again(tmp_path: Path) -> None:
    WhooshEngine(tmp_path, {}, create=True).close()
    (tmp_path / "zhengsou.json").unlink()
    with pytest.raises(IndexMissingError):
        WhooshEngine(tmp_path, {})
    with closing(WhooshEngine(tmp_path, {}, create=True)) as engine:
        put(engine, [FIRST])
        assert found(engine, Everything()) == {"一"}


@pytest.mark.parametrize("note", [b"", b"{", b"[1]", b"7", b'{"pid": 1}', b"\xff\x00", None])
def test_a_damaged_note_of_the_lock_harms_nothing(folder: Path, note: bytes | None) -> None:
    with closing(WhooshEngine(folder, {})) as engine, closing(WhooshEngine(folder, {})) as other:
        with engine.writer():
            if note is None:
                (folder / "writer.json").unlink()
            else:
                (folder / "writer.json").write_bytes(note)
            with (
                pytest.raises(IndexLockedError, match=r"Another writer is at work on .+; wait"),
                other.writer(),
            ):
                pass
        put(other, [SECOND])
        assert found(other, Everything()) == {"一", "二"}
    assert "writer.json" not in files(folder)


def test_a_closed_engine_says_so(folder: Path) -> None:
    engine = WhooshEngine(folder, {})
    engine.close()
    engine.close()
    for ask in (
        lambda: found(engine, Everything()),
        lambda: engine.document("一"),
        engine.content_hashes,
        engine.refresh,
        lambda: put(engine, [SECOND]),
    ):
        with pytest.raises(EngineError, match=r"was closed; open it again"):
            ask()
