"""Finding patterns in folded texts without splitting the texts into units.

What a pattern matches is defined in :mod:`indexer.query.matching` over the units of a text, and is found here sooner.
Han characters in a row are looked for around the one of them that is rarest in the text. Of any other row, a regular
expression finds where it may begin, and only from there the text is read unit by unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from indexer.language.units import (
    INVISIBLE,
    is_accent,
    is_letter,
    is_mark,
    is_single,
    unit_pattern,
)
from indexer.query.ast import Span
from indexer.query.matching import Gap, Like, OneOf, Pattern, Slot, Stem, rows_and_gaps

_ONE = Gap(1, 1)
"""In a row, any one unit but a mark."""


class Finder(Protocol):
    """A pattern made ready to be found in many texts."""

    def spans(self, folded: str) -> list[Span]:
        """Where the pattern matches in a folded text, in order, in code points: the spans of ``Pattern.spans``."""


@lru_cache(maxsize=1024)
def finder(pattern: Pattern) -> Finder:
    """What finds a pattern."""
    rows, gaps = rows_and_gaps(pattern.slots)
    if not rows:
        return _Rows((), ())
    slots = [list[Slot](row) for row in rows]
    slots[0][:0] = [_ONE] * gaps[0].least
    slots[-1] += [_ONE] * gaps[-1].least
    found = tuple(map(_row, slots))
    return found[0] if len(found) == 1 else _Rows(found, gaps[1:-1])


def _row(slots: list[Slot]) -> Finder:
    characters = [slot for slot in slots if isinstance(slot, str) and is_single(slot) and slot.isalnum()]
    if len(characters) < len(slots):
        return _Row(tuple(slots), _beginning(slots[0]))
    return _Characters("".join(characters))


@dataclass(frozen=True, slots=True)
class _Characters:
    """Han characters and the like in a row.

    No expression is made of them: for the few texts of a page, making it takes longer than finding them.
    """

    row: str

    def spans(self, folded: str) -> list[Span]:
        row = self.row
        # Most equals of a term stand in none of a page's texts, and one character that is missing is found soon.
        if not all(map(folded.__contains__, row)):
            return []
        counts = list(map(folded.count, row))
        least = min(counts)
        before = counts.index(least)
        rarest = row[before]
        found = []
        place = -1
        for _ in range(least):
            place = folded.index(rarest, place + 1)
            start = place - before
            if start >= 0 and folded.startswith(row, start):
                found.append((start, start + len(row)))
            elif span := self._apart(folded, place, before):
                found.append(span)
        return found

    def _apart(self, folded: str, place: int, before: int) -> Span | None:
        """Where the row stands with white space or invisible characters in it, ``before`` of it before a place."""
        start = end = place
        for character in reversed(self.row[:before]):
            start -= 1
            while start >= 0 and _is_nothing(folded[start]):
                start -= 1
            if start < 0 or folded[start] != character:
                return None
        for character in self.row[before + 1 :]:
            end += 1
            while end < len(folded) and _is_nothing(folded[end]):
                end += 1
            if end == len(folded) or folded[end] != character:
                return None
        return start, end + 1


@dataclass(frozen=True, slots=True)
class _Row:
    """Slots of one unit each, and where the first of them may stand."""

    slots: tuple[Slot, ...]
    beginning: re.Pattern[str]

    def spans(self, folded: str) -> list[Span]:
        if not all(slot in folded for slot in self.slots if isinstance(slot, str)):
            return []
        starts = [match.start() for match in self.beginning.finditer(folded)]
        return [(start, end) for start in starts if (end := self._end(folded, start))]

    def _end(self, folded: str, start: int) -> int:
        """Where the row that stands at a place ends; 0 if it does not stand there."""
        if _in_word(folded, start):
            return 0
        end = start
        for slot in self.slots:
            unit = unit_pattern().search(folded, end)
            if unit is None or not _matches(slot, unit[0]):
                return 0
            end = unit.end()
        return end


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows with gaps between them; none at all is found nowhere."""

    rows: tuple[Finder, ...]
    gaps: tuple[Gap, ...]

    def spans(self, folded: str) -> list[Span]:
        found = self.rows[-1].spans(folded) if self.rows else []
        for row, gap in zip(reversed(self.rows[:-1]), reversed(self.gaps), strict=True):
            if not found:
                break
            ends = dict(found)
            found = [
                (start, ends[place])
                for start, end in row.spans(folded)
                if (place := next(filter(ends.__contains__, _across(folded, end, gap)), None)) is not None
            ]
        return found


def _is_nothing(char: str) -> bool:
    """Whether a character is white space or invisible, and so no unit."""
    return not char.isalnum() and (char.isspace() or _invisible().match(char) is not None)


def _beginning(slot: Slot) -> re.Pattern[str]:
    """Where a unit that a slot matches may start: everywhere it does, and at not many places more."""
    match slot:
        case str(unit):
            beginnings = [unit]
        case OneOf(units=units):
            beginnings = sorted(units)
        case Like(shape=shape):
            beginnings = re.split(r"[*?]", shape)[:1]
        case Stem(stem=stem):
            # Of a stem, no more than its last two letters differ from the word: lie is the stem of lying.
            beginnings = [stem[:-2] or stem[0]]
        case Gap():
            return unit_pattern()
    return re.compile("|".join(map(_opening, beginnings))) if all(beginnings) else unit_pattern()


@cache
def _invisible() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}]")


def _opening(beginning: str) -> str:
    """The beginning of a unit, but not within a word of ASCII letters and digits, as most words are."""
    opening = re.escape(beginning)
    return rf"{opening}(?<![0-9a-z]{opening})" if is_letter(beginning[0]) else opening


def _matches(slot: Slot, unit: str) -> bool:
    match slot:
        case str():
            return slot == unit
        case Gap():
            return not is_mark(unit)
        case _:
            return slot.matches(unit)


def _across(folded: str, place: int, gap: Gap) -> Iterator[int]:
    """The places behind a gap at which units start, the nearest first."""
    for count in range(gap.most + 1):
        unit = unit_pattern().search(folded, place)
        if unit is None:
            return
        if count >= gap.least:
            yield unit.start()
        if is_mark(unit[0]):
            return
        place = unit.end()


def _in_word(folded: str, place: int) -> bool:
    """Whether a letter or an accent belongs to a word that starts before it."""
    if not (is_letter(folded[place]) or is_accent(folded[place])):
        return False
    while place and is_accent(folded[place - 1]):
        place -= 1
    return place > 0 and is_letter(folded[place - 1])
