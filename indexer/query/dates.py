"""Days, months and years as people type them, alone, in ranges and counted from today."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from corpus.metadata.calendar import HAN_DIGIT, MONTH, month_number, number_of, written_dates, year_of
from indexer.query.ast import DateRange
from indexer.query.reading import Remark
from indexer.query.relative_dates import first_and_last

# Compiled when the first date is read: most searches have none.
_RANGE = r"\.{2,}|…+|~+|至|到|[-—–]{2,}|—|–|(?<=^\d{4})-(?=\d{4}$)|(?<=^\d{3})-(?=\d{3}$)|(?<=年)-(?=\d{3})"
_SINCE = r"(?i)^(?:[自从從]|since\s)|(?:以[来來]|起)$"
_NUMBER = rf"\d{{1,2}}|[{HAN_DIGIT}十]{{1,3}}"
_PERIOD = (
    rf"(?P<republic>(?:中[華华])?民[國国]\s?)?(?P<year>\d{{1,4}}|[{HAN_DIGIT}十百]{{1,6}})\s?"
    rf"(?:年度?|[-/.年]\s?(?P<month>{_NUMBER})\s?(?:月份?|[-/.月]\s?(?P<day>{_NUMBER})\s?[日号號]?)?)?"
)
_COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_ENGLISH_MONTH = rf"({MONTH}),?\s+(\d{{4}})"
_YEAR_BEFORE = r".*年"
_WITHOUT_YEAR = rf"(?:{_NUMBER})月(?:份|(?:{_NUMBER})[日号號])?"
_REPUBLIC_BEFORE = r"(?:中[華华])?民[國国]"
_SHORT_YEAR = rf"(?:\d{{1,3}}|[{HAN_DIGIT}十百]{{1,5}})(?:$|[-/.年])"
_EDGES = " ,;:。、'`"

HOW_TO_WRITE = "write 2020, 2020-07, 2020-07-30, 近三年, or a range such as 2020-07..2022"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as it was read: the range, None where nothing could be read, and what there is to warn of."""

    range: DateRange | None
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day, or a time up to today.

    ``typed`` is what was typed when no such day or month exists and a longer time is meant.
    """

    first: date
    last: date
    typed: str = ""


def read_date(text: str, today: date) -> ReadDate:
    """The range of days that a date or a range of dates stands for, both ends included.

    ``today`` is what 近三年 and 去年 count from.
    """
    whole = read_period(text, today)
    if whole:
        return _checked(whole, whole)
    plain = _plain(text)
    since = re.sub(_SINCE, "", plain).strip()
    ends = [end.strip() for end in re.split(_RANGE, since, maxsplit=1)]
    if len(ends) == 1 and since != plain:
        ends.append("")
    days = [read_period(end, today) if end else None for end in (ends[0], _completed(ends[0], ends[-1]))]
    unread = [end for end, day in zip(ends, days, strict=False) if end and day is None]
    first, last = days
    if first is None and last is None:
        message = f"“{text}” is no date and was left out; {HOW_TO_WRITE}."
        return ReadDate(None, Remark("bad-date", message))
    if unread:
        message = f"“{unread[0]}” is no date and that end was left open; {HOW_TO_WRITE}."
        return ReadDate(_between(first, last), Remark("unread-end", message, unread[0]))
    if first and last and first.first > last.last:
        message = "The range ends before it begins; its ends were exchanged."
        return ReadDate(_between(last, first), Remark("reversed-dates", message))
    return _checked(first, last)


def read_period(text: str, today: date) -> Period | None:
    """The days of one date that is no range of two: a year, a month, a day, or a time before ``today``."""
    plain = _plain(text)
    if counted := first_and_last(plain, today):
        return Period(*counted)
    if match := re.fullmatch(_ENGLISH_MONTH, plain):
        return _period(int(match[2]), month_number(match[1]), None, plain)
    match = re.fullmatch(_PERIOD, plain) or re.fullmatch(_COMPACT, plain)
    if match is None:
        written = next(written_dates(plain), None)
        is_whole = written and (written.start, written.end) == (0, len(plain))
        return Period(written.day, written.day) if written and is_whole else None
    parts = match.groupdict()
    year = parts["year"]
    common = int(year) if year.isdigit() and len(year) == 4 else year_of(year, bool(parts.get("republic")))
    month, day = (number_of(part) if (part := parts[name]) else None for name in ("month", "day"))
    return _period(common, month, day, plain)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip(_EDGES)


def _completed(first: str, last: str) -> str:
    """The end of a range with what only its beginning says: the year of 2020年7月至9月, and whose year it is."""
    if (before := re.match(_YEAR_BEFORE, first)) and re.fullmatch(_WITHOUT_YEAR, last):
        return before[0] + last
    republic = re.match(_REPUBLIC_BEFORE, first)
    return republic[0] + last if republic and re.match(_SHORT_YEAR, last) else last


def _checked(first: Period | None, last: Period | None) -> ReadDate:
    inexact = next((day for day in (first, last) if day and day.typed), None)
    if inexact is None:
        return ReadDate(_between(first, last))
    message = f"There is no {inexact.typed}; read as {inexact.first} to {inexact.last}."
    return ReadDate(_between(first, last), Remark("no-such-day", message, inexact.typed))


def _between(first: Period | None, last: Period | None) -> DateRange:
    return DateRange(first.first if first else None, last.last if last else None)


def _period(year: int, month: int | None, day: int | None, typed: str) -> Period | None:
    """The days of a year, of a month of it or the one day; the next longer time where there is no such month or day."""
    if not year:
        return None
    if month is None or not 1 <= month <= 12:
        return Period(date(year, 1, 1), date(year, 12, 31), "" if month is None else typed)
    length = monthrange(year, month)[1]
    if day is None or not 1 <= day <= length:
        return Period(date(year, month, 1), date(year, month, length), "" if day is None else typed)
    return Period(date(year, month, day), date(year, month, day))
