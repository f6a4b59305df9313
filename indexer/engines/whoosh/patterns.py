"""Where a pattern of units matches in a segment, by shifting and intersecting lists of places.

A row of m units is covered by ⌈m/2⌉ bigrams. A pattern with gaps is worked from its right end: of each row stays where
what follows begins within the gap, as long as no mark and no end of a text is in the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.errors import QueryLimitError
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.rows import encode
from indexer.engines.whoosh.segment import AFTER_ALL, SegmentArrays
from indexer.engines.whoosh.units import NOWHERE, Places, UnitIndex
from indexer.engines.whoosh.words import NO_POSTINGS, Postings
from indexer.language.units import is_mark
from indexer.query.matching import Gap, Like, OneOf, Pattern, Slot, Stem, rows_and_gaps
from indexer.settings import MAX_WILDCARD_WORDS

Choice: TypeAlias = tuple[int, ...]
"""The numbers of the units that may stand at one place of a pattern; none where no text holds any of them."""

_HAN_FIRST, _HAN_END = encode("\u3400"), encode("\ua000")
"""Where most of the units lie and no word does: each of these characters is a unit by itself."""

PAIRED_CHOICES = 4_096
"""Pairs of units beyond which two choices in a row are looked up each by itself."""


class Matches(NamedTuple):
    """Where matches begin, ascending, and the place after the last unit of each."""

    starts: Places
    ends: Places


def occurrences(segment: SegmentArrays, field: str, pattern: Pattern) -> Postings:
    """The documents in which a pattern matches, with the number of units at which a match starts.

    Raises QueryLimitError when a wildcard stands for more than ``settings.MAX_WILDCARD_WORDS`` words.
    """
    index = segment.files.units[field]
    if (units := _pair(pattern)) is not None:
        # Counting anew where a bigram stands is about as quick as keeping what was counted.
        number = index.bigram(*units)
        return NO_POSTINGS if number is None else segment.counted(field, index.of_number(number))

    def found() -> Postings:
        if len(pattern.slots) == 1:
            # Nothing follows that would need the places in order, and there may be very many.
            lists = [index.of_unit(unit) for unit in _choice(index, pattern.slots[0])]
            return segment.counted(field, _joined(lists), ascending=False)
        return segment.counted(field, matches(segment, field, pattern).starts)

    return segment.cached((field, pattern), found)


def frequency(segment: SegmentArrays, field: str, pattern: Pattern) -> int | None:
    """How many documents a pattern matches in, where that is known ahead: it is a bigram at very many places."""
    index = segment.files.units[field]
    number = index.bigram(*units) if (units := _pair(pattern)) else None
    return None if number is None else index.frequencies.get(number)


def occurrences_among(segment: SegmentArrays, field: str, pattern: Pattern, documents: Integers) -> Postings:
    """As :func:`occurrences`, but among some documents only, which ascend, of a pattern of known frequency."""
    index = segment.files.units[field]
    number = index.bigram(*units) if (units := _pair(pattern)) else None
    places = NOWHERE if number is None else index.of_number(number)
    first, end = np.searchsorted(places, [index.text_starts[documents], index.text_starts[documents + 1]])
    held = np.flatnonzero(end > first)
    return Postings(documents[held].astype(np.int32), (end - first)[held])


def _pair(pattern: Pattern) -> tuple[str, str] | None:
    """The two units that a pattern is, if it is just that."""
    match pattern.slots:
        case (str(one), str(other)):
            return one, other
    return None


def matches(segment: SegmentArrays, field: str, pattern: Pattern) -> Matches:
    """Every match of a pattern, the shortest from where it starts.

    Raises QueryLimitError as :func:`occurrences` does.
    """
    index = segment.files.units[field]
    rows, gaps = rows_and_gaps(pattern.slots)
    if not rows:
        return Matches(NOWHERE, NOWHERE)
    lead, *between, trail = gaps
    found = _standing(index, rows[-1])
    if trail.least:
        free = _next_stops(segment, field, found.ends) >= found.ends + trail.least
        found = Matches(found.starts[free], found.ends[free] + trail.least)
    for row, gap in zip(reversed(rows[:-1]), reversed(between), strict=True):
        found = _across(segment, field, _standing(index, row), gap, found)
    if lead.least:
        starts = found.starts - lead.least
        free = (starts >= 0) & (_next_stops(segment, field, starts) >= found.starts)
        found = Matches(starts[free], found.ends[free])
    return found


def _standing(index: UnitIndex, row: tuple[Slot, ...]) -> Matches:
    """Where a row without gaps stands."""
    starts = _row(index, [_choice(index, slot) for slot in row])
    return Matches(starts, starts + len(row))


def _choice(index: UnitIndex, slot: Slot) -> Choice:
    match slot:
        case str():
            number = index.find(slot)
            return () if number is None else (number,)
        case OneOf(units=units):
            return tuple(number for unit in sorted(units) if (number := index.find(unit)) is not None)
        case Like(shape=shape):
            prefix = re.split(r"[*?]", shape)[0]
        case Stem(stem=stem):
            prefix = stem[0]
        case Gap():
            raise TypeError("a gap is no choice of units")
    choice = tuple(number for number, unit in _lexicon(index, prefix) if slot.matches(unit))
    if len(choice) > MAX_WILDCARD_WORDS:
        message = (
            f"A wildcard stands for more than {MAX_WILDCARD_WORDS} words; give more letters of the word."
        )
        raise QueryLimitError("wildcard-words", MAX_WILDCARD_WORDS, message)
    return choice


def _lexicon(index: UnitIndex, prefix: str) -> Iterator[tuple[int, str]]:
    """The units that begin with a prefix; without one, those that may be words."""
    start = encode(prefix)
    stretches = [(start, start + AFTER_ALL)] if prefix else [(b"", _HAN_FIRST), (_HAN_END, AFTER_ALL)]
    return chain.from_iterable(index.between(*stretch) for stretch in stretches)


def _row(index: UnitIndex, row: Sequence[Choice]) -> Places:
    """Where units of the choices stand in a row, ascending."""
    if not all(row):
        return NOWHERE
    if len(row) == 1:
        return np.sort(_joined([index.of_unit(unit) for unit in row[0]]))
    last = len(row) - 2
    lists = []
    for offset in (*range(0, last, 2), last):
        pairs = _pairs(index, row[offset], row[offset + 1])
        if not len(pairs):
            return pairs
        lists.append((offset, pairs))
    if len(lists) == 1:
        return pairs
    lists.sort(key=lambda entry: len(entry[1]))
    offset, rarest = lists[0]
    places: Places = rarest - offset
    for offset, pairs in lists[1:]:
        places = places[among(places + offset, pairs)]
    return places


def _pairs(index: UnitIndex, one: Choice, other: Choice) -> Places:
    """Where a unit of one choice is followed by a unit of the other, ascending."""
    if len(one) == len(other) == 1:
        return index.of_bigram(one[0], other[0])
    if len(one) * len(other) > PAIRED_CHOICES:
        firsts = _row(index, [one])
        followed: Places = firsts[among(firsts + 1, _row(index, [other]))]
        return followed
    return np.sort(_joined([index.of_bigram(*pair) for pair in product(one, other)]))


def _across(segment: SegmentArrays, field: str, row: Matches, gap: Gap, following: Matches) -> Matches:
    """The row where what follows begins a gap away: what begins nearest ends first."""
    if not len(row.starts) or not len(following.starts):
        return Matches(NOWHERE, NOWHERE)
    nearest = np.searchsorted(following.starts, row.ends + gap.least)
    nearest[nearest == len(following.starts)] = 0
    begin = following.starts[nearest]
    reach = np.minimum(row.ends + gap.most, _next_stops(segment, field, row.ends))
    kept = (row.ends + gap.least <= begin) & (begin <= reach)
    return Matches(row.starts[kept], following.ends[nearest[kept]])


def _next_stops(segment: SegmentArrays, field: str, places: Places) -> Places:
    """The first place at or after each that no gap reaches across: a mark, or the empty place after each text."""
    index = segment.files.units[field]

    def stops() -> Places:
        marks = [index.of_unit(number) for number, unit in index.between(b"", AFTER_ALL) if is_mark(unit)]
        return np.sort(_joined([*marks, index.text_starts[1:] - 1]))

    every = segment.cached((field, "stops"), stops)
    found: Places = every[np.searchsorted(every, places)]
    return found


def among(places: Places, sorted_places: Places) -> NDArray[np.bool_]:
    """Which of the places are among the others, which are sorted."""
    if not len(sorted_places):
        return np.zeros(len(places), np.bool_)
    nearest = np.searchsorted(sorted_places, places)
    nearest[nearest == len(sorted_places)] = 0
    among: NDArray[np.bool_] = sorted_places[nearest] == places
    return among


def _joined(lists: Sequence[Places]) -> Places:
    return lists[0] if len(lists) == 1 else np.concatenate([NOWHERE, *lists])
