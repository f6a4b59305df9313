from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from corpus.errors import VocabularyError
from indexer.language.conversion import convert
from indexer.language.lexicon import DATA, Lexicon, lexicon
from tests.indexer.language.texts import SENTENCES, texts


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


def test_a_function_word_is_a_term_in_capitals_only() -> None:
    assert "信息技术" in equals(lexicon(), "IT")
    assert equals(lexicon(), "it") == []
    assert equals(lexicon(), "Who") == []
    assert "世界卫生组织" in equals(lexicon(), "WHO")


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


def test_a_term_behind_a_tilde_is_recognised_and_not_searched_for(tmp_path: Path) -> None:
    # 国企 stands in 各国企业.
    found = load(tmp_path, "国有企业\t~国企\tstate-owned enterprise")
    assert equals(found, "国企") == ["国有企业", "state-owned enterprise"]
    assert equals(found, "国有企业") == ["state-owned enterprise"]
    assert [found.find(text) for text in ("国企改革", "~国企")] == [((0, 2),), ((1, 3),)]


@pytest.mark.parametrize(
    "line",
    [
        "新区甲\t new area",
        " 新区甲\tnew area ",
        "-新区甲\tnew area",
        "新区甲\t-new area",
        "新区甲\t\u200bnew area",
    ],
)
def test_what_does_not_count_in_a_term_may_stand_around_it(tmp_path: Path, line: str) -> None:
    found = load(tmp_path, line)
    assert len(equals(found, "新区甲")) == len(equals(found, "new area")) == 1


def test_a_file_may_come_from_an_editor_that_marks_it_and_ends_lines_in_its_way(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_bytes("\ufeff新区甲\tnew area\r\n新区乙\tnewer area\r\n".encode())
    assert equals(Lexicon(path), "new area") == ["新区甲"]
    assert equals(Lexicon(path), "新区乙") == ["newer area"]


@pytest.mark.parametrize(
    "line",
    [
        "自贸区",
        "自贸区\t自貿區",
        "自贸区\t~自貿區",
        "FTZ\tftz",
        "自贸区\t",
        "自贸区\t，\t",
        "自贸区\t-",
        "-\t自贸区",
        "自贸区\t~",
        "自贸区，FTZ",
    ],
)
def test_a_group_that_is_none_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(VocabularyError, match=re.escape("lexicon.tsv:2:")):
        load(tmp_path, "# one group", line)


def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    path.write_bytes("新区甲\tnew area\n".encode() + "软件\t軟體\n".encode("gb18030"))
    with pytest.raises(VocabularyError, match=re.escape(f"{path}:2: this line is not UTF-8")):
        Lexicon(path)


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
