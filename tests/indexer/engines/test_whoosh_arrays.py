"""The array work of the Whoosh engine, held to plain Python that does the same one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.engines.whoosh.cache import ArrayCache
from indexer.engines.whoosh.inversion import (
    MARKS,
    Inverted,
    Rows,
    bigram,
    encode,
    invert_units,
    invert_words,
    iter_postings,
    pack_positions,
    unpack_positions,
)
from indexer.engines.whoosh.pool import RowPool
from indexer.engines.whoosh.schema import build_schema
from indexer.engines.whoosh.writer import choose_merges
from indexer.language.units import is_mark

TOKENS = st.sampled_from(
    ["海", "淀", "海淀", "ai", "ain", "ai\u0301", "5", "15", "，", "。", "\x00", "𠮷", "\ud800"]
)
ROWS = st.dictionaries(st.integers(0, 50), st.lists(TOKENS, max_size=12).map(tuple), max_size=8)

Listed = dict[tuple[bytes, int], tuple[float, list[int]]]


def rows_of(rows: dict[int, tuple[str, ...]]) -> Rows:
    filled = Rows()
    for document, tokens in sorted(rows.items()):
        filled.add(document, tokens)
    return filled


def listed(inverted: Inverted, chunk: int) -> Listed:
    postings = list(iter_postings(inverted, chunk))
    keys = [(term, document) for term, document, _, _ in postings]
    assert keys == sorted(set(keys))
    return {
        (term, document): (count, unpack_positions(value).tolist())
        for term, document, count, value in postings
    }


@given(ROWS, st.integers(1, 5))
@settings(deadline=None, max_examples=200)
def test_words_are_inverted_to_counts(rows: dict[int, tuple[str, ...]], chunk: int) -> None:
    counted = {document: Counter(tokens) for document, tokens in rows.items()}
    assert listed(invert_words(rows_of(rows)), chunk) == {
        (encode(token), document): (count, [])
        for document, counts in counted.items()
        for token, count in counts.items()
    }


@given(ROWS, st.integers(1, 5))
@settings(deadline=None, max_examples=200)
def test_units_are_inverted_to_places_of_bigrams(rows: dict[int, tuple[str, ...]], chunk: int) -> None:
    places: defaultdict[tuple[bytes, int], list[int]] = defaultdict(list)
    for document, tokens in rows.items():
        for place, (unit, following) in enumerate(pairwise((*tokens, ""))):
            places[bigram(unit, following), document].append(place)
            if is_mark(unit):
                places[MARKS, document].append(place)
    assert listed(invert_units(rows_of(rows)), chunk) == {
        key: (float(len(found)), found) for key, found in places.items()
    }


@given(st.lists(st.integers(0, 2**31 - 1)))
def test_positions_come_back(positions: list[int]) -> None:
    assert unpack_positions(pack_positions(np.array(positions, np.int32))).tolist() == positions


def test_a_pool_gives_rows_and_single_postings_in_one_order() -> None:
    pool = RowPool(build_schema())
    pool.add(("source", encode("乙报"), 0, 1.0, b""))
    pool.add(("source", encode("甲报"), 1, 1.0, b""))
    pool.add(("body_words", ("政策", "北京", "政策"), 0, 1.0, b""))
    pool.add(("body_words", (), 1, 1.0, b""))
    pool.add(("body_words", encode("北京"), 2, 3.0, b""))
    assert pool.tokens == 3
    assert list(pool.iter_postings()) == [
        ("body_words", encode("北京"), 0, 1.0, b""),
        ("body_words", encode("北京"), 2, 3.0, b""),
        ("body_words", encode("政策"), 0, 2.0, b""),
        ("source", encode("乙报"), 0, 1.0, b""),
        ("source", encode("甲报"), 1, 1.0, b""),
    ]


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


def segment(documents: int, deleted: int = 0) -> SimpleNamespace:
    return SimpleNamespace(doc_count=lambda: documents - deleted, deleted_count=lambda: deleted)


def test_segments_are_merged_when_there_are_many_of_a_size_or_half_is_deleted() -> None:
    small = [segment(1 + n) for n in range(7)]
    large, half, dead = segment(5_000), segment(10, 5), segment(4, 4)
    assert choose_merges([*small, large, dead]) == ([*small, large], [])
    assert choose_merges([*small, large, half]) == ([large], [*small, half])
    assert choose_merges([large, half]) == ([large], [half])
    assert choose_merges([segment(1_001)] * 8)[1] == []
