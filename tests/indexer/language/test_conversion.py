from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.conversion import convert, converted
from indexer.language.opencc_tables import Conversion, chain, entries
from tests.indexer.language.texts import SENTENCES, texts

CONVERSIONS = get_args(Conversion)
REFERENCES = {conversion: opencc.OpenCC(conversion) for conversion in CONVERSIONS}
"""OpenCC's own way through its tables."""
REGIONAL = [conversion for conversion in CONVERSIONS if conversion.endswith("p")]
RULES = [
    phrase
    for table in ("STPhrases", "TSPhrases", "TWPhrases", "TWPhrasesRev", "TWVariantsRevPhrases")
    for phrase, _ in list(entries(table))[:: 41 if table == "STPhrases" else 1]
]


@settings(deadline=None, max_examples=300)
@given(texts(), st.sampled_from(CONVERSIONS))
def test_a_text_becomes_what_opencc_makes_of_it(text: str, conversion: Conversion) -> None:
    assert convert(text, conversion) == REFERENCES[conversion].convert(text)


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_every_phrase_that_opencc_knows_becomes_what_opencc_makes_of_it(conversion: Conversion) -> None:
    tables = [table for step in chain(conversion) for table in step]
    together = "，".join(phrase for table in tables for phrase, _ in list(entries(table))[::7])
    assert convert(together, conversion) == REFERENCES[conversion].convert(together)


@settings(deadline=None, max_examples=500)
@given(
    st.lists(
        st.sampled_from(RULES).flatmap(lambda phrase: st.sampled_from([phrase, phrase[1:], phrase[:-1]])),
        max_size=5,
    ),
    st.sampled_from(CONVERSIONS),
)
def test_where_rules_overlap_the_same_one_applies(parts: list[str], conversion: Conversion) -> None:
    assert convert("".join(parts), conversion) == REFERENCES[conversion].convert("".join(parts))


@st.composite
def marked(draw):
    """Parts with a mark between them at which OpenCC takes texts apart, and which of them are marked."""
    parts = draw(st.lists(texts().map(lambda text: f"{text}国"), min_size=1, max_size=6))
    return parts, draw(st.lists(st.booleans(), min_size=len(parts), max_size=len(parts)))


@settings(deadline=None, max_examples=200)
@given(marked(), st.sampled_from(REGIONAL))
def test_marks_cover_what_became_of_what_they_covered(case, conversion: Conversion) -> None:
    parts, chosen = case
    spans, place = [], 0
    for part, is_marked in zip(parts, chosen, strict=True):
        if is_marked:
            spans.append((place, place + len(part)))
        place += len(part) + 1
    result = converted("，".join(parts), conversion)
    assert result.text == REFERENCES[conversion].convert("，".join(parts))
    assert [result.text[start:end] for start, end in result.spans(spans)] == [
        REFERENCES[conversion].convert(part)
        for part, is_marked in zip(parts, chosen, strict=True)
        if is_marked
    ]


@settings(deadline=None, max_examples=300)
@given(texts(), st.sampled_from(CONVERSIONS), st.data())
def test_marks_anywhere_stay_in_order_apart_and_inside(text: str, conversion: Conversion, data) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    result = converted(text, conversion)
    placed = result.spans(spans)
    flat = [0, *(place for span in placed for place in span), len(result.text)]
    assert flat == sorted(flat)
    assert all(start < end for start, end in placed)
    if conversion not in REGIONAL:
        assert placed == tuple(spans)


def test_a_mark_on_part_of_a_phrase_holds_the_whole_of_what_it_became() -> None:
    result = converted("用互联网办事的软件，互联网络", "s2twp")
    assert result.text == "用網際網路辦事的軟體，網際網路絡"
    # 联 is a part of what was exchanged as a whole; 软 keeps its place; two marks on one phrase are one.
    for spans, expected in (([(2, 3)], ["網際網路"]), ([(7, 8)], ["軟"]), ([(1, 2), (3, 4)], ["網際網路"])):
        assert [result.text[start:end] for start, end in result.spans(spans)] == expected


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
        found = set(pool.map(lambda _: (convert(together, "t2s"), convert(together, "s2tw")), range(32)))
    assert found == {(REFERENCES["t2s"].convert(together), REFERENCES["s2tw"].convert(together))}


def test_a_table_gives_every_candidate_likeliest_first() -> None:
    assert dict(entries("STCharacters"))["发"] == ("發", "髮")
