"""``zhengsou trend`` and ``zhengsou compare``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.cli.blocks import bar, gathered, row
from tests.indexer.cli.conftest import call
from tests.tables import csv_rows


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output as on a terminal of 60 columns, but without colours."""
    monkeypatch.setattr("indexer.cli.trending.terminal_width", lambda: 60)


def test_counts_by_year_are_plain_where_nobody_looks(index: Path) -> None:
    shown = call("trend", "自贸区", "--by", "year", index=index)
    assert (shown.status, shown.err) == (0, "")
    assert shown.lines[0].split("  ") == ["自贸区", "3 of 5 documents"]
    assert shown.lines[2:] == ["2020  2", "2021  1"]


def test_a_terminal_shows_bars_as_wide_as_it_is(index: Path, terminal: None) -> None:
    lines = call("trend", "自贸区", "--versus", "海淀", "--by", "year", index=index).lines
    assert lines[:2] == ["1. 自贸区  3 of 5 documents", "2. 海淀  3 of 5 documents, 1 without a date"]
    by_year = {line[:4]: line for line in lines if line[:2] == "20"}
    assert by_year["2020"].split() == ["2020", "2", "█" * 24, "1", "█" * 12]
    assert by_year["2021"].split() == ["2021", "1", "█" * 12, "1", "█" * 12]
    assert max(map(len, lines)) <= 60


def test_districts_are_rows_of_bars_on_one_scale(index: Path, terminal: None) -> None:
    lines = call("trend", "自贸区", "--split", "district", "--by", "year", index=index).lines
    assert lines[-3:] == ["2020 to 2021", "上海市  2  █", "北京市  1   ▄"]


def test_shares_are_told_per_10_000(index: Path) -> None:
    lines = call("trend", "自贸区", "--by", "year", "--share", index=index).lines
    assert lines[-2:] == ["2020   6,666.7", "2021  10,000.0"]


def test_every_point_for_programs(index: Path) -> None:
    lines = call("trend", "自贸区", "--format", "jsonl", index=index).lines
    points = [json.loads(line) for line in lines]
    assert sum(point["documents"] for point in points) == 3
    assert [point["period"] for point in points][:3] == ["2020-07", "2020-08", "2020-09"]
    table = call("trend", "自贸区", "--format", "csv", index=index).out
    rows = csv_rows(table)
    assert [int(one["documents"]) for one in rows] == [point["documents"] for point in points]


def test_where_it_was_first(index: Path) -> None:
    shown = call("trend", "自贸区", "--first-use", "--level", "city", "--labels", "en", index=index)
    assert [line.split()[:3] for line in shown.lines[1::2]] == [
        ["1.", "2020-07-30", "Shanghai"], ["2.", "2021-09-24", "Beijing"]
    ]  # fmt: skip
    assert (
        call("trend", "自贸区", "--first-use", "--level", "county", index=index).lines[1].split()[2]
        == "海淀区"
    )
    lines = call("trend", "自贸区", "--first-use", "--format", "jsonl", index=index).lines
    assert [json.loads(line)["id"] for line in lines] == ["zone-hant", "zone-hans"]


def test_nothing_found_and_bad_values_are_told_by_the_exit_status(index: Path) -> None:
    assert call("trend", "“没有这样的话”", index=index).status == 1
    assert call("trend", "a", *(f"--versus={n}" for n in "bcdefg"), index=index).status == 2
    assert call("compare", "“没有这样的话”", "--a", "district=海淀", index=index).status == 1
    for bad in ((), ("--a", "district"), ("--a", "colour=red"), ("--b", "district=Atlantis")):
        failed = call("compare", "自贸区", *bad, index=index)
        assert (failed.status, failed.out) == (2, "")
    assert "b_district" not in failed.out
    assert "Atlantis" in failed.err


def test_two_sides(index: Path) -> None:
    shown = call("compare", "自贸区", "--a", "district=北京", "--b", "district=上海", index=index)
    assert (shown.status, shown.err) == (0, "")
    assert shown.lines[0] == "A  北京市"
    assert shown.lines[1].strip() == "1 of 2 documents, 5,000.0 in 10,000"
    assert "B  上海市" in shown.lines
    assert "【自貿區】" in shown.out
    told = json.loads(call("compare", "自贸区", "--a", "to=2020", "--format", "jsonl", index=index).out)
    assert (told["a"]["total"], told["b"]["total"], told["shared"]) == (2, 1, 0)


def test_blocks_are_as_long_and_high_as_what_they_stand_for() -> None:
    assert [bar(value, 8, 4) for value in (0, 8, 4, 1, 0.01, 3)] == ["", "████", "██", "▌", "▏", "█▌"]
    assert bar(3, 0, 4) == ""
    assert row([0, 1, 4, 8, 0.01], 8) == " ▁▄█▁"
    assert gathered([1, 2, 3, 4, 5], 3) == ([3, 7, 5], 2)
    assert gathered([1, 2], 9) == ([1, 2], 1)
    assert gathered([], 0) == ([], 1)
