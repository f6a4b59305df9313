"""Texts of the kinds that the language layer meets, for property tests to draw."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from indexer.language.opencc_tables import entries

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
