from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.fold import fold
from indexer.language.units import (
    INVISIBLE,
    WORD,
    is_accent,
    is_letter,
    is_mark,
    is_single,
    split_units,
    unit_texts,
)
from tests.indexer.language.texts import texts

UNSEEN = re.compile(rf"[\s{INVISIBLE}]")

HAN_BLOCKS = {
    "unified": (0x4E00, 0xA000),
    "A": (0x3400, 0x4DC0),
    "B": (0x20000, 0x2A6E0),
    "C": (0x2A700, 0x2B73A),
    "D": (0x2B740, 0x2B81E),
    "E": (0x2B820, 0x2CEA2),
    "F": (0x2CEB0, 0x2EBE1),
    "G": (0x30000, 0x3134B),
    "H": (0x31350, 0x323B0),
    "I": (0x2EBF0, 0x2EE5E),
    "compatibility": (0xF900, 0xFA6E),
    "compatibility supplement": (0x2F800, 0x2FA1E),
    "Kangxi radicals": (0x2F00, 0x2FD6),
}


@pytest.mark.parametrize("block", HAN_BLOCKS)
def test_every_han_character_is_a_unit(block: str) -> None:
    characters = "".join(map(chr, range(*HAN_BLOCKS[block])))
    assert unit_texts(characters) == tuple(fold(characters))
    between_letters = "a" + "a".join(characters) + "a"
    assert unit_texts(between_letters) == tuple(fold(between_letters))


@settings(deadline=None, max_examples=300)
@given(texts())
def test_units_join_to_the_folded_text_without_what_is_unseen(text: str) -> None:
    assert "".join(unit_texts(text)) == UNSEEN.sub("", fold(text))


@settings(deadline=None, max_examples=300)
@given(texts())
def test_units_stand_where_they_say(text: str) -> None:
    units, folded = split_units(text), fold(text)
    assert units.texts == unit_texts(text)
    assert len(units) == len(units.starts)
    assert [folded[slice(*units.span(number, 1))] for number in range(len(units))] == list(units.texts)
    assert sorted(set(units.starts)) == list(units.starts)


@settings(deadline=None, max_examples=300)
@given(texts(), st.data())
def test_the_units_of_a_part_are_a_row_of_the_units_of_the_whole(text: str, data: st.DataObject) -> None:
    units = split_units(text)
    if not units.texts:
        return
    first = data.draw(st.integers(0, len(units) - 1))
    count = data.draw(st.integers(1, len(units) - first))
    start, end = units.span(first, count)
    assert unit_texts(text[start:end]) == units.texts[first : first + count]


@settings(deadline=None, max_examples=200)
@given(texts())
def test_a_unit_is_a_single_a_word_or_a_mark(text: str) -> None:
    for unit in unit_texts(text):
        assert not (is_mark(unit) and is_single(unit))
        if len(unit) > 1:
            assert not is_mark(unit)
            assert not is_single(unit)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("铁路12306客服", "铁 路 12306 客 服"),
        ("重跑gen-itgc后", "重 跑 gen - itgc 后"),
        ("ＧＤＰ５．２％", "gdp5 . 2 %"),
        ("123,244.2", "123 , 244 . 2"),
        ("C919和5G", "c919 和 5g"),
        ("①AI②", "① ai ②"),
        ("ㄅAIㄆ", "ㄅ ai ㄆ"),
        ("カーAI한글", "カ ー ai 한 글"),
        ("ｶﾅ", "カ ナ"),
        ("naïve nai\u0308ve", "naïve nai\u0308ve"),
        ("Xi’an", "xi ' an"),
        ("snake_case", "snake _ case"),
        ("高\u200b质\u2060量 发\u3000展\n中", "高 质 量 发 展 中"),
        ("葛\U000e0100城", "葛 城"),
        ("二〇二〇年々", "二 〇 二 〇 年 々"),
        ("😀𠮷", "😀 𠮷"),
        ("Привет мир", "привет мир"),
        (" \t\u3000\u200b", ""),
    ],
)
def test_units_of_mixed_text(text: str, units: str) -> None:
    assert unit_texts(text) == tuple(fold(units).split())


def test_a_span_covers_white_space_between_units_and_not_after_them() -> None:
    units = split_units("在 自 贸\n区 内")
    assert units.span(1, 3) == (2, 7)


@pytest.mark.parametrize(
    ("unit", "mark", "single"),
    [("区", False, True), ("①", False, True), ("㎡", False, True), ("，", True, False), ("ai", False, False)],
)
def test_the_kind_of_a_unit(unit: str, mark: bool, single: bool) -> None:
    assert (is_mark(unit), is_single(unit)) == (mark, single)


@settings(deadline=None, max_examples=500)
@given(st.one_of(st.characters(), st.sampled_from("aé5中①㎡カ_，\u0300\u036f\u0370")))
def test_words_are_made_of_letters_and_accents(char: str) -> None:
    assert is_letter(char) == bool(re.fullmatch(WORD, char))
    assert (is_letter(char) or is_accent(char)) == bool(re.fullmatch(WORD, f"a{char}"))
