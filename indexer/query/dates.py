"""Days, months and years as people type them, alone and in ranges."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from indexer.query.ast import DateRange
from indexer.query.reading import WarningCode

_RANGE = re.compile(r"\.{2,}|…+|~+|至|到|[-—–]{2,}|—|–|(?<=^\d{4})-(?=\d{4}$)|(?<=年)-(?=\d{4})")
_DAY = re.compile(r"(\d{4})(?:年|[-/.年](\d{1,2})(?:月|[-/.月](\d{1,2})[日号號]?)?)?|(\d{4})(\d\d)(\d\d)")
_EDGES = " ,;:。、'`"

HOW_TO_WRITE = "write 2020, 2020-07, 2020-07-30 or a range such as 2020-07..2022"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as it was read: the range, None where nothing could be read, and what there is to warn of."""

    range: DateRange | None
    code: WarningCode | None = None
    message: str = ""


def read_date(text: str) -> ReadDate:
    """The range of days that a date or a range of dates stands for, both ends included."""
    plain = unicodedata.normalize("NFKC", text).strip(_EDGES)
    ends = [end.strip() for end in _RANGE.split(plain, maxsplit=1)]
    days = [_period(end) if end else None for end in ends]
    unread = [end for end, day in zip(ends, days, strict=True) if end and day is None]
    first, last = days[0], days[-1]
    if first is None and last is None:
        return ReadDate(None, "bad-date", f"“{text}” is no date and was left out; {HOW_TO_WRITE}.")
    if unread:
        message = f"“{unread[0]}” is no date and that end was left open; {HOW_TO_WRITE}."
        return ReadDate(_between(first, last), "bad-date", message)
    if first and last and first.first > last.last:
        message = "The range ends before it begins; its ends were exchanged."
        return ReadDate(_between(last, first), "reversed-dates", message)
    inexact = next((day for day in (first, last) if day and day.typed), None)
    if inexact:
        message = f"There is no {inexact.typed}; read as {inexact.first} to {inexact.last}."
        return ReadDate(_between(first, last), "bad-date", message)
    return ReadDate(_between(first, last))


@dataclass(frozen=True, slots=True)
class _Period:
    """A year, month or day; ``typed`` is what was typed when no such day or month exists and a longer time is meant."""

    first: date
    last: date
    typed: str = ""


def _between(first: _Period | None, last: _Period | None) -> DateRange:
    return DateRange(first.first if first else None, last.last if last else None)


def _period(text: str) -> _Period | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(match[n] or match[n + 3] or 0) for n in (1, 2, 3))
    if not year:
        return None
    dated = match[2] or match[4]
    if dated and not 1 <= month <= 12:
        return _Period(date(year, 1, 1), date(year, 12, 31), text)
    if not dated:
        return _Period(date(year, 1, 1), date(year, 12, 31))
    length = monthrange(year, month)[1]
    if match[3] or match[4]:
        if 1 <= day <= length:
            return _Period(date(year, month, day), date(year, month, day))
        return _Period(date(year, month, 1), date(year, month, length), text)
    return _Period(date(year, month, 1), date(year, month, length))
