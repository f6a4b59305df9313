"""Where a pattern of units matches in a segment, by shifting and intersecting lists of places.

A row of m units is covered by ⌈m/2⌉ bigrams. A pattern with gaps is worked from its right end: of each row stays where
what follows begins within the gap, as long as no mark and no end of a text is in the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.errors import QueryLimitError
from indexer.engines.whoosh.rows import encode
from indexer.engines.whoosh.segment import AFTER_ALL, SegmentArrays
from indexer.engines.whoosh.units import Places
from indexer.engines.whoosh.words import Postings
from indexer.query.matching import Gap, Like, OneOf, Pattern, Stem, rows_and_gaps
from indexer.settings import MAX_WILDCARD_WORDS

Choice: TypeAlias = tuple[str, ...]
"""The units that may stand at one place of a pattern."""

_HAN_FIRST, _HAN_END = encode("\u3400"), encode("\ua000")
"""Where most of the units lie and no word does: each of these characters is a unit by itself."""

PAIRED_CHOICES = 4_096
"""Pairs of units beyond which two choices in a row are looked up each by itself."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Where matches begin, ascending, and the place after the last unit of each."""

    starts: Places
    ends: Places


def occurrences(segment: SegmentArrays, field: str, pattern: Pattern) -> Postings:
    """The documents in which a pattern matches, with the number of units at which a match starts.

    Raises QueryLimitError when a wildcard stands for more than ``settings.MAX_WILDCARD_WORDS`` words.
    """

    def found() -> Postings:
        match pattern.slots:
            case (str(unit),):
                # Nothing follows that would need the places in order, and there may be very many.
                return segment.counted(field, segment.places_of_unit(field, unit), ascending=False)
            case _:
                return segment.counted(field, matches(segment, field, pattern).starts)

    return segment.cached((field, pattern), found)


def matches(segment: SegmentArrays, field: str, pattern: Pattern) -> Matches:
    """Every match of a pattern, the shortest from where it starts.

    Raises QueryLimitError as :func:`occurrences` does.
    """
    rows, gaps = rows_and_gaps(pattern.slots)
    if not rows:
        nowhere = segment.starts(field)[:0]
        return Matches(nowhere, nowhere)
    lead, *between, trail = gaps
    found = _standing(segment, field, rows[-1])
    if trail.least:
        free = _next_stops(segment, field, found.ends) >= found.ends + trail.least
        found = Matches(found.starts[free], found.ends[free] + trail.least)
    for row, gap in zip(reversed(rows[:-1]), reversed(between), strict=True):
        found = _across(segment, field, _standing(segment, field, row), gap, found)
    if lead.least:
        starts = found.starts - lead.least
        free = (starts >= 0) & (_next_stops(segment, field, starts) >= found.starts)
        found = Matches(starts[free], found.ends[free])
    return found


def _standing(segment: SegmentArrays, field: str, row: tuple[str | OneOf | Like | Stem, ...]) -> Matches:
    """Where a row without gaps stands."""
    starts = _row(segment, field, [_choice(segment, field, slot) for slot in row])
    return Matches(starts, starts + len(row))


def _choice(segment: SegmentArrays, field: str, slot: str | OneOf | Like | Stem) -> Choice:
    match slot:
        case str():
            return (slot,)
        case OneOf(units=units):
            return tuple(sorted(units))
        case Like(shape=shape):
            prefix = re.split(r"[*?]", shape)[0]
        case Stem(stem=stem):
            prefix = stem[0]
    words = tuple(word for word in _lexicon(segment, field, prefix) if slot.matches(word))
    if len(words) > MAX_WILDCARD_WORDS:
        raise QueryLimitError(
            f"A wildcard stands for more than {MAX_WILDCARD_WORDS} words; give more letters of the word"
        )
    return words


def _lexicon(segment: SegmentArrays, field: str, prefix: str) -> list[str]:
    """The units of a field that begin with a prefix; without one, those that may be words."""
    start = encode(prefix)
    stretches = [(start, start + AFTER_ALL)] if prefix else [(b"", _HAN_FIRST), (_HAN_END, AFTER_ALL)]
    return [*chain.from_iterable(segment.units(field, first, before) for first, before in stretches)]


def _row(segment: SegmentArrays, field: str, choices: list[Choice]) -> Places:
    """Where units of the choices stand in a row."""
    if len(choices) == 1:
        return _union([np.sort(segment.places_of_unit(field, unit)) for unit in choices[0]], segment, field)
    last = len(choices) - 2
    lists = []
    for offset in sorted({*range(0, last, 2), last}):
        pairs = _pairs(segment, field, choices[offset], choices[offset + 1])
        if not len(pairs):
            return pairs
        lists.append((offset, pairs))
    lists.sort(key=lambda entry: len(entry[1]))
    offset, rarest = lists[0]
    places: Places = rarest - offset
    for offset, pairs in lists[1:]:
        places = places[_among(places + offset, pairs)]
    return places


def _pairs(segment: SegmentArrays, field: str, one: Choice, other: Choice) -> Places:
    """Where a unit of one choice is followed by a unit of the other."""
    if len(one) * len(other) > PAIRED_CHOICES:
        firsts = _row(segment, field, [one])
        followed: Places = firsts[_among(firsts + 1, _row(segment, field, [other]))]
        return followed
    return _union([segment.places(field, *pair) for pair in product(one, other)], segment, field)


def _across(segment: SegmentArrays, field: str, row: Matches, gap: Gap, following: Matches) -> Matches:
    """The row where what follows begins a gap away: what begins nearest ends first."""
    if not len(row.starts) or not len(following.starts):
        return Matches(row.starts[:0], row.ends[:0])
    nearest = np.searchsorted(following.starts, row.ends + gap.least)
    nearest[nearest == len(following.starts)] = 0
    begin = following.starts[nearest]
    reach = np.minimum(row.ends + gap.most, _next_stops(segment, field, row.ends))
    kept = (row.ends + gap.least <= begin) & (begin <= reach)
    return Matches(row.starts[kept], following.ends[nearest[kept]])


def _next_stops(segment: SegmentArrays, field: str, places: Places) -> Places:
    """The first place at or after each that no gap reaches across; the last text ends in one."""
    stops = _stops(segment, field)
    found: Places = stops[np.searchsorted(stops, places)]
    return found


def _stops(segment: SegmentArrays, field: str) -> Places:
    """The places that no gap reaches across: marks, and the empty place after each text."""
    return segment.cached(
        (field, "stops"),
        lambda: np.sort(np.concatenate((segment.places_of_marks(field), segment.starts(field)[1:] - 1))),
    )


def _among(places: Places, sorted_places: Places) -> NDArray[np.bool_]:
    """Which of the places are among the others, which are sorted."""
    if not len(sorted_places):
        return np.zeros(len(places), np.bool_)
    nearest = np.searchsorted(sorted_places, places)
    among: NDArray[np.bool_] = sorted_places[np.minimum(nearest, len(sorted_places) - 1)] == places
    return among


def _union(lists: list[Places], segment: SegmentArrays, field: str) -> Places:
    """One sorted list of several that share no place."""
    filled = [places for places in lists if len(places)]
    if len(filled) == 1:
        return filled[0]
    return np.sort(np.concatenate(filled)) if filled else segment.starts(field)[:0]
