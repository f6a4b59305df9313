"""The units of many texts at once."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.language.units import unit_texts
from indexer.unit_rows import unit_rows

PIECES = (
    "自貿區",
    "AI",
    "ﬁ",
    "5.2%",
    "_",
    " ",
    "\n",
    "\u200b",
    "e\u0301",
    "\u0301",
    "①",
    "カ",
    "𠮷",
    "\ud83d",
    "Ａ",
    "한글",
)
TEXTS = st.lists(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)), max_size=6)


@given(TEXTS)
@example([])
@example(["", ""])
@settings(deadline=None, max_examples=200)
def test_the_units_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    rows = unit_rows(texts)
    assert rows.texts() == list(map(unit_texts, texts))
    assert len(set(rows.vocabulary)) == len(rows.vocabulary)
    assert set(rows.tokens.tolist()) == set(range(len(rows.vocabulary)))
