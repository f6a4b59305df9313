"""The day a page was published, where no field says it: from its byline, its signature or its first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.lines import filled_lines, is_sentence
from corpus.metadata.calendar import REPUBLIC, day_of, written_dates

_HEAD_LINES = 12
"""A byline stands among this many first lines with something on them."""
_TAIL_LINES = 6
"""A signature stands among this many last lines."""
_OPENING = 60
"""The first sentence says its day within this many characters."""

_PUBLISHED = re.compile(
    r"(?:[发發][布佈文稿]|刊登|公布|公告|成文|印[发發]|[张張][贴貼])\s*(?:[时時][间間]|日期|日)\s*[:：]\s*$"
    r"|(?:published|posted|released?|issued|dated?|updated)(?:\s+on)?\s*:?\s*$",
    re.IGNORECASE,
)
_SIGNER = re.compile(r"[^，。,;；:：]{0,40}[\s\u3000(（]?")
_AFTER_SIGNATURE = re.compile(r"\s*(?:印[发發])?[)）]?")
_TIME = re.compile(r"[T\s]*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_NOT_THE_DAY = re.compile(r"(?:自|从|從|至|到|截至|截止|于|於|前)$")
_AFTER_NOT_THE_DAY = re.compile(r"[)）]?(?:起|前|后|後|以[来來前]|之前|至|到|-|—|－|止)")
_MONTH_DAY = re.compile(r"(?<![\d年.])(?<!年\s)(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_PLAN = re.compile(r"(?<!\d)(20\d\d)\s*年?\s*[-—–－~～至到]{1,2}\s*(20\d\d)(?=\s*年|\s*[)）])")
_GOAL_OR_YEAR = re.compile(
    r"(到|至|[迈邁]向|面向|展望|[远遠]景)?\s*(?<!\d)(?:((?:19|20)\d\d)\s*年(?!\s*[底前])|(1[0-4]\d)\s*年(?=度|\s*\d))"
)


def find_date(text: str, latest: date | None = None) -> date | None:
    """The day a page was published, or None where it does not say.

    Looked for, in this order, behind a label such as 发布时间, on a date line of the head, under the text like a
    signature, and in the opening of the first sentence; there a year may be missing and is then inferred. No
    day after ``latest`` is inferred.
    """
    lines = filled_lines(text)
    head, tail = lines[:_HEAD_LINES], lines[-_TAIL_LINES:]
    for days in (_labelled(head + tail), _bylines(head), _signatures(tail), _openings(lines, text, latest)):
        if day := next(days, None):
            return day
    return None


def is_date_line(line: str) -> bool:
    """Whether nothing but a date, and perhaps a time, stands on a line."""
    stripped = line.strip()
    first = next(written_dates(stripped), None)
    return bool(first and not first.start and _TIME.fullmatch(stripped, first.end))


def _labelled(lines: list[str]) -> Iterator[date]:
    for line in lines:
        for written in written_dates(line):
            if _PUBLISHED.search(line[: written.start]):
                yield written.day


def _bylines(head: list[str]) -> Iterator[date]:
    for line in head:
        if is_sentence(line):
            return
        for written in written_dates(line):
            if not written.start or re.search("[来來]源", line):
                yield written.day


def _signatures(tail: list[str]) -> Iterator[date]:
    for line in reversed(tail):
        for written in written_dates(line):
            before, after = line[: written.start], line[written.end :]
            if (
                _SIGNER.fullmatch(before)
                and _AFTER_SIGNATURE.fullmatch(after)
                and not _NOT_THE_DAY.search(before)
            ):
                yield written.day


def _openings(lines: list[str], text: str, latest: date | None) -> Iterator[date]:
    opening = next(filter(is_sentence, lines), "")[:_OPENING]
    found: list[tuple[int, int, date | None]] = [(w.start, w.end, w.day) for w in written_dates(opening)]
    found += [(match.start(), match.end(), None) for match in _MONTH_DAY.finditer(opening)]
    for start, end, full in sorted(found, key=lambda each: each[0])[:1]:
        if not _is_term(opening, start, end):
            month_day = _MONTH_DAY.match(opening, start)
            day = full or (
                _with_year(int(month_day[1]), int(month_day[2]), text, latest) if month_day else None
            )
            if day:
                yield day


def _is_term(line: str, start: int, end: int) -> bool:
    """Whether a date is when something begins or ends, and not when it was reported."""
    return bool(_NOT_THE_DAY.search(line[:start]) or _AFTER_NOT_THE_DAY.match(line[end:]))


def _with_year(month: int, day: int, text: str, latest: date | None) -> date | None:
    """The day in the year that the text speaks of as its present.

    That is the last year it names that is no goal: the years of full dates, the first year of a plan
    (2020年-2022年 is announced as it begins), and single years but those behind 到 and the like.
    """
    years = [int(first) for first, last in _PLAN.findall(text) if first < last]
    for goal, common, republic in _GOAL_OR_YEAR.findall(_PLAN.sub("", text)):
        if not goal:
            years.append(int(common) if common else int(republic) + REPUBLIC)
    years += [written.day.year for written in written_dates(text)]
    if not years:
        return None
    found = day_of(max(years), month, day)
    if found and latest and found > latest:
        return day_of(found.year - 1, month, day)
    return found
