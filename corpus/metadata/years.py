"""The year that a text speaks of as its present, for days such as 7月30日 whose year it leaves out."""

from __future__ import annotations

import re
from datetime import date

from corpus.metadata.calendar import REPUBLIC, day_of, written_dates
from corpus.metadata.terms import applies

_FAR_ENOUGH = 20_000
"""Characters from the start of a text that are read for years."""
_GOAL = re.compile(
    r"(?:(?<!截)[到至]|截至|截止|[迈邁]向|面向|展望|[远遠]景|[—–－~～]{1,2}|\d日?-|[届屆][时時])\s*$"
)
_STILL_TO_COME = re.compile(
    r"\s*(?:[(（]含[^)）]{0,4}[)）])?(?:[底末]|[之以]?前|止|[，,]?[将將要]|[重经經][点點济濟])"
)
_PLAN = re.compile(r"(?<!\d)(20\d\d)\s*年?\s*[-—–－~～至到]{1,2}\s*(20\d\d)(?=\s*年|\s*[)）])")
_YEAR = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)(?:\s*年(?:\s*\d{1,2}\s*月)?|[〕\]］】)）])|(1[0-4]\d)\s*年(?:度|\s*\d{1,2}\s*月))"
)


def reckon_year(text: str, month: int, day: int, latest: date | None = None) -> date | None:
    """The day in the year that the text speaks of as its present, or None where it names no year.

    Where the text says from when on it applies, that is the year in which the day lies nearest before or after.
    Otherwise it is the last year that is no goal: the years of full dates, the first year of a plan (2020年-2022年
    is announced as it begins) and single years, but none behind 到 and the like. A day after ``latest`` is one of
    the year before.
    """
    start = text[:_FAR_ENOUGH]
    years = []
    others = []
    end = 0
    for written in written_dates(start):
        others.append(start[end : written.start])
        end = written.end
        if not _is_to_come(start, written.start, written.end):
            if applies(start, written.end):
                return _nearest(written.day, month, day)
            years.append(written.day.year)
    rest = "\n".join([*others, start[end:]])
    years += [int(first) for first, last in _PLAN.findall(rest) if first < last]
    single = _PLAN.sub("", rest)
    for match in _YEAR.finditer(single):
        if not _is_to_come(single, match.start(), match.end()):
            years.append(int(match[1]) if match[1] else int(match[2]) + REPUBLIC)
    if not years:
        return None
    days = [found for year in (*years, min(years) - 1) if (found := day_of(year, month, day))]
    return max((found for found in days if latest is None or found <= latest), default=None)


def _is_to_come(text: str, start: int, end: int) -> bool:
    """Whether a date or year is when something ends or shall be reached."""
    return bool(_GOAL.search(text, max(0, start - 4), start) or _STILL_TO_COME.match(text, end))


def _nearest(to: date, month: int, day: int) -> date | None:
    days = [found for year in (to.year - 1, to.year, to.year + 1) if (found := day_of(year, month, day))]
    return min(days, key=lambda each: abs(each - to), default=None)
