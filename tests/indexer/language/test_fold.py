from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.language.conversion import convert
from indexer.language.fold import DATA, fold, fold_digest
from indexer.language.opencc_tables import CHARACTER_TABLES, Conversion, entries
from indexer.language.variants import PHRASE_ONLY_VARIANTS, SPELLING_VARIANTS, representatives, text_of
from tests.indexer.language.texts import PHRASE_TABLES, texts

KEEPING_LENGTH: tuple[Conversion, ...] = ("t2s", "s2t", "s2tw", "s2hk", "tw2s", "hk2s", "t2tw", "t2hk")
EVERY_CHARACTER = "".join(map(chr, range(0x110000)))

UNITED = (
    "么幺麽 乾干 于於 仇雠 仿彷 伙夥 余馀 俱具 借藉 划画 后後 吒咤 呆待 咨谘 坂阪 坐座 复覆 宁甯 巨钜 "
    "帐账 庇蔽 征徵 折摺 挨捱 旋镟 曲麴 榘矩 沈沉渖 炼链 烟菸 熏薰 着著 糖醣 腭颚 苔薹 酰醯 钟锺 鲇鲶"
)
"""The characters of GB 2312, Simplified all of them, that fold alike although each has meanings of its own."""


def classes(*, with_extras: bool) -> dict[str, str]:
    """Every character of OpenCC's character tables with the representative of its class, by another way."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    pairs = [(key, value) for table in CHARACTER_TABLES for key, values in entries(table) for value in values]
    if with_extras:
        pairs += [(pair[0], pair[1]) for pair in PHRASE_ONLY_VARIANTS + SPELLING_VARIANTS]
    for one, other in pairs:
        neighbours[one].add(other)
        neighbours[other].add(one)
    found: dict[str, str] = {}
    for start in neighbours:
        waiting = [start] if start not in found else []
        while waiting:
            char = waiting.pop()
            if found.setdefault(char, start) == start:
                waiting += (other for other in neighbours[char] if other not in found)
    return found


def test_folding_keeps_the_length_and_is_idempotent_on_every_character() -> None:
    folded = fold(EVERY_CHARACTER)
    assert len(folded) == len(EVERY_CHARACTER)
    assert fold(folded) == folded


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=[]), max_size=5), texts())
def test_a_long_text_folds_like_its_characters_one_by_one(strange: str, text: str) -> None:
    # Any code point may stand anywhere, lone surrogates too.
    long = f"{strange}{text}{strange}" * 20
    assert fold(long) == "".join(map(fold, long))


@settings(deadline=None, max_examples=200)
@given(texts(), st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_a_text_folds_to_that_part_of_the_folded_text(text: str, start: int, end: int) -> None:
    assert fold(text[start:end]) == fold(text)[start:end]


@settings(deadline=None, max_examples=200)
@given(texts(), st.sampled_from(KEEPING_LENGTH))
def test_a_converted_text_folds_like_the_text(text: str, conversion: Conversion) -> None:
    assert fold(convert(text, conversion)) == fold(text)


def test_every_phrase_rule_of_opencc_keeps_the_folded_text() -> None:
    rows = [(key, value) for table in PHRASE_TABLES for key, values in entries(table) for value in values]
    assert len(rows) > 40_000
    assert [row for row in rows if fold(row[0]) != fold(row[1])] == []


def test_characters_fold_alike_exactly_when_they_are_variants() -> None:
    found = classes(with_extras=True)
    by_class = {(fold(char), found[char]) for char in found}
    assert len(by_class) == len(set(found.values())) == len({fold(char) for char in found})


def test_the_phrase_only_variants_are_those_that_phrases_need() -> None:
    found = classes(with_extras=False)
    needed = {
        frozenset((one, other))
        for table in PHRASE_TABLES
        for key, values in entries(table)
        for value in values
        for one, other in zip(key, value, strict=True)
        if one != other and found.get(one, one) != found.get(other, other)
    }
    assert needed == set(map(frozenset, PHRASE_ONLY_VARIANTS))


def test_the_spelling_variants_are_those_that_opencc_keeps_apart() -> None:
    found = classes(with_extras=False)
    assert [
        pair for pair in SPELLING_VARIANTS if found.get(pair[0], pair[0]) == found.get(pair[1], pair[1])
    ] == []


def test_the_simplified_characters_that_folding_unites_are_known() -> None:
    members = defaultdict(set)
    for char in filter(is_simplified, EVERY_CHARACTER[0x4E00:0xA000]):
        members[fold(char)].add(char)
    united = sorted("".join(sorted(chars)) for chars in members.values() if len(chars) > 1)
    assert united == UNITED.split()


def is_simplified(char: str) -> bool:
    return len(char.encode("gb2312", "ignore")) == 2


def test_the_file_of_folding_is_what_is_derived() -> None:
    assert DATA.read_text(encoding="utf-8") == text_of(representatives())
    assert fold(EVERY_CHARACTER) == EVERY_CHARACTER.translate(str.maketrans(representatives()))


def test_folding_is_what_indexes_were_built_with() -> None:
    # Another digest, after an upgrade of OpenCC for instance, means that every index has to be built anew. If that
    # is wanted, put the new digest here and say so in the change log.
    assert fold_digest() == "af859130576773d5"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("自由貿易試驗區", "自由贸易试验区"),
        ("臺灣", "台湾"),
        ("裡面", "里面"),
        ("裏面", "里面"),
        ("什麼", "什么"),
        ("哄抬", "哄擡"),
        ("乾隆", "干隆"),
        ("計畫", "计划"),
        ("帳戶", "账户"),
        ("ＧＤＰ５．２％", "gdp5.2%"),
        ("CO₂", "co2"),
        ("“甲”", "「甲」"),
        ("『甲』", '"甲"'),
        ("Xi’an", "xi'an"),
        ("e‑commerce", "E-Commerce"),
        ("甲﹐乙﹔丙", "甲,乙;丙"),
        ("甲\u3000乙", "甲 乙"),
        ("\u2f08\uf9b5", "人例"),
        ("ÉCOLE", "école"),
    ],
)
def test_variants_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("王后", "王妃"), ("末", "未"), ("。", "."), ("、", "，"), ("e", "é")]
)
def test_what_differs_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
