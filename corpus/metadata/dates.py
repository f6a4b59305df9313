"""The day a page was published, where no field says it: from its byline, its signature or its first sentence.

Its rules, in the order in which they are tried:

    labelled    behind 发布时间, Published and the like, in the first or last lines
    drawn up    there, behind 成文日期 and the like
    byline      in the first lines: a line that begins with the day, or has the time of day or the source with it
    letter      a line with nothing else in the first part: what is signed may send round a long document below it
    signature   a line with nothing else but perhaps who signs, in the last lines
    report      in the first sentence, with its year
    reckoned    there, without its year, which the rest of the text tells (``years.py``)
    headline    in the title
    effect      the day from which on the page says that it applies: mostly in the weeks after publication
    term        the day on which something in the first sentences begins
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from corpus.lines import is_sentence
from corpus.metadata.calendar import MONTH, WrittenDate, month_number, written_dates
from corpus.metadata.finding import Finding
from corpus.metadata.page_lines import PageLine, page_lines
from corpus.metadata.years import APPLIES, reckon_year
from corpus.script import peculiar_counts

CONFIDENCE = {
    "labelled": 0.98,
    "drawn up": 0.95,
    "byline": 0.98,
    "letter": 0.91,
    "signature": 0.98,
    "report": 0.96,
    "reckoned": 0.74,
    "headline": 0.7,
    "effect": 0.61,
    "term": 0.34,
}
"""By rule, the share of days that lie within a week of the one that a policy is labelled with.

