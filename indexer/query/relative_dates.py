"""Times that are counted from today: 近三年, 去年, 上个月, last 3 years."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from corpus.metadata.calendar import HAN_DIGIT, number_of

_COUNT = rf"(?P<count>\d{{1,3}}|半|[{HAN_DIGIT}两兩十]{{1,3}})"
_ENGLISH_COUNTS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
# Compiled when the first date is read: most searches have none.
_CHINESE = rf"(?:最?近|[过過]去)\s?{_COUNT}\s?[个個]?\s?(?P<unit>年|月|周|週|星期|天|日)(?:以?[来來内內])?"
_ENGLISH = (
    rf"(?:last|past) (?:(?P<count>\d{{1,3}}|{'|'.join(_ENGLISH_COUNTS)}) )?(?P<unit>year|month|week|day)s?"
)
_UNITS = {
    **dict.fromkeys(("年", "year"), (12, 0)),
    **dict.fromkeys(("月", "month"), (1, 0)),
    **dict.fromkeys(("周", "週", "星期", "week"), (0, 7)),
    **dict.fromkeys(("天", "日", "day"), (0, 1)),
}
"""Months and days of a unit of time."""
_HALVES = {"年": (6, 0), "月": (0, 15)}
_YEARS_AGO = {
    **dict.fromkeys(("今年", "本年", "本年度", "this year"), 0),
    **dict.fromkeys(("去年", "上年", "上一年", "上年度", "last year"), 1),
    "前年": 2,
}
_MONTHS_AGO = {
    **dict.fromkeys(("本月", "这个月", "這個月", "this month"), 0),
    **dict.fromkeys(("上月", "上个月", "上個月", "last month"), 1),
}
_DAYS_AGO = {
    **dict.fromkeys(("今", "今天", "今日", "现在", "現在", "today", "now"), 0),
    **dict.fromkeys(("昨天", "昨日", "yesterday"), 1),
}


def first_and_last(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of a time that is counted from ``today``; None for any other text.

    近三年 is the three years that end today. 去年 and ``last year`` are the calendar year, 近一年 and ``past year``
    the twelve months that end today.
    """
    # Hyphens join the words where no quotes hold them together: date:last-3-years.
    name = " ".join(text.lower().replace("-", " ").split())
    if name in _YEARS_AGO:
        year = today.year - _YEARS_AGO[name]
        return date(year, 1, 1), date(year, 12, 31)
    if name in _MONTHS_AGO:
        day = _months_before(today.replace(day=1), _MONTHS_AGO[name])
        return day, day.replace(day=monthrange(day.year, day.month)[1])
    if name in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[name])
        return day, day
    match = re.fullmatch(_CHINESE, name) or re.fullmatch(_ENGLISH, name)
    length = match and _length(match["count"] or "1", match["unit"])
    if not length or not any(length):
        return None
    months, days = length
    return _months_before(today, months) - timedelta(days=days - 1 if days else -1), today


def _length(count: str, unit: str) -> tuple[int, int] | None:
    """Months and days of so many units of time; None where there is no such time."""
    if count == "半":
        return _HALVES.get(unit)
    english = count in _ENGLISH_COUNTS
    times = _ENGLISH_COUNTS.index(count) + 1 if english else number_of(re.sub("[两兩]", "二", count))
    months, days = _UNITS[unit]
    return months * times, days * times


def _months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
