from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jieba import finalseg

from indexer.language.chinese import KNOWN, python_cutter
from indexer.language.conversion import convert
from indexer.language.segmenting import Segmenter, UnknownWords
from tests.indexer.language.texts import SENTENCES, han_runs


def jieba_with(dictionary: BinaryIO) -> jieba.Tokenizer:
    """jieba's own, without its cache file."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    return tokenizer


@cache
def reference() -> jieba.Tokenizer:
    return jieba_with(Path(jieba.__file__).with_name(jieba.DEFAULT_DICT_NAME).open("rb"))


@cache
def unknown_words() -> UnknownWords:
    return UnknownWords(finalseg.start_P, finalseg.trans_P, finalseg.emit_P)


def known(text: str) -> str:
    return "".join(re.findall(f"[{KNOWN}]", convert(text, "t2s")))


@settings(deadline=None, max_examples=300)
@given(han_runs().map(known))
def test_words_are_those_of_jieba(run: str) -> None:
    assert python_cutter()(run) == reference().lcut(run)


@settings(deadline=None, max_examples=500)
@given(
    st.dictionaries(st.text("甲乙丙", min_size=1, max_size=4), st.integers(1, 4), min_size=1),
    st.text("甲乙丙丁", max_size=12),
)
def test_words_of_any_dictionary_are_those_of_jieba(frequencies: dict[str, int], run: str) -> None:
    # Few characters and frequencies: many cuts are equally likely, and many characters only begin words.
    dictionary = "".join(f"{word} {frequency} n\n" for word, frequency in frequencies.items())
    expected = jieba_with(BytesIO(dictionary.encode())).lcut(run)
    assert Segmenter(dictionary, unknown_words()).cut(run) == expected


logarithms = st.sampled_from((-1.0, -2.0, -3.14e100))


@settings(deadline=None, max_examples=500)
@given(
    st.fixed_dictionaries(dict.fromkeys("BMES", logarithms)),
    st.fixed_dictionaries({one: st.fixed_dictionaries(dict.fromkeys("BMES", logarithms)) for one in "BMES"}),
    st.fixed_dictionaries(dict.fromkeys("BMES", st.dictionaries(st.sampled_from("甲乙丙"), logarithms))),
    st.text("甲乙丙丁", min_size=1, max_size=8),
)
def test_words_of_any_model_are_those_of_jieba(
    start: dict[str, float],
    transition: dict[str, dict[str, float]],
    emission: dict[str, dict[str, float]],
    row: str,
) -> None:
    _, states = finalseg.viterbi(row, "BMES", start, transition, emission)
    ends = [at for at, state in enumerate(states, 1) if state in "ES"]
    assert UnknownWords(start, transition, emission).cut(row) == [row[a:b] for a, b in pairwise([0, *ends])]


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("".join(map("".join, finalseg.emit_P.values()))), max_size=12).map(known))
def test_words_of_characters_at_random_are_those_of_jieba(run: str) -> None:
    assert python_cutter()(run) == reference().lcut(run)


def test_names_that_no_dictionary_has_are_those_of_jieba() -> None:
    for one, other in pairwise(
        "他来到网易杭研大厦小明硕士毕业于中国科学院计算所后在日本京都大学深造黄蓉欧阳锋"
    ):
        for name in (one + other, f"张{one}{other}", f"{one}{other}明说"):
            assert python_cutter()(name) == reference().lcut(name)


def test_words_of_sentences_are_those_of_jieba() -> None:
    for run in map(known, SENTENCES):
        assert python_cutter()(run) == reference().lcut(run)
        assert python_cutter()(run * 3) == reference().lcut(run * 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲乙丙", ["甲乙", "丙"]),
        ("丙甲乙丁", ["丙", "甲乙丁"]),
        ("甲乙\n丁", ["甲乙", "\n", "丁"]),
        ("甲\t甲乙", ["甲", "\t", "甲乙"]),
        ("", []),
    ],
)
def test_the_likeliest_words_are_taken(text: str, words: list[str]) -> None:
    dictionary = "甲 50 n\n乙 1 n\n丙 50 n\n甲乙 50 n\n甲乙丁 9 n\n"
    assert Segmenter(dictionary, unknown_words()).cut(text) == words
