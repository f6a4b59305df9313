"""Parts of what is looked for that stand in a text, or sound as something in it does."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.language.pinyin import spoken
from indexer.language.units import HAN_RUN, Units, is_mark
from indexer.query.ast import Span

LEAST = 2
"""Characters from which on a part of a literal says something: single ones stand in most texts."""

_BETWEEN = " "
"""Stands between units or syllables, none of which is white space."""


def longest_run(wanted: tuple[str, ...], held: Units) -> Span | None:
    """Where the longest part of a row of units stands in a text, in code points, without marks at its ends."""
    row = _row(held.texts)
    best: tuple[str, ...] = ()
    end = 0
    for start in range(len(wanted)):
        end = max(start, end)
        while end < len(wanted) and _row(wanted[start : end + 1]) in row:
            end += 1
        last = end
        while start < last and is_mark(wanted[last - 1]):
            last -= 1
        part = () if is_mark(wanted[start]) else wanted[start:last]
        best = max(best, part, key=_length)
    if _length(best) < LEAST:
        return None
    place = row.index(_row(best))
    return held.span(row.count(_BETWEEN, 0, place), len(best))


def _length(units: tuple[str, ...]) -> int:
    return sum(map(len, units))


def _row(units: Iterable[str]) -> str:
    """Units as one text, in which only rows of whole units are found."""
    return f"{_BETWEEN}{_BETWEEN.join(units)}{_BETWEEN}"


def homophone(wanted: str, folded: str) -> Span | None:
    """Where in a folded text Han characters stand that are read like the wanted ones, which are folded too."""
    if len(wanted) < LEAST or not HAN_RUN.fullmatch(wanted):
        return None
    sounds = _row(spoken(wanted).split())
    for run in HAN_RUN.finditer(folded):
        said = spoken(run[0]).split()
        # Characters that nobody knows how to read have no syllable of their own.
        place = _row(said).find(sounds) if len(said) == len(run[0]) else -1
        if place >= 0:
            start = run.start() + _row(said).count(_BETWEEN, 0, place)
            return start, start + len(wanted)
    return None
