"""Pinyin of texts, and taking spellings apart; pypinyin itself is the oracle of readings."""

from __future__ import annotations

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean.syllables import SYLLABLES
from indexer.language.pinyin import MOST_SPELLINGS, spellings, spoken


def said(text: str) -> list[str]:
    return spoken(text).split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自贸区", "zi mao qu"),
        ("重庆银行", "chong qing yin hang"),
        ("战略", "zhan lve"),
        ("绿色女性", "lv se nv xing"),
        ("长三角", "chang san jiao"),
        ("行长的AI芯片2020", "hang zhang de AI xin pian 2020"),
        ("", ""),
    ],
)
def test_a_text_is_read_by_phrases(text: str, expected: str) -> None:
    assert " ".join(said(text)) == expected


def test_words_are_read_as_pypinyin_reads_them() -> None:
    words = "政策 自由贸易 高质量发展 音乐 会计 首都 成都 调查 调整 重复 重要 银行业 快乐 朝阳 厦门 蚌埠 六安"
    for word in words.split(" "):
        expected = [one.replace("ü", "v") for one in pypinyin.lazy_pinyin(word, v_to_u=True)]
        assert said(word) == expected, word


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("zimaoqu", "zi mao qu"),
        ("zi mao qu", "zi mao qu"),
        ("Zi'Mao'Qu", "zi mao qu"),
        ("zmq", "z- m- q-"),
        ("zhmq", "zh- m- q-"),
        ("zi'm", "zi m-"),
        ("zimq", "zi m- q-"),
        ("zmaoq", "z- mao q-"),
        ("zhengc", "zheng c-"),
        ("zhen", "zhen"),
        ("nü", "nv"),
    ],
)
def test_the_likeliest_way_comes_first(typed: str, expected: str) -> None:
    first = spellings(typed)[0]
    assert " ".join(piece.text if piece.whole else f"{piece.text}-" for piece in first) == expected


@pytest.mark.parametrize(("typed", "ways"), [("xian", {"xian", "xi an"}), ("fangan", {"fang an", "fan gan"})])
def test_letters_that_are_several_rows_of_syllables_are_all_of_them(typed: str, ways: set[str]) -> None:
    whole = {" ".join(piece.text for piece in way) for way in spellings(typed) if all(p.whole for p in way)}
    assert whole >= ways


@pytest.mark.parametrize(
    "typed", ["", "  ", "''", "government", "2020", "vi", "zi7", "é", "中", "ing", "zi mao ving"]
)
def test_what_is_no_pinyin_has_no_spelling(typed: str) -> None:
    assert spellings(typed) == ()


@given(
    st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=8), st.sampled_from(["", " ", "'", "-"])
)
def test_syllables_in_a_row_are_a_spelling_whatever_is_between_them(row: list[str], between: str) -> None:
    ways = spellings(between.join(row))
    assert ways
    letters = "".join(row).replace("ü", "v")
    assert all("".join(piece.text for piece in way) == letters for way in ways)
    if between:
        assert tuple(piece.text for piece in ways[0]) == tuple(one.replace("ü", "v") for one in row)


@pytest.mark.parametrize("typed", ["zhbsq", "aq", "zhm"])
def test_every_letter_may_begin_a_syllable(typed: str) -> None:
    assert tuple((letter, False) for letter in typed) in spellings(typed)


@given(st.text("zhmqaoeiungv '", max_size=60))
def test_there_are_few_ways_and_each_spells_what_was_typed(typed: str) -> None:
    ways = spellings(typed)
    assert len(ways) <= MOST_SPELLINGS
    for way in ways:
        assert "".join(piece.text for piece in way) == typed.replace(" ", "").replace("'", "")
