"""What becomes of an index whose files are missing, cut short, changed or exchanged: never a wrong answer."""

from __future__ import annotations

import errno
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from corpus.errors import EngineError, IndexDamagedError
from indexer.engine import FACET_KEYS, Filters, SearchRequest
from indexer.engines.whoosh import files, merging, tables
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage
from indexer.query.ast import Everything, Literal, Term, Wildcard
from tests.indexer.engines.harness import SECOND, document, found, put, segment_files


def answers(folder: Path) -> list[object]:
    """Everything that the files of an index can answer, asked."""
    with closing(WhooshEngine(folder, {})) as engine:
        return [
            engine.search(SearchRequest(Literal("通知"), facets=FACET_KEYS)),
            engine.search(SearchRequest(Term("通知标题"), Filters(source=("甲报",)))),
            engine.search(SearchRequest(Wildcard("第?篇"), sort="newest")),
            engine.search(SearchRequest(Everything(), sort="oldest", facets=FACET_KEYS)),
            engine.document("一"),
            engine.document("二"),
            engine.content_hashes(),
        ]


def assert_never_wrong(folder: Path, expected: list[object]) -> None:
    """A damaged index answers as before or says that it is damaged, and ``check`` finds the damage."""
    try:
        assert answers(folder) == expected
    except IndexDamagedError as error:
        assert "zhengsou check" in str(error)
    try:
        with closing(WhooshEngine(folder, {})) as engine:
            assert engine.check()
    except IndexDamagedError:
        pass


SUFFIXES = (".words", ".units", ".values", ".columns", ".documents", ".toc")


def file_of(folder: Path, suffix: str) -> Path:
    """The file of a kind that the newest generation needs."""
    if suffix == ".toc":
        return folder / f"_MAIN_{tables.newest_number(DurableStorage(folder))}.toc"
    (path,) = (path for path in folder.iterdir() if path.suffix == suffix)
    return path


@pytest.mark.parametrize(
    ("suffix", "harm"),
    [
        *product(SUFFIXES, ["empty", "cut", "tail", "longer", "overwritten"]),
        # Where the newest table of contents is missing, nothing shows that there was one.
        *((suffix, "missing") for suffix in SUFFIXES if suffix != ".toc"),
    ],
)
def test_damaged_files_are_found_and_reported(folder: Path, suffix: str, harm: str) -> None:
    expected = answers(folder)
    path = file_of(folder, suffix)
    data = path.read_bytes()
    match harm:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(data[: len(data) // 2])
        case "tail":
            path.write_bytes(data[:-3])
        case "longer":
            path.write_bytes(data + b"12345678")
        case "overwritten":
            path.write_bytes(bytes(byte ^ 0x55 for byte in data))
    assert_never_wrong(folder, expected)


def test_the_files_of_other_segments_are_not_taken_for_its_own(folder: Path) -> None:
    expected = answers(folder)
    with closing(WhooshEngine(folder, {})) as engine:
        before = segment_files(folder)
        put(engine, [SECOND])
        (other,) = (name for name in segment_files(folder) - before if name.endswith(".words"))
        (own,) = (name for name in before if name.endswith(".words"))
        with engine.writer() as opened:
            opened.delete("二")
    assert answers(folder) == expected
    (folder / own).write_bytes((folder / other).read_bytes())
    with pytest.raises(IndexDamagedError, match=rf"{own} was written as {other}"):
        answers(folder)


def test_a_table_of_contents_that_tells_of_other_documents_is_not_believed(folder: Path) -> None:
    storage = DurableStorage(folder)
    table = tables.read_table(storage, tables.newest_number(storage))
    table.segments[0].set_doc_count(2)
    table.write(storage, tables.INDEX_NAME)
    with pytest.raises(IndexDamagedError, match="2 documents"):
        WhooshEngine(folder, {})


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_single_changed_byte_never_gives_a_wrong_answer(folder: Path, suffix: str) -> None:
    expected = answers(folder)
    path = file_of(folder, suffix)
    data = path.read_bytes()
    for place in range(0, len(data), max(1, len(data) // 40)):
        harmed = bytearray(data)
        harmed[place] ^= 0x11
        path.write_bytes(harmed)
        assert_never_wrong(folder, expected)
    path.write_bytes(data)
    assert answers(folder) == expected


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != ".toc"])
def test_a_damaged_segment_is_not_merged_into_others(folder: Path, suffix: str) -> None:
    for number in range(merging.MERGE_FACTOR - 2):
        with closing(WhooshEngine(folder, {})) as engine:
            put(engine, [document(f"n{number}", f"第{number}篇")])
    [path, *_] = sorted(
        (folder / name for name in segment_files(folder) if name.endswith(suffix)),
        key=lambda path: path.stat().st_mtime_ns,
    )
    data = bytearray(path.read_bytes())
    data[-9] ^= 1
    path.write_bytes(data)
    with closing(WhooshEngine(folder, {})) as engine:
        generation = engine.stats().generation
        with pytest.raises(IndexDamagedError, match="zhengsou check"):
            put(engine, [document("n", "最后一篇")])
        assert engine.stats().generation == generation


def test_a_disk_that_fills_up_while_merging_is_no_damage(
    folder: Path, engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    put(engine, [document(f"n{number}", f"第{number}篇") for number in range(3)])
    monkeypatch.setattr(files, "write_arrays", full)
    with (
        pytest.raises(EngineError, match=r"could not be written.*No space left.*still there"),
        engine.writer() as opened,
    ):
        for number in range(2):
            opened.delete(f"n{number}")
    assert len(found(engine, Everything())) == 4


def test_a_damaged_table_of_contents_is_reported(folder: Path) -> None:
    (newest,) = folder.glob("_MAIN_1.toc")
    newest.write_bytes(newest.read_bytes()[:100])
    with pytest.raises(IndexDamagedError):
        WhooshEngine(folder, {})


def test_a_lost_table_of_contents_is_damage_and_no_reason_to_index_into_it(folder: Path) -> None:
    for table in folder.glob("_MAIN_*.toc"):
        table.unlink()
    with pytest.raises(IndexDamagedError, match=r"table of contents.*is missing.*build the index anew"):
        WhooshEngine(folder, {}, create=True)
