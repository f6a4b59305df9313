"""How near to each other the parts of a query stand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from indexer.query.ast import Alternative, And, Boosted, Expanded, FacetIs, Literal, Not, Span, Term, Wildcard
from indexer.query.proximity import least_gap, neighbours, row, together
from indexer.settings import PROXIMITY_REACH, PROXIMITY_WEIGHT
from tests.indexer.query.spans import SPANS, standing


@pytest.mark.parametrize(
    ("text", "one", "other", "expected"),
    [
        ("甲一二三乙", "甲", "乙", 3),
        ("乙一二三甲", "甲", "乙", 3),
        ("甲乙", "甲", "乙", 0),
        ("甲，乙一甲", "甲", "乙", 1),
        ("甲 free trade 乙", "甲", "乙", 2),
        ("甲一一乙一甲", "甲", "乙", 1),
        ("北京市长", "北京市", "市长", None),
        ("北京市长，市长", "北京市", "市长", 2),
        ("甲", "甲", "乙", None),
    ],
)
def test_units_between(text: str, one: str, other: str, expected: int | None) -> None:
    assert least_gap(standing(one, text), standing(other, text)) == expected


@settings(deadline=None, max_examples=200)
@given(SPANS, SPANS)
def test_it_is_the_least_of_all_pairs(one: list[Span], other: list[Span]) -> None:
    gaps = [max(b[0] - a[1], a[0] - b[1]) for a in one for b in other]
    assert (
        least_gap(one, other) == least_gap(other, one) == min((gap for gap in gaps if gap >= 0), default=None)
    )


def test_what_side_by_side_and_at_the_reach_count() -> None:
    assert together(3.0, 2.0, 0) == pytest.approx(2.0 * PROXIMITY_WEIGHT)
    assert together(2.0, 3.0, PROXIMITY_REACH) == pytest.approx(PROXIMITY_WEIGHT)
    assert together(2.0, 3.0, None) == 0.0


def test_parts_that_follow_one_another_are_those_that_stand_in_the_text() -> None:
    zone = Expanded(Term("自贸区"), (Alternative(Literal("free trade zone"), "translation", 0.7),))
    assert row(zone) == ("自", "贸", "区")
    assert row(Boosted(Term("政策"), 2.0)) == ("政", "策")
    others = (FacetIs("district", ("110108",)), Wildcard("政?"), Term("政策", "title"), Not(Term("政策")))
    assert [row(one) for one in others] == [()] * 4
    assert neighbours(And((zone, others[0], Term("补贴"), others[3], Literal("海淀")))) == ((0, 2), (2, 4))
    assert neighbours(And((zone, *others))) == ()
