"""Finding patterns in folded texts without splitting the texts into units.

What a pattern matches is defined in :mod:`indexer.query.matching` over the units of a text, and is found here sooner:
an expression finds where the first slot of a row may stand, and only from there the text is read unit by unit. For a
row of Han characters the expression goes on to the last one, and where nothing stands between them that is all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from indexer.language.units import INVISIBLE, SINGLES, WORD, is_mark, is_single
from indexer.query.ast import Span
from indexer.query.matching import Gap, Like, OneOf, Pattern, Slot, Stem, rows_and_gaps

_ONE = Gap(1, 1)
"""In a row, any one unit but a mark."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Slots of one unit each. The empty group of ``beginning``, if it has one, is where the row may end."""

    slots: tuple[Slot, ...]
    beginning: re.Pattern[str]

    def spans(self, folded: str) -> list[Span]:
        width = len(self.slots)
        found = []
        for match in self.beginning.finditer(folded):
            start, end = match.start(), match.end(match.lastindex or 0)
            unbroken = match.lastindex and end - start == width
            if unbroken or (end := self._end(folded, start)):
                found.append((start, end))
        return found

    def _end(self, folded: str, start: int) -> int:
        """Where the row that stands at a place ends; 0 if it does not stand there."""
        end = start
        if _in_word(folded, start):
            return 0
        for slot in self.slots:
            unit = _unit().search(folded, end)
            if unit is None or not _matches(slot, unit[0]):
                return 0
            end = unit.end()
        return end


@dataclass(frozen=True, slots=True)
class Finder:
    """A pattern made ready to be found in many texts."""

    rows: tuple[_Row, ...]
    gaps: tuple[Gap, ...]

    def spans(self, folded: str) -> list[Span]:
        """Where the pattern matches in a folded text, in order, in code points: the spans of ``Pattern.spans``."""
        if not self.rows:
            return []
        found = self.rows[-1].spans(folded)
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


@lru_cache(maxsize=1024)
def finder(pattern: Pattern) -> Finder:
    """What finds a pattern."""
    rows, gaps = rows_and_gaps(pattern.slots)
    if not rows:
        return Finder((), ())
    slots = [list[Slot](row) for row in rows]
    slots[0][:0] = [_ONE] * gaps[0].least
    slots[-1] += [_ONE] * gaps[-1].least
    return Finder(tuple(_Row(tuple(row), _beginning(row)) for row in slots), gaps[1:-1])


def _beginning(row: list[Slot]) -> re.Pattern[str]:
    """Where a row may start: everywhere it does, and at not many places more."""
    if characters := [str(slot) for slot in takewhile(_is_character, row)]:
        # White space and invisible characters are neither letters nor digits; what else is neither is sorted out
        # later. Behind the first character, the rest is only looked ahead at, for matches may overlap.
        ahead = "".join(rf"\W*+{character}" for character in characters[1:])
        return re.compile(f"{characters[0]}(?={ahead}{'()' if len(characters) == len(row) else ''})")
    match row[0]:
        case str(unit):
            beginnings = [unit]
        case OneOf(units=units):
            beginnings = sorted(units)
        case Like(shape=shape):
            beginnings = re.split(r"[*?]", shape)[:1]
        case Stem(stem=stem):
            beginnings = [stem[0]]
        case Gap():
            return _unit()
    return re.compile("|".join(map(_opening, beginnings))) if all(beginnings) else _unit()


@cache
def _unit() -> re.Pattern[str]:
    # Compiling it takes milliseconds, and for most queries it is never needed.
    return re.compile(rf"[{SINGLES}]|{WORD}|[^\s{INVISIBLE}]")


def _is_character(slot: Slot) -> bool:
    return isinstance(slot, str) and is_single(slot) and slot.isalnum()


def _opening(beginning: str) -> str:
    """The beginning of a unit, but not within a word of ASCII letters and digits, as most words are."""
    opening = re.escape(beginning)
    return rf"{opening}(?<![0-9a-z]{opening})" if _is_letter(beginning[0]) else opening


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
        unit = _unit().search(folded, place)
        if unit is None:
            return
        if count >= gap.least:
            yield unit.start()
        if is_mark(unit[0]):
            return
        place = unit.end()


def _in_word(folded: str, place: int) -> bool:
    """Whether a letter or an accent belongs to a word that starts before it."""
    if not (_is_letter(folded[place]) or _is_accent(folded[place])):
        return False
    while place and _is_accent(folded[place - 1]):
        place -= 1
    return place > 0 and _is_letter(folded[place - 1])


def _is_letter(char: str) -> bool:
    return char.isalnum() and (char.isascii() or not is_single(char))


def _is_accent(char: str) -> bool:
    return "\u0300" <= char <= "\u036f"
