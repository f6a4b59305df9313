"""``zhengsou search`` and ``zhengsou facets``."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from indexer.cli.facet_lists import show_facets
from indexer.cli.program import FAILED, FOUND, NOTHING_FOUND
from indexer.results import FacetValue
from tests.indexer.articles import ARTICLES
from tests.indexer.cli.conftest import COMMAND, Outcome, call, environment, run
from tests.tables import csv_rows


def search(index: Path, *arguments: str) -> Outcome:
    return call("search", *arguments, index=index)


def ids(index: Path, *arguments: str) -> list[str]:
    found = search(index, *arguments, "--format", "ids")
    assert (found.status, found.err) == (0, "")
    return found.lines


def test_text_is_for_reading(index: Path) -> None:
    found = run("search", "自貿區", "--limit", "2", index=index)
    assert (found.status, found.err) == (0, "")
    summary, expanded, _, first, about, *_ = found.lines
    assert summary.startswith("3 documents: 2 literally, 1 by words, synonyms or translation (")
    assert summary.endswith(" ms)")
    assert expanded.startswith("also searched for ")
    equals = expanded.removeprefix("also searched for ").split(", ")
    assert [one.lower() for one in equals].count("free trade zone") == 1
    assert not {"free trade zones", "free-trade zone", "ftzs", "自贸区"} & {one.lower() for one in equals}
    assert first.startswith("  1. ")
    assert "【自貿區】新規公布" in first
    assert about == "     2020-07-30 · 日報 · 上海市 · literal"
    assert "\n     zone-hant\n" in found.out
    assert "  2. " in found.out
    assert "  3. " not in found.out
    assert "\x1b" not in found.out


def test_either_script_and_english_find_the_same(index: Path) -> None:
    assert set(ids(index, "自贸区")) == {"zone-hans", "zone-hant", "zone-en"}
    assert set(ids(index, "自貿區")) == set(ids(index, "free", "trade", "zone")) == set(ids(index, "自贸区"))
    assert ids(index, "自贸区", "--no-expand", "--match", "all", "--sort", "oldest") == [
        "zone-hant",
        "zone-hans",
    ]


def test_json_lines_are_in_the_form_of_the_interface_for_programs(index: Path) -> None:
    found = call("search", "自贸区", "--format", "jsonl", "--labels", "en", index=index)
    assert (found.status, found.err) == (0, "")
    hits = {hit["id"]: hit for hit in map(json.loads, found.lines)}
    assert len(hits) == 3
    hit = hits["zone-hans"]
    assert hit["districts"] == [{"code": "110108", "label": "Haidian District"}]
    assert hit["title"][slice(*hit["title_matches"][0])] == "自贸区"
    assert hits["zone-en"]["matched_by"] == ["translation"]


def test_a_table_for_spreadsheets(index: Path) -> None:
    found = call("search", "自贸区", "--format", "csv", index=index)
    rows = csv_rows(found.out)
    assert (found.status, found.out[0], len(rows)) == (0, "\ufeff", 3)
    assert {row["id"] for row in rows} == {"zone-hans", "zone-hant", "zone-en"}


@pytest.mark.parametrize(
    ("name", "starts", "end"),
    [
        ("ris", ("TY  - GOVDOC", "TY  - NEWS", "TY  - ELEC"), "ER  - "),
        ("bibtex", ("@techreport{zone-hans,", "@article{zone-hant,", "@misc{zone-en,"), "}"),
    ],
)
def test_references(index: Path, name: str, starts: tuple[str, ...], end: str) -> None:
    found = call("search", "自贸区", "--format", name, index=index)
    assert found.status == 0
    entries = [entry.splitlines() for entry in found.out.replace("\r\n", "\n").split("\n\n") if entry]
    assert {entry[0] for entry in entries} == set(starts)
    assert [entry[-1] for entry in entries] == [end] * 3


def test_the_number_alone(index: Path) -> None:
    counted = search(index, "自贸区", "--count")
    assert (counted.status, counted.out, counted.err) == (0, "3\n", "")
    partly = search(index, "自贸区 人工智能", "--count")
    assert (partly.out, partly.err) == (
        "4\n",
        "zhengsou: note: 3 of these satisfy only part of the query; see --match all\n",
    )
    none = search(index, '"没有这样的话"', "--count")
    assert (none.status, none.out) == (1, "0\n")


def test_nothing_found_is_a_status_of_its_own(index: Path) -> None:
    text = call("search", '"没有这样的话"', index=index)
    assert (text.status, text.out) == (1, "")
    assert text.err == 'zhengsou: nothing found for "没有这样的话"\n'
    lines = search(index, '"没有这样的话"', "--format", "jsonl")
    assert (lines.status, lines.out, lines.err) == (1, "", "")


def test_a_page_beyond_the_last_has_found_what_there_is(index: Path) -> None:
    for name in ("text", "jsonl"):
        found = search(index, "自贸区", "--offset", "9", "--format", name)
        assert (found.status, found.err) == (0, "")
        assert "zone-" not in found.out


def test_all_hits_come_whatever_the_limit(index: Path) -> None:
    everything = {one.id for one in ARTICLES}
    assert set(ids(index, "--all", "--limit", "1")) == everything
    shown = search(index, "--all", "--limit", "1", "--sort", "newest")
    assert shown.lines[0].startswith(f"{len(ARTICLES)} documents (")
    assert f"\n  {len(ARTICLES)}. 没有日期的通知" in shown.out
    assert ids(index, "--limit", "2", "--offset", "1", "--sort", "newest") == ["park", "zone-en"]


def test_options_narrow(index: Path) -> None:
    narrowed = ("--district", "Haidian", "--district", "上海", "--industry", "自贸区", "--lang", "zh-Hans")
    assert ids(index, *narrowed, "--source", "晨报", "--from", "2021", "--to", "2021-09-24") == ["zone-hans"]


def test_a_bad_value_is_an_error_that_helps(index: Path) -> None:
    unknown = run("search", "自贸区", "--district", "Hadian", index=index)
    assert (unknown.status, unknown.out) == (2, "")
    assert unknown.err.startswith("zhengsou: unknown district 'Hadian'; did you mean Haidian")
    assert "give a year, a month or a day" in search(index, "--from", "someday").err
    both = search(index, "--facets", "--format", "jsonl")
    assert both.status == 2
    assert "zhengsou facets --format jsonl" in both.err


def test_what_was_read_in_a_special_way_is_noted(index: Path) -> None:
    noted = search(index, '"自贸区', "--district", "鼓楼区", "--format", "ids")
    quote, district = noted.err.splitlines()
    assert quote.startswith("zhengsou: note: ")
    assert "quotation mark" in quote
    assert district.startswith("zhengsou: note: --district 鼓楼区 stands for ")
    assert "320106 鼓楼区 (南京市)" in district


def test_an_exclusion_is_no_option(index: Path) -> None:
    found = call("search", "海淀", "-公司", "-“自贸区”", "--format", "ids", index=index)
    assert (found.status, found.lines) == (0, ["undated"])
    refused = search(index, "海淀", "-AI")
    assert refused.status == 2
    assert "write all of the query in one pair of quotes" in refused.err
    assert set(ids(index, "海淀 -AI")) == {"undated", "park", "zone-hans"}


def test_facets_follow_the_hits(index: Path) -> None:
    found = search(index, "自贸区", "--facets", "--limit", "0", "--district", "上地")
    assert (found.status, found.err) == (1, "zhengsou: nothing found for 自贸区\n")
    assert found.lines[:5] == [
        "district",
        "        2  上海市  310000",
        "        1  北京市  110000",
        "        1    海淀区  110108",
        "        0 *    上地街道  110108-shangdi",
    ]


def test_facets_are_counted_as_trees(index: Path) -> None:
    counted = call("facets", "--district", "上海", "--facet", "district", "--facet", "year", index=index)
    assert (counted.status, counted.err) == (0, "")
    assert counted.lines == [
        "district",
        "        2  北京市  110000",
        "        2    海淀区  110108",
        "        1      上地街道  110108-shangdi",
        "        2 *上海市  310000",
        "",
        "year",
        "        2  2020",
    ]


def test_of_many_values_the_foremost_are_shown_and_any_selected_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    values = [FacetValue(f"{number:02}", f"place {number}", 99 - number, False) for number in range(20)]
    values.append(FacetValue("18-town", "town", 0, True, "18"))
    show_facets({"district": values})
    _, *shown, more = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in shown] == [
        *(f"{number:02}" for number in range(15)),
        "18",
        "18-town",
    ]
    assert shown[-1] == "        0 *  town  18-town"
    assert more.split() == ["and", "4", "more"]


def test_facets_for_programs(index: Path) -> None:
    counted = run("facets", "自贸区", "--format", "jsonl", "--labels", "en", index=index)
    assert (counted.status, counted.err) == (0, "")
    values = [json.loads(line) for line in counted.lines]
    assert {value["facet"] for value in values} == {"district", "industry", "year", "month", "source", "lang"}
    shanghai = next(value for value in values if value["code"] == "310000")
    assert shanghai == {
        "facet": "district",
        "code": "310000",
        "label": "Shanghai",
        "count": 2,
        "selected": False,
        "parent": None,
    }
    nothing = call("facets", '"没有这样的话"', "--format", "jsonl", index=index)
    assert (nothing.status, nothing.out) == (1, "")


if os.name == "posix":

    def test_a_terminal_sees_colours_and_a_pipe_brackets(index: Path) -> None:
        import pty

        ours, theirs = pty.openpty()
        with subprocess.Popen(
            [*COMMAND, "search", "招商", "--index", str(index)],
            stdout=theirs,
            env=environment(TERM="xterm"),
        ):
            os.close(theirs)
            seen = b""
            try:
                while piece := os.read(ours, 4096):
                    seen += piece
            except OSError:
                # How Linux says that the other side of a terminal is closed.
                pass
        os.close(ours)
        assert "\x1b[31m\x1b[1m招商\x1b[0m" in seen.decode("utf-8")
        assert "【" not in seen.decode("utf-8")


def test_a_user_brings_groups_of_equal_terms(index: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_text("# ours\n挂牌满一年\tanniversary\n", encoding="utf-8")
    more = tmp_path / "more.tsv"
    more.write_text("产业园招商\tanniversary\n", encoding="utf-8")
    assert search(index, "anniversary").status == NOTHING_FOUND
    assert ids(index, "anniversary", "--lexicon", str(terms)) == ["zone-hans"]
    both = ("--lexicon", str(terms), "--lexicon", str(more))
    assert set(ids(index, "anniversary", *both)) == {"zone-hans", "park"}
    assert "also searched for 挂牌满一年" in search(index, "anniversary", "--lexicon", str(terms)).out
    assert search(index, "anniversary", "--no-expand", *both).status == NOTHING_FOUND
    counted = call("facets", "anniversary", "--facet", "year", *both, index=index)
    assert [line.split() for line in counted.lines] == [["year"], ["1", "2020"], ["1", "2021"]]
    explained = call("explain", "anniversary", *both, index=index)
    assert (explained.status, explained.err) == (FOUND, "")
    assert "挂牌满一年" in explained.out


@pytest.mark.parametrize("command", ["search", "facets", "explain"])
@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("挂牌\tanniversary\n产业园\n".encode(), 2, "a group holds two terms or more"),
        ("挂牌\t掛牌\n".encode(), 1, "each once in whatever script"),
        ("挂牌\tanniversary\n".encode("gb18030"), 1, "this line is not UTF-8"),
    ],
)
def test_a_bad_file_of_terms_is_an_error_that_names_the_line(
    index: Path, tmp_path: Path, command: str, content: bytes, line: int, reason: str
) -> None:
    terms = tmp_path / "terms.tsv"
    terms.write_bytes(content)
    refused = call(command, "自贸区", "--lexicon", terms, index=index)
    assert (refused.status, refused.out) == (FAILED, "")
    assert refused.err.startswith(f"zhengsou: {terms}:{line}: ")
    assert reason in refused.err


def test_a_file_of_terms_that_is_not_there_is_an_error(index: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "none.tsv", tmp_path):
        refused = search(index, "自贸区", "--lexicon", str(path))
        assert refused.status == FAILED
        assert str(path) in refused.err
