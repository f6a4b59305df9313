from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.english import stem
from indexer.language.fold import fold
from indexer.language.units import split_units, unit_texts
from indexer.query.ast import Literal, Wildcard
from indexer.query.finding import finder
from indexer.query.matching import Gap, Like, OneOf, Pattern, Slot, Stem, compile_doc_number, compile_leaf
from tests.growth import growth

FRAGMENTS = [
    *("中", "行", "国", "國", "区", "𠮷", "①", "㎡", "カ", "，", ",", "。", "〔", "]", "“", "」", "-", "_"),
    *(
        "a",
        "ab",
        "AB",
        "Ａ",
        "é",
        "e\u0301",
        "\u0301",
        "ж",
        "1",
        "15",
        "5.2",
        "govern",
        "Governs",
        "governments",
    ),
    *(" ", "\n", "\u3000", "\u200b", "\ufeff", "\u00ad"),
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)
units = st.sampled_from(
    ["中", "行", "国", "𠮷", "①", "㎡", ",", "_", "a", "ab", "é", "e\u0301", "\u0301", "ж", "1"]
)
shapes = st.sampled_from(["a*", "*b", "?b", "g*n*", "go*", "*", "e\u0301*", "é*", "*e*", "1?"])
slots: st.SearchStrategy[Slot] = st.one_of(
    units,
    units,
    st.frozensets(units, min_size=1, max_size=3).map(OneOf),
    shapes.map(Like),
    st.sampled_from(["govern", "a", "ab", "15", "é", "e\u0301"]).map(Stem),
    st.builds(lambda least, more: Gap(least, least + more), st.integers(0, 2), st.integers(0, 3)),
)


def without_neighbours(row: Sequence[Slot]) -> bool:
    """Two gaps side by side are one, and no compiled leaf has them."""
    return not any(isinstance(slot, Gap) and isinstance(other, Gap) for slot, other in pairwise(row))


patterns = st.one_of(
    st.lists(slots, max_size=5).filter(without_neighbours).map(lambda row: Pattern(tuple(row))),
    st.text("中行a?*， ", max_size=6).map(lambda pattern: compile_leaf(Wildcard(pattern))),
)


@settings(deadline=None, max_examples=500)
@given(patterns, texts)
def test_a_finder_finds_what_its_pattern_matches(pattern: Pattern, text: str) -> None:
    assert finder(pattern).spans(fold(text)) == pattern.spans(split_units(text))


def slots_for(unit: str) -> st.SearchStrategy[Slot]:
    """What matches a unit, and what may stand for it or beside it."""
    gaps = st.sampled_from([Gap(0, 2), Gap(1, 1), Gap(1, 3), Gap(2, 2)])
    return st.one_of(st.sampled_from([unit, unit, OneOf(frozenset({unit, "中"})), Like(f"{unit[0]}*")]), gaps)


@settings(deadline=None, max_examples=500)
@given(st.data())
def test_a_part_of_a_text_is_found_in_it(data: st.DataObject) -> None:
    text = data.draw(texts)
    part = unit_texts(text[data.draw(st.integers(0, len(text))) :])[: data.draw(st.integers(0, 5))]
    with_holes = data.draw(st.tuples(*map(slots_for, part)).filter(without_neighbours))
    for pattern in (Pattern(part), Pattern(with_holes)):
        assert finder(pattern).spans(fold(text)) == pattern.spans(split_units(text))


ENDINGS = [
    "s",
    "es",
    "ies",
    "ed",
    "ied",
    "ing",
    "ying",
    "y",
    "e",
    "ly",
    "ability",
    "ization",
    "ousness",
    "ational",
    "ement",
]


@settings(deadline=None, max_examples=300)
@given(
    st.text("abdegilnorsty", max_size=6),
    st.lists(st.sampled_from(ENDINGS), min_size=1, max_size=2).map("".join),
)
def test_a_word_is_found_by_its_stem(beginning: str, ending: str) -> None:
    word = beginning + ending
    assert finder(Pattern((Stem(stem(word)),))).spans(f"（{word}）") == [(1, 1 + len(word))]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (compile_leaf(Literal("自贸区")), "自貿區、自贸 区、自，贸区", ["自貿區", "自贸 区"]),
        (compile_leaf(Literal("哈哈")), "哈哈哈", ["哈哈", "哈哈"]),
        (
            compile_leaf(Literal("北京市")),
            "市市京北 京\u200b市北京\n\u3000市，市北京 ，市",
            ["北 京\u200b市", "北京\n\u3000市"],
        ),
        (compile_leaf(Literal("北京市")), "京市 北京北 京", []),
        (compile_leaf(Literal("AI")), "maintain AI，ＡＩ和aié", ["AI", "ＡＩ"]),
        (compile_leaf(Literal("中a")), "a中a", ["中a"]),
        (compile_leaf(Literal("e")), "e\u0301e，\u0301e", ["e"]),
        (compile_leaf(Wildcard("第?条")), "第5条、第十条、第十五条、第，条", ["第5条", "第十条"]),
        (compile_leaf(Wildcard("??府?")), "府政府大政府在，政府，", ["府政府大", "大政府在"]),
        (compile_leaf(Wildcard("中?*行")), "中行，中国行行，中，行", ["中国行"]),
        (compile_doc_number("国发〔2015〕12号")[0], "國家國發(2015)\n12號", ["國發(2015)\n12號"]),
        (compile_doc_number("国发〔2015〕12号")[1], "國發(2015)第 12號", ["國發(2015)第 12號"]),
        (Pattern(()), "中", []),
    ],
)
def test_what_is_found(pattern: Pattern, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in finder(pattern).spans(fold(text))] == expected


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("中*" * 30 + "行", ("中",)),
        ("a*" * 30 + "b", ("a",)),
        ("*a", ("ab",)),
        ("中，行", ("中，",)),
        ("中行", ("中", " ", "中", "\u200b")),
    ],
)
def test_nothing_is_soon_found_in_a_long_text(pattern: str, pieces: tuple[str, ...]) -> None:
    found = finder(compile_leaf(Wildcard(pattern)))

    def work(times: int) -> None:
        assert found.spans("".join(piece * times for piece in pieces)) == []

    assert growth(work, 2_500) < 20
