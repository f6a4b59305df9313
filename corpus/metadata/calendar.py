"""Dates as they are written on the mainland, in Taiwan, in English and in ISO 8601: finding and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

REPUBLIC = 1911
"""The year before the first of the Republic's calendar, which Taiwan counts by."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    "(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
    r"|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT"
    r"|NOV|DEC)\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_REPUBLIC_YEARS = range(100, 150)
"""The years of the Republic that are known without its name before them."""
_COMMON_YEARS = range(1900, 2100)
_HAN_DIGITS = {
    char: str(value) for value, chars in enumerate(("〇○零Ｏ", *"一二三四五六七八九")) for char in chars
}
HAN_DIGIT = "".join(_HAN_DIGITS)
"""The Chinese numerals of 0 to 9, for sets of characters in expressions."""

# Each begins with a set of characters, so that the search runs over the text at full speed.
_CHINESE = re.compile(
    rf"([0-9０-９]{{1,4}}|[{HAN_DIGIT}十百]{{2,6}})\s*年\s*([0-9０-９]{{1,2}}|[{HAN_DIGIT}十]{{1,3}})"
    rf"\s*月\s*([0-9０-９]{{1,2}}|[{HAN_DIGIT}十]{{1,3}})\s*日"
)
_NUMERIC = re.compile(
    r"([0-9０-９]{2,4})\s?([-/.－／．])\s?([0-9０-９]{1,2})\s?\2\s?"
    # A page that lost its spaces has the time right behind: 2023-12-1110:39.
    r"([0-9０-９]{2}(?=[0-9]{2}[:：][0-9]{2})|[0-9０-９]{1,2}(?![0-9０-９]))"
)
_MONTH_FIRST = re.compile(
    rf"\b(?:{_WEEKDAY},\s+)?({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b"
)
_DAY_FIRST = re.compile(
    rf"\b(?:{_WEEKDAY},\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH}),?\s+((?:19|20)\d\d)\b"
)
_DIGITS_APART = re.compile(r"[0-9０-９]\s?[-/.－／．]\s?[0-9０-９]")
_LATIN = re.compile(r"[A-Za-z]\.?,?\s+[0-9]")
_DIGIT = re.compile("[0-9０-９]")
_TENS = re.compile("[十百]")
_REPUBLIC_BEFORE = re.compile(r"(?:中[華华])?(?:民國|民国)\s*$")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}")
_AFTER_DAY = re.compile(r"(?:[T\s(（].*)?|\d{1,2}:\d\d.*", re.DOTALL)
"""What may follow the day in a date field: a time, a day of the week."""


class WrittenDate(NamedTuple):
    """A date and where it stands in a text, in code points; end exclusive."""

    day: date
    start: int
    end: int


def written_dates(text: str, republic: bool = True) -> Iterator[WrittenDate]:
    """Every full date that stands in the text, in order.

    Bare numbers such as 109.7.30 count in the Republic's years, unless those are not the text's: then they are none.
    """
    found = [*_chinese(text)] if "年" in text else []
    if _DIGITS_APART.search(text):
        found += _numeric(text, republic)
    if _LATIN.search(text):
        found += _english(text)
    yield from sorted(found, key=attrgetter("start"))


def parse_date(written: str) -> date:
    """The day of a date field: ISO 8601 with or without a time, or any of the written forms, with nothing before it.

    The day is taken as written, whatever the time zone beside it. Raises ValueError for anything else.
    """
    plain = written.strip()
    if _ISO.fullmatch(plain):
        return date.fromisoformat(plain)
    # English dates may open with the day of the week, as RFC 2822 has it.
    plain = re.sub(r"^[A-Za-z]{3,9},\s*", "", plain) if re.match(r"[A-Za-z]+,\s*\d", plain) else plain
    first = next(written_dates(plain), None)
    if first is None or first.start or not _AFTER_DAY.fullmatch(plain, first.end):
        raise ValueError(f"not a date: {written!r}")
    return first.day


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """The number of an English month, abbreviated or not."""
    return MONTHS.index(name[:3].lower()) + 1


def year_of(written: str, named: bool) -> int:
    """The common year that digits or Chinese numerals tell; 0 for what is no year. ``named``: of the Republic."""
    if _TENS.search(written):
        # Only the Republic's years are spelled out: 一百零九.
        return REPUBLIC + _spelled(written) if named and _spelled(written) else 0
    return _year("".join(_HAN_DIGITS.get(char, char) for char in written), named)


def number_of(written: str) -> int:
    """The value of digits, or of 一 to 九十九; 0 for what is no number."""
    tens, ten, ones = written.partition("十")
    if not ten:
        digits = "".join(_HAN_DIGITS.get(char, char) for char in written)
        return int(digits) if digits.isascii() or digits.isdigit() else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return int(_HAN_DIGITS.get(tens, "1")) * 10 + int(_HAN_DIGITS.get(ones, "0"))


def _chinese(text: str) -> Iterator[WrittenDate]:
    for match in _CHINESE.finditer(text):
        written, month, day = match.groups()
        start, named = _start(text, match.start())
        year = year_of(written, named)
        if start >= 0 and year and (found := day_of(year, number_of(month), number_of(day))):
            yield WrittenDate(found, start, match.end())


def _numeric(text: str, republic: bool) -> Iterator[WrittenDate]:
    for match in _NUMERIC.finditer(text):
        written, mark, month, day = match.groups()
        start, named = _start(text, match.start())
        if start < 0 or not (year := _year(written, named)):
            continue
        if len(written) < 4 and not named and not (republic and _is_whole(text, *match.span(), mark)):
            continue
        if found := day_of(year, int(month), int(day)):
            yield WrittenDate(found, start, match.end())


def _english(text: str) -> Iterator[WrittenDate]:
    for match in _MONTH_FIRST.finditer(text):
        if found := day_of(int(match[3]), month_number(match[1]), int(match[2])):
            yield WrittenDate(found, match.start(), match.end())
    for match in _DAY_FIRST.finditer(text):
        if found := day_of(int(match[3]), month_number(match[2]), int(match[1])):
            yield WrittenDate(found, match.start(), match.end())


def _is_whole(text: str, start: int, end: int, mark: str) -> bool:
    """Whether three numbers are not part of a longer row of them, such as a version or a telephone number."""
    longer_before = text[start - 1 : start] == mark and _DIGIT.match(text, max(0, start - 2))
    return not (longer_before or (text[end : end + 1] == mark and _DIGIT.match(text, end + 1)))


def _start(text: str, start: int) -> tuple[int, bool]:
    """Where a date begins whose year stands at a place, and whether the Republic is named; -1 inside a number."""
    before = text[max(0, start - 6) : start]
    if before and _DIGIT.match(before[-1]):
        return -1, False
    named = _REPUBLIC_BEFORE.search(before)
    return (start - len(before) + named.start(), True) if named else (start, False)


def _year(digits: str, named: bool) -> int:
    """The common year that digits tell; 0 for what is no year."""
    year = int(digits)
    if (named and 0 < year < 1_000) or year in _REPUBLIC_YEARS:
        return year + REPUBLIC
    return year if year in _COMMON_YEARS else 0


def _spelled(written: str) -> int:
    """The value of 十 to 一百九十九; 0 for what is no such number."""
    before, hundred, rest = written.partition("百")
    if not hundred:
        return number_of(written)
    return 100 + number_of(rest or "0") if before in ("", "一") and "百" not in rest else 0
