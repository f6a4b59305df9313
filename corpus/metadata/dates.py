"""The day a page was published, where no field says it: from its byline, its signature or its first sentence.

Its rules, in the order in which they are tried:

    labelled    behind 发布时间, Published and the like, in the first or last lines
    drawn up    there, behind 成文日期 and the like
    byline      in the first lines: a line that begins with the day, or has the time of day or the source with it
    letter      a line with nothing else in the first part: what is signed may send round a long document below it
    signature   a line with nothing else but perhaps who signs, in the last lines
    report      where the first sentence begins, or a clause of it, with its year
    reckoned    in the first sentence, without its year, which the rest of the text tells (``years.py``)
    headline    in the title
    mention     elsewhere in the first sentence, with its year: in Taiwan often the day of an event to come
    effect      the day from which on the page says that it applies: mostly in the weeks after publication
    term        the day on which something in the first sentences begins
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from corpus.lines import is_sentence
from corpus.metadata.calendar import WrittenDate, written_dates
from corpus.metadata.finding import Finding
from corpus.metadata.opening import Opening
from corpus.metadata.page_lines import PageLine, page_lines
from corpus.metadata.terms import applies, begins, is_term, leads_to_term
from corpus.metadata.years import reckon_year
from corpus.script import peculiar_counts

CONFIDENCE = {
    "labelled": 0.98,
    "drawn up": 0.95,
    "byline": 0.98,
    "letter": 0.91,
    "signature": 0.98,
    "report": 0.96,
    "reckoned": 0.74,
    "headline": 0.55,
    "mention": 0.55,
    "effect": 0.61,
    "term": 0.34,
}
"""By rule, the share of days that lie within a week of the one that a policy is labelled with.

scripts/evaluation/dates.py measures it, on 26 days that are labelled, 52 of bylines, 179 of letters, 9 of signatures,
180 of reports, 110 that are reckoned, 122 of effect and 169 of terms. Where all were near, 0.98 stands. Headlines and
mentions, which it lacks, were held against the days of notices of Taiwan; drawing up was set by comparison.
"""

_MAY_LIE_AHEAD = ("headline", "mention", "effect", "term")
_HEAD_LINES = _TAIL_LINES = 12
"""A byline stands among this many first lines with something on them, a signature among this many last ones."""
_HEAD, _TAIL = 3_000, 1_500
"""And within so many characters of the start and of the end of the page."""
_LONGEST_BYLINE = 80
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
_TIME = re.compile(
    r"[T\s]*(?:[(（]?(?:星期|周|週)[一二三四五六日天][)）]?\s*)?"
    r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|香港[时時][间間]\s*\d{1,2}[时時]\d{1,2}分)?"
)
"""What may stand behind the day on a line of its own: the day of the week, the time of day."""
_TIME_OF_DAY = re.compile(r"[T\s]*\d{1,2}[:：]\d{2}")
_SIGNER = re.compile(r"[^，。,;；:：]{0,40}[\s\u3000(（]?")
_AFTER_SIGNATURE = re.compile(r"\s*(?:印[发發])?[)）]?")
_FROM = re.compile(r"[自从從于於]\s*$")
_EFFECT = re.compile("施行|[实實][施行]|[执執]行|生效")


class _Page(NamedTuple):
    """What the rules look at. ``dates`` finds the dates of a piece of it."""

    title: str
    text: str
    head: list[PageLine]
    tail: list[PageLine]
    opening: Opening
    dates: Callable[[str], tuple[WrittenDate, ...]]
    latest: date | None


def find_date(text: str, title: str = "", latest: date | None = None) -> Finding[date] | None:
    """The day a page was published, or None where it does not say.

    No day after ``latest`` is reckoned, and none is taken of which the page only speaks. The span counts code points of
    ``text``, or of ``title`` where it says the day.
    """
    page = _page(text, title, latest)
    for name, rule in _RULES.items():
        for day, start, end in rule(page):
            if name in _MAY_LIE_AHEAD and latest and day > latest:
                continue
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

    @cache
    def dates(piece: str) -> tuple[WrittenDate, ...]:
        return tuple(written_dates(piece, republic=traditional > simplified))

    return _Page(title, text, head, tail, Opening.of(head, dates), dates, latest)


def _labelled(page: _Page) -> Iterator[WrittenDate]:
    return _behind(_PUBLISHED, page)


def _drawn_up(page: _Page) -> Iterator[WrittenDate]:
    return _behind(_DRAWN_UP, page)


def _behind(label: re.Pattern[str], page: _Page) -> Iterator[WrittenDate]:
    for line in (*page.head[:_HEAD_LINES], *page.tail):
        # Behind a label three numbers are a date, whatever the script of the page.
        for written in written_dates(line.text):
            is_range = begins(line.text, written.end)
            if label.search(line.text, 0, written.start) and not is_range:
                yield _in_page(line, written)


def _bylines(page: _Page) -> Iterator[WrittenDate]:
    in_text = False
    for line in page.head[:_HEAD_LINES]:
        in_text = in_text or is_sentence(line.text)
        for written in page.dates(line.text):
            if leads_to_term(line.text, written.start):
                continue
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
            is_end = _AFTER_SIGNATURE.fullmatch(line.text, written.end) or (
                not before and _TIME.fullmatch(line.text, written.end)
            )
            if is_end and _SIGNER.fullmatch(before) and not leads_to_term(line.text, written.start):
                yield _in_page(line, written)


def _reports(page: _Page) -> Iterator[WrittenDate]:
    if (full := page.opening.full) and page.opening.begins_clause(full.start, full.end):
        yield page.opening.in_page(full)


def _reckoned(page: _Page) -> Iterator[WrittenDate]:
    bare = page.opening.bare
    if bare and (day := reckon_year(f"{page.title}\n{page.text}", bare.month, bare.day, page.latest)):
        yield page.opening.in_page(WrittenDate(day, bare.start, bare.end))


def _mentions(page: _Page) -> Iterator[WrittenDate]:
    if full := page.opening.full:
        yield page.opening.in_page(full)


def _headlines(page: _Page) -> Iterator[WrittenDate]:
    return (each for each in page.dates(page.title) if not is_term(page.title, each.start, each.end))


def _effects(page: _Page) -> Iterator[WrittenDate]:
    for word in reversed(list(_EFFECT.finditer(page.text))):
        start = max(0, word.start() - _BEFORE_EFFECT)
        line = PageLine(page.text[start : word.end() + 1], start)
        for written in page.dates(line.text):
            if _FROM.search(line.text, 0, written.start) and applies(line.text, written.end):
                yield _in_page(line, written)


def _terms(page: _Page) -> Iterator[WrittenDate]:
    start = page.text[:_FIRST_SENTENCES]
    return (written for written in page.dates(start) if begins(start, written.end))


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
    "mention": _mentions,
    "effect": _effects,
    "term": _terms,
}
