"""What becomes of an index whose files are missing, cut short, changed or exchanged: never a wrong answer."""

from __future__ import annotations

import errno
import json
import struct
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.errors import EngineError, IndexDamagedError
from indexer.engines.whoosh import files, merging, tables
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage
from indexer.query.ast import Everything
from tests.indexer.engines.harness import SECOND, document, found, put, segment_files
from tests.indexer.engines.states import SUFFIXES, answers


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


KINDS = (*SUFFIXES, ".toc")


def file_of(folder: Path, suffix: str) -> Path:
    """The file of a kind that the newest generation needs."""
    if suffix == ".toc":
        return folder / f"_MAIN_{tables.newest_number(DurableStorage(folder))}.toc"
    (path,) = (path for path in folder.iterdir() if path.suffix == suffix)
    return path


def stretches(data: bytes) -> list[tuple[int, int]]:
    """Where the head of a file, its directory, its checksums and each array with what fills it up begin and end."""
    length, length_of_sums = struct.unpack_from("<II", data, 12)
    sums = 28 + length
    begin = sums + length_of_sums
    _, directory = json.loads(data[28:sums])
    starts = [0, 28, sums, begin, *(begin + place for _, place, size in directory.values() if place and size)]
    return list(pairwise([*starts, len(data)]))


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize("harm", ["missing", "empty", "longer", "overwritten"])
def test_damaged_files_are_found_and_reported(folder: Path, suffix: str, harm: str) -> None:
    expected = answers(folder)
    path = file_of(folder, suffix)
    data = path.read_bytes()
    match harm:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "longer":
            path.write_bytes(data + b"12345678")
        case "overwritten":
            path.write_bytes(bytes(byte ^ 0x55 for byte in data))
    assert_never_wrong(folder, expected)


@pytest.mark.parametrize("suffix", KINDS)
def test_a_file_cut_short_anywhere_is_found_and_reported(folder: Path, suffix: str) -> None:
    expected = answers(folder)
    path = file_of(folder, suffix)
    data = path.read_bytes()
    edges = {edge for stretch in stretches(data) for edge in stretch} if suffix != ".toc" else {len(data) - 8}
    for length in sorted({*edges, *(edge - 1 for edge in edges), *range(0, len(data), len(data) // 9)}):
        if 0 <= length < len(data):
            path.write_bytes(data[:length])
            assert_never_wrong(folder, expected)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_changed_byte_in_any_array_is_found_and_reported(folder: Path, suffix: str) -> None:
    expected = answers(folder)
    path = file_of(folder, suffix)
    data = path.read_bytes()
    for begin, end in stretches(data):
        for place in {begin, (begin + end) // 2, end - 1}:
            harmed = bytearray(data)
            harmed[place] ^= 0x80
            path.write_bytes(harmed)
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


@pytest.mark.parametrize("suffix", KINDS)
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


@pytest.mark.parametrize("suffix", SUFFIXES)
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