scripts/evaluation/dates.py measures it, on 26 days that are labelled, 52 of bylines, 179 of letters, 9 of signatures,
184 of reports, 110 that are reckoned, 122 of effect and 169 of terms. Where all were near, 0.98 stands; the two that
the data lacks were set by comparison.
"""

_HEAD_LINES = _TAIL_LINES = 12
"""A byline stands among this many first lines with something on them, a signature among this many last ones."""
_HEAD, _TAIL = 3_000, 1_500
"""And within so many characters of the start and of the end of the page."""
_LONGEST_BYLINE = 80
_FIRST_SENTENCE = re.compile("[^。！？!?]{0,150}")
_FIRST_SENTENCES = 450
_BEFORE_EFFECT = 40

_PUBLISHED = re.compile(
    r"(?:(?:[发發][布佈文稿]|刊登|公布|公告|公[开開示]|上[传傳线線網网]|[张張][贴貼])\s*(?:[时時][间間]|日期|日)"
    r"|(?:published|posted|released?|issued|dated?|updated)(?:\s+on)?|^\W{0,3}(?:日期|[时時][间間]))\s*[:：]?\s*$",
    re.IGNORECASE,
)
_DRAWN_UP = re.compile(
    r"(?:成文|印[发發製制]|[签簽][发發]|生成|制[发發])\s*(?:[时時][间間]|日期|日)\s*[:：]\s*$"
)
_SOURCE = re.compile("[来來]源|[发發]表[于於]")
_TIME = re.compile(r"[T\s]*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?")
_TIME_OF_DAY = re.compile(r"[T\s]*\d{1,2}[:：]\d{2}")
_SIGNER = re.compile(r"[^，。,;；:：]{0,40}[\s\u3000(（]?")
_AFTER_SIGNATURE = re.compile(r"\s*(?:印[发發])?[)）]?")
_GOES_ON = re.compile("[，,、]$")
_NOT_THE_DAY = re.compile(r"(?:自|从|從|至|到|截至|截止|[将將拟擬定][于於]|前)\s*$")
_AFTER_NOT_THE_DAY = re.compile(
    r"\s*(?:[(（]含[^)）]{0,4}[)）])?[)）]?(?:零[时時])?(?:起|前|后|後|以[来來前后後]|之[前后後]|至|到|-|—|－|~|～|止)"
)
_BEGINS = re.compile(r"\s*(?:[(（]含[^)）]{0,4}[)）])?(?:零[时時])?(?:起|至|到|-|—|－|~|～)")
_MONTH_DAY = re.compile(
    rf"(?<![\d年.])(?<!年\s)(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日|\b({MONTH})\s+(\d{{1,2}})\b(?!,?\s+\d{{4}})"
)
_YESTERDAY = re.compile(r"昨[天日晚]?\s*[(（]?\s*$|[Yy]esterday\W*$")
_FROM = re.compile(r"[自从從于於]\s*$")
_EFFECT = re.compile("施行|[实實][施行]|[执執]行|生效")


class _Page(NamedTuple):
    """What the rules look at. ``dates`` finds the dates of a piece of it."""

    title: str
    text: str
    head: list[PageLine]
    tail: list[PageLine]
    opening: PageLine
    dates: Callable[[str], Iterator[WrittenDate]]
    latest: date | None


def find_date(text: str, title: str = "", latest: date | None = None) -> Finding[date] | None:
    """The day a page was published, or None where it does not say.

    No day after ``latest`` is reckoned. The span counts code points of ``text``, or of ``title`` where it says the day.
    """
    page = _page(text, title, latest)
    for name, rule in _RULES.items():
        for day, start, end in rule(page):
            if name == "headline":
                return Finding(day, CONFIDENCE[name], title[start:end], (start, end), "title", name)
            return Finding(day, CONFIDENCE[name], text[start:end], (start, end), rule=name)
    return None


def is_date_line(line: str) -> bool:
    """Whether nothing but a date, and perhaps a time, stands on a line."""
    stripped = line.strip()
    first = next(written_dates(stripped), None)
    return bool(first and not first.start and _TIME.fullmatch(stripped, first.end))


def _page(text: str, title: str, latest: date | None) -> _Page:
    simplified, traditional = peculiar_counts(text[:_HEAD])
    head = list(page_lines(text, 0, _HEAD))
    tail = list(page_lines(text, max(0, len(text) - _TAIL)))[-_TAIL_LINES:]
    running = (line for line in head if is_sentence(line.text) or _GOES_ON.search(line.text))
    first = next(running, PageLine("", 0))
    sentence = _FIRST_SENTENCE.match(first.text)
    opening = first._replace(text=sentence[0] if sentence else "")
    return _Page(
        title, text, head, tail, opening, partial(written_dates, republic=traditional > simplified), latest
    )


def _labelled(page: _Page) -> Iterator[WrittenDate]:
    return _behind(_PUBLISHED, page)


def _drawn_up(page: _Page) -> Iterator[WrittenDate]:
    return _behind(_DRAWN_UP, page)


def _behind(label: re.Pattern[str], page: _Page) -> Iterator[WrittenDate]:
    for line in (*page.head[:_HEAD_LINES], *page.tail):
        for written in page.dates(line.text):
            if label.search(line.text, 0, written.start):
                yield _in_page(line, written)


def _bylines(page: _Page) -> Iterator[WrittenDate]:
    in_text = False
    for line in page.head[:_HEAD_LINES]:
        in_text = in_text or is_sentence(line.text)
        for written in page.dates(line.text):
            at_a_time = _TIME_OF_DAY.match(line.text, written.end) and len(line.text) <= _LONGEST_BYLINE
            if at_a_time or (not in_text and (not written.start or _SOURCE.search(line.text))):
                yield _in_page(line, written)


def _letters(page: _Page) -> Iterator[WrittenDate]:
    for line in page.head:
        for written in page.dates(line.text):
            if not written.start and _TIME.fullmatch(line.text, written.end):
                yield _in_page(line, written)


def _signatures(page: _Page) -> Iterator[WrittenDate]:
    for line in reversed(page.tail):
        for written in page.dates(line.text):
            before = line.text[: written.start]
            is_end = _AFTER_SIGNATURE.fullmatch(line.text, written.end)
            if is_end and _SIGNER.fullmatch(before) and not _NOT_THE_DAY.search(before):
                yield _in_page(line, written)


def _reports(page: _Page) -> Iterator[WrittenDate]:
    match _first_mention(page):
        case WrittenDate() as written:
            yield _report(page, written)


def _reckoned(page: _Page) -> Iterator[WrittenDate]:
    match _first_mention(page):
        case re.Match() as bare:
            month = int(bare[1]) if bare[1] else month_number(bare[3])
            if day := reckon_year(f"{page.title}\n{page.text}", month, int(bare[2] or bare[4]), page.latest):
                yield _report(page, WrittenDate(day, *bare.span()))


def _first_mention(page: _Page) -> WrittenDate | re.Match[str] | None:
    """The first date of the first sentence, with or without a year, unless it is when something begins or ends."""
    opening = page.opening.text
    full, bare = next(page.dates(opening), None), _MONTH_DAY.search(opening)
    if full and bare and bare.start() < full.start:
        full = None
    start, end = (full.start, full.end) if full else bare.span() if bare else (0, 0)
    return None if _is_term(opening, start, end) else full or bare


def _report(page: _Page, written: WrittenDate) -> WrittenDate:
    """What is reported of a day is published on it, and what is reported of yesterday a day later."""
    yesterday = _YESTERDAY.search(page.opening.text, 0, written.start)
    later = timedelta(days=1 if yesterday else 0)
    return _in_page(page.opening, written._replace(day=written.day + later))


def _headlines(page: _Page) -> Iterator[WrittenDate]:
    return (each for each in page.dates(page.title) if not _is_term(page.title, each.start, each.end))


def _effects(page: _Page) -> Iterator[WrittenDate]:
    for word in reversed(list(_EFFECT.finditer(page.text))):
        start = max(0, word.start() - _BEFORE_EFFECT)
        line = PageLine(page.text[start : word.end() + 1], start)
        for written in page.dates(line.text):
            if _FROM.search(line.text, 0, written.start) and APPLIES.match(line.text, written.end):
                yield _in_page(line, written)


def _terms(page: _Page) -> Iterator[WrittenDate]:
    start = page.text[:_FIRST_SENTENCES]
    return (written for written in page.dates(start) if _BEGINS.match(start, written.end))


def _is_term(text: str, start: int, end: int) -> bool:
    """Whether a date is when something begins or ends, and not when it was reported."""
    return bool(_NOT_THE_DAY.search(text, 0, start) or _AFTER_NOT_THE_DAY.match(text, end))


def _in_page(line: PageLine, written: WrittenDate) -> WrittenDate:
    """A date of a line, at its place in the page."""
    return WrittenDate(written.day, line.start + written.start, line.start + written.end)


_RULES: dict[str, Callable[[_Page], Iterator[WrittenDate]]] = {
    "labelled": _labelled,
    "drawn up": _drawn_up,
    "byline": _bylines,
    "letter": _letters,
    "signature": _signatures,
    "report": _reports,
    "reckoned": _reckoned,
    "headline": _headlines,
    "effect": _effects,
    "term": _terms,
}
