"""The array work of the Whoosh engine, held to plain Python that does the same one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IndexDamagedError
from indexer.batch import TokenRows
from indexer.engines.whoosh import merging, unit_arrays
from indexer.engines.whoosh.arrays import Arrays, Section, narrow, read_arrays, write_arrays
from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.codec import ArrayCodec, ArraySegment
from indexer.engines.whoosh.documents import DocumentRows, StoredDocuments, merge_documents
from indexer.engines.whoosh.merging import choose_merges
from indexer.engines.whoosh.pool import RowPool
from indexer.engines.whoosh.rows import SEPARATOR, Rows, encode, pack_positions, unpack_positions
from indexer.engines.whoosh.terms import Terms, term_arrays
from indexer.engines.whoosh.unit_arrays import invert_units, merge_units
from indexer.engines.whoosh.units import UnitIndex
from indexer.engines.whoosh.values import ValueCodes, merge_values, value_arrays
from indexer.engines.whoosh.words import WordLists, invert_words, merge_words

Row = tuple[str, ...]

TOKENS = st.sampled_from(
    ["海", "淀", "海淀", "ai", "ain", "ai\u0301", "5", "15", "，", "。", "\x00", "𠮷", "\ud800"]
)
ROWS = st.lists(st.lists(TOKENS, max_size=12).map(tuple), min_size=1, max_size=8)
PARTS = st.lists(
    st.lists(st.tuples(st.lists(TOKENS, max_size=8).map(tuple), st.booleans()), min_size=1),
    min_size=1,
    max_size=4,
)
"""Segments of rows, each row with whether it stays."""


def rows_of(rows: Sequence[Row]) -> Rows:
    filled = Rows()
    # In two batches, whose vocabularies become one.
    for batch in (rows[:2], rows[2:]):
        filled.add(TokenRows.of(batch))
    return filled


def written(written_arrays: Arrays) -> dict[str, Section]:
    """The arrays as they are read from a file."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "file"
        with path.open("wb") as file:
            write_arrays(file, "file", written_arrays)
        return read_arrays(path)


def merged(
    parts: list[list[tuple[Row, bool]]],
    build: Callable[[Rows], Arrays],
    read: Callable[[dict[str, Section]], object],
    merge: Callable[..., Arrays],
) -> tuple[Arrays, Arrays]:
    """What merging gives, and what the rows that stay give when they are inverted at once."""
    readers = [read(written(build(rows_of([row for row, _ in part])))) for part in parts]
    kept = [np.array([stays for _, stays in part]) for part in parts]
    remaining = [row for part in parts for row, stays in part if stays]
    return merge(readers, kept), build(rows_of(remaining))


def assert_equal(found: Arrays, expected: Arrays) -> None:
    assert {name: (array.dtype, array.tolist()) for name, array in found.items()} == {
        name: (array.dtype, array.tolist()) for name, array in expected.items()
    }


@given(ROWS)
@settings(deadline=None, max_examples=80)
def test_words_are_inverted_to_counts(rows: list[Row]) -> None:
    words = WordLists(written(invert_words(rows_of(rows))))
    counted = [Counter(tokens) for tokens in rows]
    assert words.lengths.whole().tolist() == [len(tokens) for tokens in rows]
    assert list(words.terms) == sorted({encode(token) for tokens in rows for token in tokens})
    for number, term in enumerate(words.terms):
        postings = words.postings(number)
        assert dict(zip(postings.documents.tolist(), postings.counts.tolist(), strict=True)) == {
            document: counts[token]
            for document, counts in enumerate(counted)
            for token in counts
            if encode(token) == term
        }
        assert words.terms.find(term) == number
    assert words.terms.find(encode("无")) is None


