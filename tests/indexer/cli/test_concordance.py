"""``zhengsou kwic``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from indexer.cli.program import FAILED, FOUND, NOTHING_FOUND
from tests.indexer.articles import ARTICLES
from tests.indexer.cli.conftest import Outcome, call
from tests.indexer.concordance.texts import scan
from tests.tables import csv_rows


def kwic(index: Path, *arguments: str) -> Outcome:
    return call("kwic", *arguments, index=index)


def test_occurrences_stand_below_each_other(index: Path) -> None:
    found = kwic(index, "自貿區", "--width", "8")
    assert (found.status, found.err) == (FOUND, "")
    summary, *lines = found.lines
    assert re.fullmatch(r"4 occurrences in 2 documents \(\d+\.\d ms\)", summary)
    assert len(lines) == 4
    assert {cell_len(line.partition("【")[0]) for line in lines} == {16}
    assert {cell_len(line.partition("】")[0]) for line in lines} == {16 + 2 + 6}
    assert all(re.search(r"  \d{4}-\d\d-\d\d · .+ · (title · )?zone-han[st]$", line) for line in lines)
    assert "\x1b" not in found.out


def test_a_long_context_is_cut_at_its_far_end(index: Path) -> None:
    (line,) = kwic(index, "占一半", "--width", "4").lines[1:]
    assert line.startswith("智能企业【占一半】。")


def test_where_colours_are_seen_the_occurrence_is_in_colour(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.cli.console.in_colour", lambda: True)
    monkeypatch.setattr("click._compat.should_strip_ansi", lambda *_: False)
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_, **__: False)
    out = kwic(index, "占一半").out
    assert "\x1b[31m\x1b[1m占一半\x1b[0m" in out
    assert "【" not in out


def test_every_format_has_the_places_that_a_scan_finds(index: Path) -> None:
    wanted = {(id, field, start) for id, field, start, _ in scan("自[贸貿][区區]", ARTICLES)}
    for sort in ("left", "right", "date", "place"):
        read = [
            json.loads(line)
            for line in kwic(index, "自贸区", "--all", "--sort", sort, "--format", "jsonl").lines
        ]
        assert {(one["id"], one["field"], one["start"]) for one in read} == wanted
        assert len(read) == len(wanted)
    table = kwic(index, "自贸区", "--all", "--format", "csv").out
    assert table.startswith("\ufeff")
    assert {(row["id"], row["field"], int(row["start"])) for row in csv_rows(table)} == wanted


def test_options_narrow_and_turn_pages(index: Path) -> None:
    every = kwic(index, "自贸区", "--format", "jsonl").lines
    assert kwic(index, "自贸区", "--format", "jsonl", "--limit", "2", "--offset", "1").lines == every[1:3]
    assert kwic(index, "自贸区", "--format", "jsonl", "--all", "--offset", "1").lines == every[1:]
    narrowed = kwic(index, "自贸区", "--lang", "zh-Hant", "--format", "jsonl").lines
    assert {json.loads(line)["id"] for line in narrowed} == {"zone-hant"}


def test_equals_come_where_they_are_asked_for(index: Path) -> None:
    assert "free trade zone" not in kwic(index, "自贸区").out
    assert "free trade zone" in kwic(index, "自贸区", "--expand").out


def test_a_sample_is_told_and_the_same_again(index: Path) -> None:
    first = kwic(index, "自贸区", "--sample", "2", "--format", "jsonl")
    assert first.err == "zhengsou: note: 2 of 4 occurrences, drawn at random\n"
    assert len(first.lines) == 2
    assert kwic(index, "自贸区", "--sample", "2", "--format", "jsonl").out == first.out


def test_words_beside_it_as_a_table_and_for_programs(index: Path) -> None:
    found = kwic(index, "自贸区", "--collocates", "--minimum", "1")
    assert found.status == FOUND
    head, *words = found.lines
    assert head.split() == ["word", "observed", "expected", "frequency", "LL"]
    assert any(row.startswith("挂牌") for row in words)
    assert len({cell_len(row) for row in found.lines}) == 1
    for_programs = ("自贸区", "--collocates", "--minimum", "1", "--format")
    read = [json.loads(line) for line in kwic(index, *for_programs, "jsonl").lines]
    assert len(read) == len(words)
    assert {"word", "form", "query", "observed", "expected", "frequency", "log_likelihood"} == set(read[0])
    table = kwic(index, *for_programs, "csv").out
    assert [row["form"] for row in csv_rows(table)] == [one["form"] for one in read]
    near = [json.loads(line) for line in kwic(index, *for_programs, "jsonl", "--span", "0").lines]
    assert {one["word"] for one in near} < {one["word"] for one in read}


def test_rare_words_beside_it_are_left_out(index: Path) -> None:
    found = kwic(index, "自贸区", "--collocates")
    assert (found.status, found.out) == (NOTHING_FOUND, "")


def test_nothing_found_and_bad_values(index: Path) -> None:
    nothing = kwic(index, "无处可寻")
    assert (nothing.status, nothing.out) == (NOTHING_FOUND, "")
    assert nothing.err == "zhengsou: nothing stands literally for 无处可寻\n"
    assert kwic(index, "自贸区", "--width", "201").status == FAILED
    assert kwic(index, "自贸区", "--district", "无此地").status == FAILED
    noted = kwic(index, '"自贸区')
    assert noted.err.startswith("zhengsou: note: ")
