"""When occurrences are near each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.query.ast import Alternative, Boosted, Expanded, Literal, Near, Not, Or, Span, Term, Wildcard
from indexer.query.nearness import are_near, can_be_near, leaves, literal_parts
from tests.indexer.query.spans import SPANS, standing


@pytest.mark.parametrize(
    ("text", "words", "distances", "expected"),
    [
        ("甲一二三乙", "甲乙", (3,), True),
        ("甲一二三乙", "甲乙", (2,), False),
        ("乙一二三甲", "甲乙", (3,), True),
        ("乙一二三甲", "甲乙", (2,), False),
        ("甲乙", "甲乙", (0,), True),
        ("甲，。 乙", "甲乙", (2,), True),
        ("甲，。 乙", "甲乙", (1,), False),
        ("甲 free trade zone 乙", "甲乙", (3,), True),
        ("甲", "甲甲", (9,), False),
        ("甲甲", "甲甲", (0,), True),
        ("丙一甲一乙", "甲乙丙", (1, 9), True),
        ("甲一乙一一丙", "甲乙丙", (1, 2), True),
        ("甲一乙一一丙", "甲乙丙", (1, 1), False),
        ("甲一乙一一一一乙一丙", "甲乙丙", (1, 1), False),
        ("甲乙", "甲丙", (9,), False),
        ("丙", "甲乙", (9,), False),
    ],
)
def test_sides_of_one_character(text: str, words: str, distances: tuple[int, ...], expected: bool) -> None:
    assert are_near([standing(word, text) for word in words], distances) is expected


def test_what_overlaps_is_not_near() -> None:
    assert not are_near([standing("北京市", "北京市长"), standing("北京", "北京市长")], [9])
    assert not are_near([standing("北京市", "北京市长"), standing("市长", "北京市长")], [9])
    assert are_near([standing("北京市", "北京市长，北京"), standing("北京", "北京市长，北京")], [2])


@settings(deadline=None, max_examples=200)
@given(st.lists(SPANS, min_size=2, max_size=4), st.data())
def test_it_is_what_trying_every_combination_finds(given: list[list[Span]], data: st.DataObject) -> None:
    distances = [data.draw(st.integers(0, 6)) for _ in given[1:]]
    chains = [[span] for span in given[0]]
    for row, distance in zip(given[1:], distances, strict=True):
        chains = [
            [*chain, (first, end)]
            for chain in chains
            for first, end in row
            if 0 <= first - chain[-1][1] <= distance or 0 <= chain[-1][0] - end <= distance
        ]
    assert are_near(given, distances) is bool(chains)
    assert are_near(given[::-1], distances[::-1]) is bool(chains)


def test_only_what_stands_somewhere_can_be_near() -> None:
    a, b = Term("A"), Literal("B")
    assert all(map(can_be_near, (a, b, Wildcard("C*"), Expanded(a, ()), Or((a, Or((b, a)))))))
    assert can_be_near(Boosted(a, 2))
    assert not any(map(can_be_near, (Not(a), Or((a, Not(b))), Near((a, b), (5,)), Boosted(Not(a), 2))))


def test_sides_are_looked_for_literally() -> None:
    equal = Alternative(Literal("B", "title"), "synonym", 0.8)
    sides = literal_parts(
        Near((Or((Boosted(Term("A"), 2), Wildcard("A*"))), Expanded(Term("A", "title"), (equal,))), (5,))
    )
    assert sides == (
        Or((Boosted(Literal("A"), 2), Wildcard("A*"))),
        Expanded(Literal("A", "title"), (equal,)),
    )
    assert [list(leaves(side)) for side in sides] == [
        [Literal("A"), Wildcard("A*")],
        [Literal("A", "title"), Literal("B", "title")],
    ]