def check_units(rows: list[Row]) -> None:
    index = UnitIndex(written(invert_units(rows_of(rows))))
    pairs: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    place = 0
    for tokens in rows:
        for pair in pairwise((*tokens, "")):
            pairs[pair].append(place)
            place += 1
        place += 1
    terms = {encode(one) + SEPARATOR + encode(other): places for (one, other), places in pairs.items()}
    assert list(index.bigrams) == sorted(terms)
    assert [index.of_number(number).tolist() for number in range(len(terms))] == [
        terms[term] for term in sorted(terms)
    ]
    numbers = {unit: index.find(unit) for pair in pairs for unit in pair}
    assert None not in numbers.values() and index.find("无") is None
    for (unit, following), places in pairs.items():
        assert index.of_bigram(numbers[unit] or 0, numbers[following] or 0).tolist() == places
    for unit in {token for tokens in rows for token in tokens}:
        alone = [place for (one, _), places in pairs.items() if one == unit for place in places]
        assert sorted(index.of_unit(numbers[unit] or 0).tolist()) == sorted(alone)
    documents = np.repeat(np.arange(len(rows)), [len(tokens) + 1 for tokens in rows])
    assert index.frequencies == {
        number: len(set(documents[terms[term]].tolist()))
        for number, term in enumerate(sorted(terms))
        if len(terms[term]) >= unit_arrays.FREQUENT
    }
    # Unit 0 is the empty one, which follows the last unit of a text and is followed by none.
    assert (
        not len(index.of_unit(0)) and not len(index.of_bigram(0, 0)) and index.bigrams.find(b"\xff") is None
    )


@given(ROWS)
@settings(deadline=None, max_examples=80)
def test_units_are_inverted_to_places_of_bigrams(rows: list[Row]) -> None:
    check_units(rows)


@given(ROWS)
@settings(deadline=None, max_examples=30)
def test_units_too_many_for_one_number_are_inverted_all_the_same(rows: list[Row]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unit_arrays, "WIDTH", 0)
        patch.setattr(unit_arrays, "FREQUENT", 2)
        check_units(rows)


def test_terms_are_read_together_by_numbers_of_a_byte() -> None:
    terms = sorted(encode(str(number)) for number in range(256))
    held = Terms(written(term_arrays(terms)))
    assert held.several(np.arange(256, dtype=np.uint8)) == terms


@given(ROWS)
@settings(deadline=None, max_examples=60)
def test_values_come_back_by_document_and_by_value(rows: list[Row]) -> None:
    values = ValueCodes(written(value_arrays(rows_of(rows))))
    assert [values.first(number) for number in range(len(rows))] == [
        encode(row[0]) if row else b"" for row in rows
    ]
    for number, term in enumerate(values.terms):
        bearing = [document for document, row in enumerate(rows) for one in row if encode(one) == term]
        assert values.documents(number).tolist() == bearing


@given(PARTS)
@settings(deadline=None, max_examples=80)
def test_merging_gives_what_inverting_all_at_once_gives(parts: list[list[tuple[Row, bool]]]) -> None:
    assert_equal(*merged(parts, invert_words, WordLists, merge_words))
    assert_equal(*merged(parts, invert_units, UnitIndex, merge_units))
    assert_equal(*merged(parts, value_arrays, ValueCodes, merge_values))


def stored(documents: list[bytes]) -> StoredDocuments:
    rows = DocumentRows()
    rows.add(documents)
    return StoredDocuments(written(rows.arrays()))


@given(
    st.lists(st.lists(st.tuples(st.binary(max_size=40), st.booleans()), min_size=1), min_size=1, max_size=4)
)
@settings(deadline=None, max_examples=60)
def test_documents_come_back_also_after_merging(parts: list[list[tuple[bytes, bool]]]) -> None:
    readers = [stored([one for one, _ in part]) for part in parts]
    for reader, part in zip(readers, parts, strict=True):
        assert [reader.read(number) for number in range(len(part))] == [one for one, _ in part]
    kept = [np.array([stays for _, stays in part]) for part in parts]
    joined = StoredDocuments(written(merge_documents(readers, kept)))
    remaining = [one for part in parts for one, stays in part if stays]
    assert [joined.read(number) for number in range(len(joined.lengths))] == remaining
    # Nothing is left of documents that were deleted.
    assert joined.bytes.whole().tobytes() == b"".join(remaining)


