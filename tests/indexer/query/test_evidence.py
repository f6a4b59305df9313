"""The signs of a text."""

from __future__ import annotations

from indexer.query.evidence import Sign, signs
from indexer.settings import FUNCTION_WEIGHT, PAIR_WEIGHT, UNIT_WEIGHT


def test_words_pairs_and_units_are_signs_each_once_and_marks_are_none() -> None:
    assert signs("海淀的政策，海淀") == (
        *(Sign(1.0, word="海淀"), Sign(FUNCTION_WEIGHT, word="的"), Sign(1.0, word="政策")),
        *(Sign(PAIR_WEIGHT, units=tuple(pair)) for pair in ("海淀", "淀的", "的政", "政策")),
        *(Sign(UNIT_WEIGHT, units=(unit,)) for unit in "海淀的政策"),
    )


def test_pairs_reach_over_white_space_but_not_over_marks() -> None:
    pairs = [sign.units for sign in signs("free trade, zones") if len(sign.units) == 2]
    assert pairs == [("free", "trade")]
    assert [sign.word for sign in signs("free trade, zones")[:3]] == ["free", "trade", "zone"]


def test_both_scripts_have_the_same_signs() -> None:
    assert signs("自貿區的政策") == signs("自贸区的政策")


def test_what_has_no_letters_has_no_signs() -> None:
    assert signs("，。") == signs("") == ()
