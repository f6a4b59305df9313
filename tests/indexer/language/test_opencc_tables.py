from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.opencc_tables import convert, entries
from tests.indexer.language.texts import SENTENCES, phrases, texts

REFERENCE = opencc.OpenCC("t2s")


@settings(deadline=None, max_examples=300)
@given(texts())
def test_the_short_cut_to_simplified_gives_what_opencc_gives(text: str) -> None:
    assert convert(text, "t2s") == REFERENCE.convert(text)


def test_the_short_cut_agrees_on_every_phrase_that_opencc_knows() -> None:
    together = "，".join(phrase for phrase, _ in entries("TSPhrases"))
    assert convert(together, "t2s") == REFERENCE.convert(together)
    # Side by side, rules overlap, and the longest one applies first.
    for pair in zip(phrases()[::97], phrases()[1::97], strict=False):
        assert convert("".join(pair), "t2s") == REFERENCE.convert("".join(pair))


@settings(deadline=None, max_examples=500)
@given(
    st.lists(
        st.sampled_from([phrase for phrase, _ in entries("TSPhrases")]).flatmap(
            lambda phrase: st.sampled_from([phrase, phrase[1:], phrase[:-1]])
        ),
        max_size=5,
    )
)
def test_the_short_cut_agrees_where_rules_overlap(parts: list[str]) -> None:
    assert convert("".join(parts), "t2s") == REFERENCE.convert("".join(parts))


@pytest.mark.parametrize(
    ("text", "simplified"),
    [
        ("乾隆皇帝瞭解乾燥", "乾隆皇帝了解干燥"),
        ("自貿區AI產業", "自贸区AI产业"),
        ("没有可改的", "没有可改的"),
        ("", ""),
    ],
)
def test_phrases_decide_where_characters_alone_cannot(text: str, simplified: str) -> None:
    assert convert(text, "t2s") == simplified


def test_a_run_without_end_is_converted_in_a_moment() -> None:
    assert convert("乾隆" + "萬" * 100_000, "t2s") == "乾隆" + "万" * 100_000


def test_conversions_to_traditional_follow_the_region() -> None:
    assert convert("里面的软件", "s2t") == "裏面的軟件"
    assert convert("里面的软件", "s2tw") == "裡面的軟件"
    assert convert("里面的软件", "s2twp") == "裡面的軟體"


def test_many_threads_get_the_same_conversions() -> None:
    together = "".join(SENTENCES)
    with ThreadPoolExecutor(8) as pool:
        converted = set(pool.map(lambda _: (convert(together, "t2s"), convert(together, "s2tw")), range(32)))
    assert converted == {(REFERENCE.convert(together), opencc.OpenCC("s2tw").convert(together))}


def test_a_table_gives_every_candidate_likeliest_first() -> None:
    assert dict(entries("STCharacters"))["发"] == ("發", "髮")
