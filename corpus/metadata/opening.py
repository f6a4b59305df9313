"""The first sentence of a page, and the day that it reports of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from corpus.lines import is_sentence
from corpus.metadata.calendar import MONTH, WrittenDate, month_number
from corpus.metadata.page_lines import PageLine
from corpus.metadata.terms import is_term

_FIRST_SENTENCE = re.compile("[^。！？!?]{0,150}")
_GOES_ON = re.compile("[，,、]$")
_MONTH_DAY = re.compile(
    rf"(?<![\d年.])(?<!年\s)(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日|\b({MONTH})\s+(\d{{1,2}})\b(?!,?\s+\d{{4}})"
)
_BEFORE_CLAUSE = re.compile(r"(?:^\W*|[，,；;:：)）息讯訊电電网網道站]\s*|昨[天日晚]?\s*[(（]|\bOn\s+)$")
_DISPATCH = re.compile(r"\s*(?:[电電讯訊]|消息)")
_YESTERDAY = re.compile(r"昨[天日晚]?\s*[(（]?\s*$|[Yy]esterday\W*$")


class MonthDay(NamedTuple):
    """A date without its year, and where in the sentence it stands."""

    month: int
    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of the first sentence, and its first date, unless that is when something begins or ends.

    ``full`` is the date with its year, ``bare`` one without; at most one of them is there.
    """

    line: PageLine
    full: WrittenDate | None = None
    bare: MonthDay | None = None

    @classmethod
    def of(cls, lines: Iterable[PageLine], dates: Callable[[str], Sequence[WrittenDate]]) -> Opening:
        """The opening of a page by its first lines; ``dates`` finds the full dates of a text."""
        running = (line for line in lines if is_sentence(line.text) or _GOES_ON.search(line.text))
        first = next(running, PageLine("", 0))
        sentence = _FIRST_SENTENCE.match(first.text)
        line = first._replace(text=sentence[0] if sentence else "")
        full, found = next(iter(dates(line.text)), None), _MONTH_DAY.search(line.text)
        if full and not (found and found.start() < full.start):
            return cls(line) if is_term(line.text, full.start, full.end) else cls(line, full)
        if found is None or is_term(line.text, *found.span()):
            return cls(line)
        month = int(found[1]) if found[1] else month_number(found[3])
        return cls(line, bare=MonthDay(month, int(found[2] or found[4]), *found.span()))

    def begins_clause(self, start: int, end: int) -> bool:
        """Whether a date begins the sentence or a clause of it, or ends the line of an agency: 某地7月30日电."""
        return bool(_BEFORE_CLAUSE.search(self.line.text, 0, start) or _DISPATCH.match(self.line.text, end))

    def in_page(self, written: WrittenDate) -> WrittenDate:
        """The day of publication by a date of the sentence, and where in the page that stands.

        What is reported of a day is published on it, and what is reported of yesterday a day later.
        """
        later = timedelta(days=1 if _YESTERDAY.search(self.line.text, 0, written.start) else 0)
        start = self.line.start
        return WrittenDate(written.day + later, start + written.start, start + written.end)
