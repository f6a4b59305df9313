from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from indexer.language.conversion import convert
from indexer.language.english import stem
from indexer.language.fold import fold
from indexer.language.units import HAN, is_mark, unit_texts
from indexer.language.words import content_words, is_own_word, placed_words, stopwords, words
from tests.indexer.language.texts import SENTENCES, texts

FUNCTION_WORDS = """
    a an the this that these those some any each every either neither no not nor such same other another own
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs
    who whom whose which what myself ourselves yourself yourselves himself herself itself themselves
    in on at by for from of to with without within into onto upon about above below over under between among through
    during before after since until till against across along around behind beside besides beyond despite near off
    out up down per via and or but if then than so as because while although though unless whether however therefore
    thus be am is are was were been being do does did done doing have has had having can could may might must shall
    should will would there here when where why how again also just only very too more most much many few less least
    all both now ever never yet s t d ll m re ve
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("上海自貿區AI產業，增長5.2%", "上海 自贸区 ai 产业 增长 5 2"),
        ("Pilot Free Trade Zones' policies", "pilot free trade zone polici"),
        ("ＧＤＰ在２０２０年", "gdp 在 2020 年"),
        ("カナ한글①", "カ ナ 한 글 ①"),
        ("乾隆年間的麵粉", "乾隆年间 的 面粉"),
        ("二〇年\n中国A\nB\n，人民", "二 〇 年 中国 a b 人民"),
        ("，。！ \u200b", ""),
        ("", ""),
    ],
)
def test_words_in_text_order(text: str, expected: str) -> None:
    assert words(text) == tuple(fold(expected).split())


@settings(deadline=None, max_examples=200)
@given(texts())
def test_words_of_unstemmed_text_are_its_units_without_marks(text: str) -> None:
    # Latin letters aside, nothing is lost or added: the words join to the units.
    kept = "".join(char for char in text if not char.isascii() or not char.isalpha())
    assert "".join(words(kept)) == "".join(
        unit for unit in unit_texts(kept) if not is_mark(unit) or unit.isalnum()
    )


@settings(deadline=None, max_examples=200)
@given(texts())
def test_a_unit_that_is_a_word_by_itself_is_counted_as_that_word(text: str) -> None:
    units, counted = Counter(unit_texts(text)), Counter(words(text))
    for unit in {"109", "covid19", "été", *units}:
        if is_own_word(unit):
            assert counted[unit] == units[unit]


def test_which_units_are_words_by_themselves() -> None:
    assert [unit for unit in ("109", "h1n1", "été", "free", "市", "カ", "，", "%") if is_own_word(unit)] == [
        "109",
        "h1n1",
        "été",
    ]


@settings(deadline=None, max_examples=200)
@given(texts())
def test_words_are_folded(text: str) -> None:
    assert words(text) == tuple(map(fold, words(text)))
    assert "" not in words(text)


@pytest.mark.parametrize("form", [lambda text: fold(text), lambda text: convert(text, "t2s")])
def test_no_form_of_a_text_has_other_han_characters(form: Callable[[str], str]) -> None:
    every = "".join(map(chr, range(0x110000)))
    han = re.compile(f"[{HAN}]+")
    assert [each.span() for each in han.finditer(form(every))] == [
        each.span() for each in han.finditer(every)
    ]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_the_same_words_in_either_script(sentence: str) -> None:
    assert words(convert(sentence, "s2t")) == words(convert(sentence, "t2s"))


def test_content_words_leave_out_function_words_and_single_characters() -> None:
    question = words("北京市對暫停舉辦的展會有何支持政策？")
    assert content_words(question) == tuple(fold("北京市 暂停 举办 展会 支持 政策").split())
    assert content_words(words("沪，2020年")) == ("2020",)
    question = words("What are China's policies for the pilot free trade zones in 2020?")
    assert content_words(question) == ("china", "polici", "pilot", "free", "trade", "zone", "2020")


def test_content_words_keep_repetitions_and_order() -> None:
    assert content_words(("政策", "的", "ai", "政策")) == ("政策", "ai", "政策")


def test_the_english_function_words_are_the_stems_of_these() -> None:
    english = {word for word in stopwords() if word.isascii()}
    assert english == set(map(stem, FUNCTION_WORDS.split()))


def test_function_words_are_folded_and_stemmed() -> None:
    assert {"的", "who", "becaus", fold("什么"), fold("為了")} <= stopwords()
    assert all(word == fold(word) for word in stopwords())


@given(texts())
def test_placed_words_are_the_words_and_stand_where_they_say(text):
    placed = placed_words(text)
    assert tuple(placed.texts) == words(text)
    for word, start, end in zip(*placed, strict=True):
        assert word == stem(fold(convert(text[start:end], "t2s"))) or len(text[start:end]) == len(word)
    edges = [edge for pair in zip(placed.starts, placed.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)