@given(st.lists(st.lists(st.integers(0, 2**40)), max_size=4), st.data())
@settings(deadline=None, max_examples=60)
def test_arrays_come_back_and_a_changed_byte_is_never_read(
    lists: list[list[int]], data: st.DataObject
) -> None:
    wanted = {str(number): narrow(np.array(one, np.int64)) for number, one in enumerate(lists)}
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "file"
        with path.open("wb") as file:
            write_arrays(file, "file", wanted)
        assert {name: one.whole().tolist() for name, one in read_arrays(path).items()} == {
            name: one.tolist() for name, one in wanted.items()
        }
        assert all(section.intact() for section in read_arrays(path).values())
        harmed = bytearray(path.read_bytes())
        harmed[data.draw(st.integers(0, len(harmed) - 1))] ^= data.draw(st.integers(1, 255))
        other = Path(folder) / "harmed" / "file"
        other.parent.mkdir()
        other.write_bytes(harmed)
        with pytest.raises(IndexDamagedError):
            sections = read_arrays(other)
            assert not all(section.intact() for section in sections.values())
            for section in sections.values():
                section.whole()


def test_only_the_blocks_that_are_read_are_verified(tmp_path: Path) -> None:
    numbers = np.arange(100_000, dtype=np.uint32)
    with (tmp_path / "file").open("wb") as file:
        write_arrays(file, "file", {"numbers": numbers})
    data = bytearray((tmp_path / "file").read_bytes())
    data[-1] ^= 1
    (tmp_path / "file").write_bytes(data)
    section = read_arrays(tmp_path / "file")["numbers"]
    assert section.part(100, 20_000).tolist() == numbers[100:20_000].tolist()
    assert not section.intact()
    with pytest.raises(IndexDamagedError, match=r"file \(numbers\).*checksum"):
        section.part(99_999, 100_000)


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_positions_come_back(positions: list[int]) -> None:
    assert unpack_positions(pack_positions(np.array(positions, np.int32))).tolist() == positions


def test_a_pool_gives_a_row_for_each_document_and_field() -> None:
    pool = RowPool()
    pool.add({"source": TokenRows.of([(), ("甲报",)]), "body_words": TokenRows.of([("政策", "北京"), ()])})
    pool.add({"source": TokenRows.of([()]), "body_words": TokenRows.of([("北京",)])})
    assert pool.tokens == 4
    assert {name: rows.ranked()[2].tolist() for name, rows in pool.iter_postings()} == {
        "body_words": [2, 0, 1],
        "source": [0, 1, 0],
    }
    assert pool.tokens == 0


def test_a_cache_forgets_what_was_used_longest_ago() -> None:
    cache = ArrayCache(3_000)
    computed: list[str] = []

    def get(key: str, size: int = 1_000) -> int:
        def compute() -> np.ndarray:
            computed.append(key)
            return np.zeros(size, np.uint8)

        return len(cache.get(key, compute))

    for key in ("a", "b", "a", "c", "a", "b"):
        assert get(key) == 1_000
    assert computed == ["a", "b", "c", "b"]
    assert [get("large", 10_000), get("large", 10_000)] == [10_000, 10_000]
    assert computed[-2:] == ["large", "large"]
    get("a")
    assert computed[-1] == "large"


def segment(documents: int, deleted: int = 0, tokens: int = 10) -> ArraySegment:
    made = ArraySegment(ArrayCodec(), "MAIN")
    made.set_doc_count(documents)
    made.tokens = tokens
    for number in range(deleted):
        made.delete_document(number)
    return made


def test_segments_are_merged_when_there_are_many_of_a_size_or_half_is_deleted() -> None:
    small = [segment(1 + n) for n in range(7)]
    large, half, dead = segment(5_000), segment(10, 5), segment(4, 4)
    assert choose_merges([*small, large, dead]) == ([*small, large], [])
    assert choose_merges([*small, large, half]) == ([large], [[*small, half]])
    assert choose_merges([large, half]) == ([large], [[half]])


def test_what_one_commit_adds_becomes_one_segment() -> None:
    old, new = segment(5_000), [segment(6_000), segment(20), segment(3)]
    assert choose_merges([old], new) == ([old], [new])
    assert choose_merges([old], new[:1]) == ([old, new[0]], [])


def test_no_more_is_merged_than_memory_is_allowed_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MERGED_TOKENS", 30)
    small = [segment(1 + n) for n in range(8)]
    assert choose_merges(small) == ([], [small[:3], small[3:6], small[6:]])
    huge = [segment(1 + n, tokens=40) for n in range(8)]
    assert choose_merges(huge) == (huge, [])
