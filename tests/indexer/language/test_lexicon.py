from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from corpus.errors import VocabularyError
from indexer.language.lexicon import DATA, Lexicon, lexicon
from indexer.language.opencc_tables import convert
from indexer.language.units import HAN, unit_texts
from indexer.language.words import stopwords
from tests.indexer.language.texts import SENTENCES, texts

GROUPS = [
    line.split("\t")
    for line in DATA.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def load(tmp_path: Path, *lines: str) -> Lexicon:
    path = tmp_path / "lexicon.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return Lexicon(path)


def equals(found: Lexicon, text: str) -> list[str]:
    return [equal.text for equal in found.equals(text)]


@pytest.mark.parametrize("typed", ["自贸区", "自貿區", "自 貿 區", "自由贸易试验区", "FTZ", "ftz", "ＦＴＺ"])
def test_a_term_is_known_in_any_script_width_and_case(typed: str) -> None:
    found = {equal.text: equal.kind for equal in lexicon().equals(typed)}
    others = {"自贸试验区", "free trade zone", "free-trade zones"}
    assert others <= found.keys()
    latin = typed.isascii() or typed == "ＦＴＺ"
    assert found["free trade zone"] == ("synonym" if latin else "translation")
    assert found["自贸试验区"] == ("translation" if latin else "synonym")


@pytest.mark.parametrize(
    "typed", ["Free Trade Zone", "free trade zones", "free-trade zone", "FREE‑TRADE ZONES"]
)
def test_english_is_known_in_any_inflection(typed: str) -> None:
    assert "自贸区" in equals(lexicon(), typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("软件", "軟體"),
        ("资讯", "信息"),
        ("互联网", "網際網路"),
        ("人工智能", "人工智慧"),
        ("數位經濟", "数字经济"),
        ("集成电路", "積體電路"),
        ("双碳", "carbon peaking and carbon neutrality"),
        ("京津冀", "Beijing-Tianjin-Hebei"),
        ("放管服", "streamlining administration and delegating power"),
        ("可持续发展", "永續發展"),
        ("国家发展和改革委员会", "NDRC"),
    ],
)
def test_regions_and_languages_meet(one: str, other: str) -> None:
    for typed, wanted in ((one, other), (other, one)):
        assert unit_texts(wanted) in [unit_texts(text) for text in equals(lexicon(), typed)]


def test_the_members_of_a_group_reach_one_another() -> None:
    found = lexicon()
    for group in GROUPS:
        for term in group:
            rows = [unit_texts(text) for text in (term, *equals(found, term))]
            for member in map(unit_texts, group):
                # What the rows find, the member needs not be searched for.
                held = any(member[at : at + len(row)] == row for row in rows for at in range(len(member)))
                assert held or member[0] in stopwords(), (term, member)


def test_a_group_is_the_same_for_either_script() -> None:
    for group in GROUPS:
        for term in group:
            assert equals(lexicon(), convert(term, "s2t")) == equals(lexicon(), term)


def test_there_are_enough_groups() -> None:
    assert len(GROUPS) > 700


def test_a_function_word_is_a_term_in_capitals_only() -> None:
    assert "信息技术" in equals(lexicon(), "IT")
    assert equals(lexicon(), "it") == []
    assert equals(lexicon(), "Who") == []
    assert "世界卫生组织" in equals(lexicon(), "WHO")


def test_no_function_word_is_searched_for() -> None:
    offered = {unit_texts(text) for group in GROUPS for text in equals(lexicon(), group[0])}
    assert [row for row in offered if len(row) == 1 and row[0] in stopwords()] == []


@pytest.mark.parametrize("typed", ["", " ", "，", "its", "ITS", "区", "自贸", "the free trade zone of"])
def test_what_is_no_term_has_no_equals(typed: str) -> None:
    assert equals(lexicon(), typed) == []


def test_a_member_that_holds_another_is_not_searched_for_again(tmp_path: Path) -> None:
    found = load(tmp_path, "自贸区\tfree trade zone\tpilot free trade zone\t自贸区内")
    assert equals(found, "自贸区") == ["free trade zone"]
    assert equals(found, "pilot free trade zone") == ["自贸区", "free trade zone"]


def test_a_term_of_several_groups_has_the_equals_of_all(tmp_path: Path) -> None:
    found = load(tmp_path, "# groups", "", "农民工\tmigrant worker", "移工\tmigrant workers")
    assert equals(found, "migrant worker") == ["农民工", "移工", "migrant workers"]
    assert equals(found, "移工") == ["migrant workers"]


def test_several_files_are_one_lexicon(tmp_path: Path) -> None:
    more = tmp_path / "more.tsv"
    more.write_text("新区甲\tnew area one\n", encoding="utf-8")
    both = Lexicon(DATA, more)
    assert equals(both, "新区甲") == ["new area one"]
    assert equals(both, "软件") == equals(lexicon(), "软件")


@pytest.mark.parametrize("line", ["自贸区", "自贸区\t自貿區", "FTZ\tftz", "自贸区\t", "自贸区\t，\t"])
def test_a_group_that_is_none_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(VocabularyError, match=re.escape("lexicon.tsv:2:")):
        load(tmp_path, "# one group", line)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("beijing free trade zone policies", ["free trade zone"]),
        ("北京自贸区", ["自贸区"]),
        ("北京自由貿易試驗區的軟體", ["自由貿易試驗區", "軟體"]),
        ("京津冀協同發展", ["京津冀協同發展"]),
        ("free‑trade zones, Free Trade Zones", ["free‑trade zones", "Free Trade Zones"]),
        ("is it IT", ["IT"]),
        ("research and R&D", ["R&D"]),
        ("free, trade zone", []),
        ("", []),
    ],
)
def test_the_longest_terms_of_a_text_are_found(text: str, terms: list[str]) -> None:
    assert [text[start:end] for start, end in lexicon().find(text)] == terms


@settings(deadline=None, max_examples=200)
@given(texts())
def test_what_is_found_is_a_term_and_stands_apart(text: str) -> None:
    found = lexicon()
    spans = found.find(text)
    assert all(start < end <= following for (start, end), (following, _) in pairwise(spans))
    assert all(found.equals(text[start:end]) for start, end in spans)


def test_a_term_in_a_sentence_is_found_in_either_script() -> None:
    for sentence in SENTENCES:
        assert lexicon().find(convert(sentence, "t2s")) == lexicon().find(convert(sentence, "s2t"))


def test_terms_are_chinese_or_latin() -> None:
    allowed = re.compile(rf"[{HAN}]|[ -~’“”、＋（）·]")
    assert [term for group in GROUPS for term in group if allowed.sub("", term)] == []
