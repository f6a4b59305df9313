"""Texts of the kinds that the language layer meets, for property tests to draw."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jieba
from hypothesis import strategies as st

from indexer.language.opencc_tables import entries
from indexer.language.units import HAN

_RUN = re.compile(f"[{HAN}]+")

PHRASE_TABLES = (
    "STPhrases",
    "TSPhrases",
    "TWVariantsRevPhrases",
    "HKVariantsPhrases",
    "HKVariantsRevPhrases",
)
"""OpenCC's tables of phrases that keep their length."""

SENTENCES = (
    "上海自贸试验区临港新片区揭牌，总面积873平方公里。",
    "臺灣網際網路軟體產業的數位轉型，須兼顧資訊安全與個資保護。",
    "乾隆年间的著作里没有什么乾坤，藉口了解后来的复杂情况。",
    "乾隆皇帝瞭解後，著手覆查帳目；於是乾燥的麵粉發給眾人。",
    "Beijing's pilot free trade zones (FTZs) opened on 28 September 2020.",
    "ＧＤＰ增长５．２％，CO₂排放下降3%，①AI②5G。",
    "二〇二〇年，㐂𠮷𫔀𰻝等生僻字，カタカナ、ひらがな、ㄅㄆㄇ、한글。",
    "国发〔2015〕12号《关于深化“放管服”改革的意见》\u3000附件：\n\t1.名单\u200b",
)
"""One of each: both scripts, phrases whose characters convert in context only, widths, rare characters, marks."""


@cache
def phrases() -> tuple[str, ...]:
    """Every phrase that OpenCC has a rule for."""
    return tuple(key for table in PHRASE_TABLES for key, _ in entries(table))


def pieces() -> st.SearchStrategy[str]:
    """A phrase, a part of a sentence, or a few characters of any kind."""
    parts = st.sampled_from(SENTENCES).flatmap(
        lambda text: st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(
            lambda ends: text[min(ends) : max(ends)]
        )
    )
    return st.one_of(st.sampled_from(phrases()), parts, st.text(max_size=4))


def texts() -> st.SearchStrategy[str]:
    """Pieces side by side."""
    return st.lists(pieces(), max_size=6).map("".join)


@cache
def _dictionary() -> list[str]:
    """Every twentieth word of jieba's dictionary."""
    with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
        words = [line.split(" ", 1)[0] for line in lines]
    return [word for word in words[::20] if _RUN.fullmatch(word)]


def han_runs() -> st.SearchStrategy[str]:
    """Words, beginnings of words and any Han characters side by side, in either script."""
    words = st.sampled_from(_dictionary())
    piece = st.one_of(
        words,
        words.map(lambda word: word[:-1]),
        st.sampled_from(phrases()).filter(_RUN.fullmatch),
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=4),
        st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x4DBF), max_size=2),
        st.text(
            st.characters(min_codepoint=0x20000, max_codepoint=0x323AF, exclude_categories=["Cn"]), max_size=2
        ),
    )
    return st.lists(piece, min_size=1, max_size=8).map("".join).filter(bool)
