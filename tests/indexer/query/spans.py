"""Where something stands, as tests of nearness need it: found in a text, or drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from indexer.language.units import unit_texts
from indexer.query.ast import Literal, Span
from indexer.query.matching import compile_leaf

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 4)).map(lambda place: (place[0], sum(place))), max_size=6
)
"""A few places in units, in any order."""


def standing(word: str, text: str) -> list[Span]:
    return compile_leaf(Literal(word)).places(unit_texts(text))
