"""Words nearly typed; a distance by its recursive definition, and a scan of all words, are the oracles."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.suggesting.misspelt import Dictionary, distance

WORDS = {
    "government": 50,
    "governance": 3,
    "policy": 40,
    "police": 90,
    "environment": 9,
    "china": 20,
    "zone": 7,
    "zones": 2,
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("goverment", "government"),
        ("govrenment", "government"),
        ("gouverment", "government"),
        ("polcy", "policy"),
        ("polici", "police"),
        ("chian", "china"),
        ("hcina", "china"),
        ("enviroment", "environment"),
        ("anvironment", "environment"),
        ("policy", None),
        ("zon", None),
        ("poluzy", None),
        ("tradition", None),
        ("p0licy", None),
        ("政策政策", None),
    ],
)
def test_the_nearest_word_is_found(typed: str, expected: str | None) -> None:
    assert Dictionary(WORDS).nearest(typed) == expected


def test_no_words_are_near_to_none() -> None:
    assert Dictionary({}).nearest("policy") is None


LETTERS = st.text("abc", max_size=6)


@given(LETTERS, LETTERS)
def test_the_distance_is_that_of_its_definition(one: str, other: str) -> None:
    @cache
    def apart(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [apart(i - 1, j) + 1, apart(i, j - 1) + 1, apart(i - 1, j - 1) + (one[i - 1] != other[j - 1])]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            ways.append(apart(i - 2, j - 2) + 1)
        return min(ways)

    assert distance(one, other) == apart(len(one), len(other))


@given(st.sets(st.text("abc", min_size=1, max_size=7), max_size=12), st.text("abc", min_size=4, max_size=7))
def test_counting_letters_passes_over_no_word(words: set[str], typed: str) -> None:
    found = Dictionary(dict.fromkeys(words, 1)).nearest(typed)
    near = {word for word in words if distance(typed, word) <= 1}
    assert found in near if near - {typed} and typed not in near else found is None
