"""Which translations are chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from indexer.language.dictionary import Dictionary
from indexer.query.translate import MAX_INTO_ENGLISH, MAX_TRANSLATIONS, Translator
from indexer.settings import DICTIONARY_WEIGHT, SYNONYM_WEIGHT, TRANSLATION_WEIGHT

ENTRIES = """\
令 令 [ling4] /order/
訂單 订单 [ding4 dan1] /order/
秩序 秩序 [zhi4 xu4] /order (public)/
次序 次序 [ci4 xu4] /sequence/order/
號令 号令 [hao4 ling4] /order/
敕 敕 [chi4] /order/
旨意 旨意 [zhi3 yi4] /order/
二 二 [er4] /2/two/
補貼 补贴 [bu3 tie1] /to subsidize/subsidy/(old) alms/
種 种 [zhong3] /seed/
我們 我们 [wo3 men5] /we/ourselves/people/
"""


def translator(frequencies: Mapping[str, int], english: int = 1) -> Translator:
    def common(texts: Sequence[str]) -> list[int]:
        return [frequencies.get(text, 0) for text in texts]

    return Translator(common, lambda: english, lambda: Dictionary(ENTRIES.encode()))


def chosen(frequencies: Mapping[str, int], text: str, english: int = 1) -> list[str]:
    return [equal.text for equal in translator(frequencies, english).translations(text)]


def test_what_no_document_holds_is_no_translation() -> None:
    assert chosen({}, "order") == []
    assert chosen({"订单": 1}, "order") == ["订单"]


def test_the_common_the_first_and_the_exact_come_first() -> None:
    assert chosen({"订单": 1, "号令": 5}, "orders") == ["号令", "订单"]
    assert chosen({"订单": 4, "次序": 5}, "order") == ["订单", "次序"]
    assert chosen({"订单": 4, "秩序": 5}, "order") == ["订单", "秩序"]
    # Nearly every text has a character somewhere.
    assert chosen({"订单": 4, "令": 40}, "order") == ["订单", "令"]


def test_translations_are_few_and_count_less_than_those_of_the_lexicon() -> None:
    everywhere = dict.fromkeys(("令", "订单", "秩序", "次序", "号令", "敕", "旨意"), 9)
    equals = translator(everywhere).translations("order")
    assert len(equals) == MAX_TRANSLATIONS
    assert {equal.kind for equal in equals} == {"translation"}
    assert {equal.weight for equal in equals} == {DICTIONARY_WEIGHT}
    assert DICTIONARY_WEIGHT < TRANSLATION_WEIGHT < SYNONYM_WEIGHT


def test_a_chinese_word_has_fewer() -> None:
    held = dict.fromkeys(("subsidy", "subsidies", "subsidize", "subsidizes", "subsidized"), 1)
    assert len(chosen(held, "补贴")) == MAX_INTO_ENGLISH


def test_numbers_are_not_translated() -> None:
    assert chosen({"二": 9}, "2") == []
    assert chosen({"二": 9}, "two") == ["二"]


@pytest.mark.parametrize("typed", ["补贴", "補貼"])
def test_a_chinese_word_becomes_its_glosses_in_the_forms_that_stand_somewhere(typed: str) -> None:
    held = {"subsidies": 8, "subsidized": 4, "subsidizeing": 0}
    assert set(chosen(held, typed)) == {"subsidies", "subsidized"}


def test_chinese_is_translated_only_where_there_are_documents_in_english() -> None:
    assert chosen({"subsidy": 9}, "补贴", english=1) == ["subsidy"]
    assert chosen({"subsidy": 9}, "补贴", english=0) == []


def test_chinese_that_more_documents_hold_than_are_in_english_is_not_translated() -> None:
    assert chosen({"subsidy": 9, "补贴": 3}, "补贴", english=3) == ["subsidy"]
    assert chosen({"subsidy": 9, "补贴": 3}, "补贴", english=2) == []


def test_single_characters_and_function_words_are_not_translated() -> None:
    assert chosen({"seed": 9}, "种") == []
    assert chosen({"people": 9, "we": 9}, "我们") == []


def test_without_a_dictionary_nothing_is_translated() -> None:
    without = Translator(lambda texts: [1] * len(texts), lambda: 1, lambda: None)
    assert without.translations("order") == ()
    assert without.translations("补贴") == ()
