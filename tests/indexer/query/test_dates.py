"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query import dates
from indexer.query.dates import ReadDate, read_period

TODAY = date(2026, 11, 30)


def read_date(text: str, today: date = TODAY) -> ReadDate:
    return dates.read_date(text, today)


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
        ("2020年7月至9月", "2020-07-01", "2020-09-30"),
        ("2020至今", "2020-01-01", "2026-11-30"),
        ("自2020年以来", "2020-01-01", None),
        ("2020年起", "2020-01-01", None),
        ("since 2020", "2020-01-01", None),
        ("从2020年到2022年", "2020-01-01", "2022-12-31"),
        ("2020年度", "2020-01-01", "2020-12-31"),
        ("2020年7月份", "2020-07-01", "2020-07-31"),
        ("二〇二〇年", "2020-01-01", "2020-12-31"),
        ("二〇二〇年七月", "2020-07-01", "2020-07-31"),
        ("二○二○年十二月三十一日", "2020-12-31", "2020-12-31"),
        ("July 2020", "2020-07-01", "2020-07-31"),
        ("Jul. 30, 2020", "2020-07-30", "2020-07-30"),
        ("30 July 2020", "2020-07-30", "2020-07-30"),
        ("民國109年", "2020-01-01", "2020-12-31"),
        ("民国109年7月", "2020-07-01", "2020-07-31"),
        ("中華民國109年7月30日", "2020-07-30", "2020-07-30"),
        ("民國 99 年", "2010-01-01", "2010-12-31"),
        ("民國一百零九年七月", "2020-07-01", "2020-07-31"),
        ("109年7月30日", "2020-07-30", "2020-07-30"),
        ("109年", "2020-01-01", "2020-12-31"),
        ("109.7.30", "2020-07-30", "2020-07-30"),
        ("109-111", "2020-01-01", "2022-12-31"),
        ("109年-111年", "2020-01-01", "2022-12-31"),
        ("民國98年至99年", "2009-01-01", "2010-12-31"),
    ],
)
def test_dates_and_ranges_hold_both_ends(text: str, first: str | None, last: str | None) -> None:
    read = read_date(text)
    assert read.range is not None
    ends = read.range.first, read.range.last
    assert [end and end.isoformat() for end in ends] == [first, last]
    assert read.remark is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "明天",
            "20",
            "20201",
            "..",
            "",
            "0000",
            "2020-07-30-01",
            "2020-0７月x",
            "7月30日",
            "99年",
            "民国0年",
        ),
        *("近年", "近零年", "近半天", "last years ago", "近三十三年半"),
    ],
)
def test_what_is_no_date_is_left_out(text: str) -> None:
    read = read_date(text)
    assert read.range is None
    assert read.remark is not None
    assert read.remark.code == "bad-date"
    assert "write 2020" in read.remark.message


def test_a_day_that_does_not_exist_is_read_as_its_month_and_a_month_as_its_year() -> None:
    read = read_date("2021-02-30")
    assert read.range == read_date("2021-02").range
    message = "There is no 2021-02-30; read as 2021-02-01 to 2021-02-28."
    assert read.remark == ("no-such-day", message, "2021-02-30")
    assert read_date("2021-13").range == read_date("20211301").range == read_date("2021").range
    assert read_date("民國109年2月30日").range == read_date("2020-02").range


def test_an_end_that_is_no_date_is_left_open() -> None:
    read = read_date("2020..明年")
    assert read.range == read_date("2020..").range
    assert read.remark is not None
    assert (read.remark.code, read.remark.about) == ("unread-end", "明年")
    assert "明年" in read.remark.message
    assert read_date("明年..2020").range == read_date("..2020").range


def test_the_ends_of_a_range_are_put_in_order() -> None:
    read = read_date("2022..2020-07")
    assert read.range == read_date("2020-07..2022").range
    assert read.remark is not None
    assert read.remark.code == "reversed-dates"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        *(
            (text, "2023-12-01", "2026-11-30")
            for text in ("近三年", "最近三年", "近3年", "過去三年", "近三年来")
        ),
        *(
            (text, "2023-12-01", "2026-11-30")
            for text in ("last 3 years", "Past three years", "last-3-years")
        ),
        ("近十年", "2016-12-01", "2026-11-30"),
        ("近两年", "2024-12-01", "2026-11-30"),
        ("近一年", "2025-12-01", "2026-11-30"),
        ("past year", "2025-12-01", "2026-11-30"),
        ("近半年", "2026-05-31", "2026-11-30"),
        ("近三个月", "2026-08-31", "2026-11-30"),
        ("近十二個月", "2025-12-01", "2026-11-30"),
        ("近半个月", "2026-11-16", "2026-11-30"),
        ("最近一周", "2026-11-24", "2026-11-30"),
        ("近7天", "2026-11-24", "2026-11-30"),
        *((text, "2026-01-01", "2026-12-31") for text in ("今年", "this year")),
        *((text, "2025-01-01", "2025-12-31") for text in ("去年", "上年", "last year", "Last-Year")),
        ("前年", "2024-01-01", "2024-12-31"),
        *((text, "2026-11-01", "2026-11-30") for text in ("本月", "這個月", "this month")),
        *((text, "2026-10-01", "2026-10-31") for text in ("上个月", "上個月", "last month")),
        *((text, "2026-11-29", "2026-11-29") for text in ("昨天", "yesterday")),
        ("前年..去年", "2024-01-01", "2025-12-31"),
        ("2020..昨日", "2020-01-01", "2026-11-29"),
    ],
)
def test_some_times_are_counted_from_today(text: str, first: str, last: str) -> None:
    read = read_date(text)
    assert read == read_date(f"{first}..{last}")
    assert read.remark is None


def test_months_before_a_day_that_they_do_not_have_begin_behind_their_last() -> None:
    assert read_date("近一个月", date(2023, 3, 31)) == read_date("2023-03-01..2023-03-31")
    assert read_date("近一年", date(2024, 2, 29)) == read_date("2023-03-01..2024-02-29")
    assert read_date("上个月", date(2024, 1, 31)) == read_date("2023-12")


def test_a_period_is_no_range_of_two() -> None:
    for text in ("2020..2022", "2020..", "2020至今", "109-111", "since 2020", "去年..今年"):
        assert read_period(text, TODAY) is None


@given(st.dates(min_value=date(1, 1, 1)), st.integers(0, 4000))
def test_iso_dates_are_read_as_they_are(first: date, days: int) -> None:
    last = min(first, date.max - timedelta(days=days)) + timedelta(days=days)
    read = read_date(f"{first.isoformat()}..{last.isoformat()}")
    assert read.range is not None
    assert {read.range.first, read.range.last} == {first, last}
