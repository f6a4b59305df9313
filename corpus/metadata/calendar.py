"""Dates as they are written on the mainland, in Taiwan, in English and in ISO 8601: finding and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

REPUBLIC = 1911
"""The year before the first of the Republic's calendar, which Taiwan counts by."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DIGITS = str.maketrans("０１２３４５６７８９／．－：", "0123456789/.-:")
_HAN_DIGITS = {
    char: str(value) for value, chars in enumerate(("〇○零Ｏ", *"一二三四五六七八九")) for char in chars
}
_HAN_DIGIT = "[" + "".join(_HAN_DIGITS) + "]"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:\s*年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日"
    # A page that lost its spaces has the time right behind: 2023-12-1110:39.
    r"|\s?(?P<mark>[-/.])\s?(?P<m2>\d{1,2})\s?(?P=mark)\s?(?:(?P<d2>\d\d(?=\d\d:\d\d))|(?P<d3>\d{1,2})(?!\d)))"
    r"|(?:(?<!\d)(?P<roc>1[0-4]\d)|(?:中[華华])?(?:民國|民国)\s*(?P<roc2>\d{1,3}))"
    r"(?:\s*年\s*(?P<m4>\d{1,2})\s*月\s*(?P<d4>\d{1,2})\s*日|(?P<mark2>[-/.])(?P<m5>\d{1,2})(?P=mark2)(?P<d5>\d{1,2})(?!\d))"
    rf"|(?P<han>{_HAN_DIGIT}{{3,4}})年(?P<m6>{_HAN_NUMBER})月(?P<d6>{_HAN_NUMBER})日"
    rf"|\b(?P<m7>{_MONTH})\s+(?P<d7>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y7>(?:19|20)\d\d)\b"
    rf"|\b(?P<d8>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m8>{_MONTH}),?\s+(?P<y8>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


_AFTER_DAY = re.compile(r"(?:[T\s(（].*)?|\d{1,2}:\d\d.*", re.DOTALL)
"""What may follow the day in a date field: a time, a day of the week."""


class WrittenDate(NamedTuple):
    """A date and where it stands in a text, in code points; end exclusive."""

    day: date
    start: int
    end: int


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Every full date that stands in the text, in order."""
    for match in _DATE.finditer(text.translate(_DIGITS)):
        if day := _read(match):
            yield WrittenDate(day, match.start(), match.end())


def parse_date(written: str) -> date:
    """The day of a date field: ISO 8601 with or without a time, or any of the written forms, with nothing before it.

    The day is taken as written, whatever the time zone beside it. Raises ValueError for anything else.
    """
    plain = written.strip().translate(_DIGITS)
    if re.fullmatch(r"\d{8}", plain):
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


def _read(match: re.Match[str]) -> date | None:
    groups = match.groupdict()

    def first(*names: str) -> str:
        return next((value for name in names if (value := groups[name])), "")

    if groups["han"]:
        digits = "".join(_HAN_DIGITS[char] for char in groups["han"])
        year = int(digits) + (REPUBLIC if len(digits) == 3 else 0)
        return day_of(year, _number(groups["m6"]), _number(groups["d6"]))
    if name := first("m7", "m8"):
        return day_of(int(first("y7", "y8")), _MONTHS.index(name[:3].lower()) + 1, int(first("d7", "d8")))
    year = int(groups["year"]) if groups["year"] else int(first("roc", "roc2")) + REPUBLIC
    return day_of(year, int(first("m1", "m2", "m4", "m5")), int(first("d1", "d2", "d3", "d4", "d5")))


def _number(han: str) -> int:
    """The value of 一 to 三十一; 0 for what is no number."""
    tens, ten, ones = han.partition("十")
    if not ten:
        return int(_HAN_DIGITS[han]) if len(han) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return int(_HAN_DIGITS.get(tens, "1")) * 10 + int(_HAN_DIGITS.get(ones, "0"))
