"""Copies do not stand side by side."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.spacing import spaced


@pytest.mark.parametrize(
    ("families", "order"),
    [
        ("", []),
        ("abc", [0, 1, 2]),
        ("aab", [0, 2, 1]),
        ("aaabcd", [0, 3, 1, 4, 2, 5]),
        ("aabb", [0, 2, 1, 3]),
        ("aaab", [0, 3, 1, 2]),
        ("aaa", [0, 1, 2]),
    ],
)
def test_a_copy_waits_for_a_document_of_another_family(families: str, order: list[int]) -> None:
    assert spaced(families).places == order


@given(st.text(alphabet="aabcd", max_size=30))
def test_every_document_stays_and_only_the_last_ones_stand_beside_a_copy(families: str) -> None:
    places, settled = spaced(families)
    assert sorted(places) == list(range(len(families)))
    assert all(families[one] != families[other] for one, other in pairwise(places[:settled]))
    for family in set(families):
        own = [place for place in places if families[place] == family]
        assert own == sorted(own)


@given(st.text(alphabet="aabcd", max_size=30), st.text(alphabet="abcd", max_size=10))
def test_what_is_settled_stays_whatever_follows(families: str, following: str) -> None:
    places, settled = spaced(families)
    assert spaced(families + following).places[:settled] == places[:settled]
