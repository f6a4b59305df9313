from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata import phrases
from corpus.metadata.phrases import PhraseMatcher, normalize


@settings(deadline=None, max_examples=300)
@given(st.text(st.one_of(st.characters(), st.sampled_from("，Ａ国é\u0301\u3099か…ǅß½①한가\x00"))))
def test_normalizing_is_unicode_s_own(text: str) -> None:
    assert normalize(text) == unicodedata.normalize("NFKC", text).casefold()


def test_no_character_of_a_table_joins_with_another() -> None:
    every = "".join(chr(code) for start, end in phrases._APART for code in range(start, end))
    for before in ("a", "か", "\u1100", "国"):
        text = before.join(every)
        assert unicodedata.normalize("NFKC", text).casefold() == "".join(
            unicodedata.normalize("NFKC", one).casefold() for one in text
        )


def _found(phrases: list[str], text: str) -> list[str]:
    return [phrase for phrase, _, _ in PhraseMatcher(phrases).find(normalize(text))]


@pytest.mark.parametrize(
    ("phrases", "text", "found"),
    [
        (["北京", "北京大学"], "北京大学在北京", ["北京大学", "北京"]),
        (["ab", "abcd"], "abcd ab abc", ["abcd", "ab"]),
        (["AI"], "AI maintains ai-5 AI芯片 用AI", ["ai", "ai", "ai", "ai"]),
        (["5G"], "5G 15G 5GHz ５Ｇ", ["5g", "5g"]),
        (["free trade zone"], "A Free Trade Zone, free trade zones", ["free trade zone"]),
        (["中国(北京)"], "中国（北京）", ["中国(北京)"]),
        (["上海", "海南"], "上海南站 海南", ["上海", "海南"]),
        (["甲乙丙", "乙丁"], "甲乙丁", ["乙丁"]),
        (["a-b", "^c"], "a-b ^c", ["a-b", "^c"]),
        (["北京"], "", []),
    ],
)
def test_finds_the_longest_phrase_at_each_place(phrases: list[str], text: str, found: list[str]) -> None:
    assert _found(phrases, text) == found


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.text("甲乙丙a1", min_size=2, max_size=4), min_size=1, max_size=8),
    st.text("甲乙丙a1 ", max_size=40),
)
def test_agrees_with_a_plain_scan(phrases: list[str], text: str) -> None:
    def word(char: str) -> bool:
        return char in "a1"

    expected, place = [], 0
    while place < len(text):
        for phrase in sorted(set(phrases), key=len, reverse=True):
            end = place + len(phrase)
            starts_inside = place > 0 and word(text[place - 1]) and word(text[place])
            ends_inside = end < len(text) and word(text[end]) and word(text[end - 1])
            if text.startswith(phrase, place) and not starts_inside and not ends_inside:
                expected.append((phrase, place, end))
                place = end
                break
        else:
            place += 1
    assert PhraseMatcher(phrases).find(text) == expected


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("国Ａé㎡…①北京\u0301ﬁ"), max_size=12), st.integers(0, 12), st.integers(1, 4))
def test_a_span_of_the_normalized_text_is_found_in_the_text(text: str, start: int, length: int) -> None:
    normal = normalize(text)
    wanted = normal[start : start + length]
    if len(wanted) == length:
        span = phrases.span_before_normalizing(text, start, start + length)
        assert span is None or normalize(text[slice(*span)]) == wanted


def test_a_span_behind_characters_that_become_several() -> None:
    assert phrases.span_before_normalizing("…㎡北京", 5, 7) == (2, 4)
    assert phrases.span_before_normalizing("北京市", 0, 2) == (0, 2)
    assert phrases.span_before_normalizing("…㎡北京", 2, 5) is None
