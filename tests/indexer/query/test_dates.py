"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query.dates import read_date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("２０２０", "2020-01-01", "2020-12-31"),
        ("2020年", "2020-01-01", "2020-12-31"),
        ("2020-07", "2020-07-01", "2020-07-31"),
        ("2020-7", "2020-07-01", "2020-07-31"),
        ("2020/7", "2020-07-01", "2020-07-31"),
        ("2020年7月", "2020-07-01", "2020-07-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-07-30", "2020-07-30", "2020-07-30"),
        ("2020/7/30", "2020-07-30", "2020-07-30"),
        ("2020.7.30", "2020-07-30", "2020-07-30"),
        ("2020年7月30日", "2020-07-30", "2020-07-30"),
        ("2020年7月30號", "2020-07-30", "2020-07-30"),
        ("20200730", "2020-07-30", "2020-07-30"),
        ("2020..2022", "2020-01-01", "2022-12-31"),
        ("2020...2022", "2020-01-01", "2022-12-31"),
        ("2020…2022", "2020-01-01", "2022-12-31"),
        ("2020-2022", "2020-01-01", "2022-12-31"),
        ("2020年-2022年", "2020-01-01", "2022-12-31"),
        ("2020～2022", "2020-01-01", "2022-12-31"),
        ("2020年7月至2021年3月", "2020-07-01", "2021-03-31"),
        ("2020年7月1日到2021年", "2020-07-01", "2021-12-31"),
        ("2020-07..", "2020-07-01", None),
        ("..2022", None, "2022-12-31"),
    ],
)
def test_dates_and_ranges_hold_both_ends(text: str, first: str | None, last: str | None) -> None:
    read = read_date(text)
    assert read.range is not None
    ends = read.range.first, read.range.last
    assert [end and end.isoformat() for end in ends] == [first, last]
    assert read.code is None


@pytest.mark.parametrize(
    "text", ["昨天", "20", "20201", "..", "", "0000", "2020-07-30-01", "2020-0７月x", "7月30日"]
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    read = read_date(text)
    assert (read.range, read.code) == (None, "bad-date")
    assert "write 2020" in read.message


def test_a_day_that_does_not_exist_is_read_as_its_month_and_a_month_as_its_year() -> None:
    read = read_date("2021-02-30")
    assert read.range == read_date("2021-02").range
    assert read.message == "There is no 2021-02-30; read as 2021-02-01 to 2021-02-28."
    assert read_date("2021-13").range == read_date("20211301").range == read_date("2021").range


def test_an_end_that_is_no_date_is_left_open() -> None:
    read = read_date("2020..去年")
    assert read.range == read_date("2020..").range
    assert read.code == "bad-date"
    assert "去年" in read.message
    assert read_date("去年..2020").range == read_date("..2020").range


def test_the_ends_of_a_range_are_put_in_order() -> None:
    read = read_date("2022..2020-07")
    assert read.range == read_date("2020-07..2022").range
    assert read.code == "reversed-dates"


@given(st.dates(min_value=date(1, 1, 1)), st.integers(0, 4000))
def test_iso_dates_are_read_as_they_are(first: date, days: int) -> None:
    last = min(first, date.max - timedelta(days=days)) + timedelta(days=days)
    read = read_date(f"{first.isoformat()}..{last.isoformat()}")
    assert read.range is not None
    assert {read.range.first, read.range.last} == {first, last}
