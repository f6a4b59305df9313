"""Where a pattern of units matches in a segment, by shifting and intersecting lists of places.

A row of m units is covered by ⌈m/2⌉ bigrams. A pattern with gaps is worked from its right end: the places from which
what follows matches are moved to the left across each gap, unit by unit, as long as no mark and no end of a text is
in the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, groupby, product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.errors import QueryLimitError
from indexer.engines.whoosh.rows import encode
from indexer.engines.whoosh.segment import AFTER_ALL, SegmentArrays
from indexer.engines.whoosh.units import Places
from indexer.engines.whoosh.words import Postings
from indexer.query.matching import Gap, Like, OneOf, Pattern, Stem
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
    # What follows, from right to left; None, before there is anything that follows.
    found: Matches | None = None
    trailing = 0
    for _, group in groupby(reversed(pattern.slots), key=lambda slot: isinstance(slot, Gap)):
        choices: list[Choice] = []
        for slot in group:
            if not isinstance(slot, Gap):
                choices.insert(0, _choice(segment, field, slot))
            elif found is None:
                trailing = slot.least
            else:
                found = _across(segment, field, slot, found)
        if choices:
            standing = _row(segment, field, choices)
            if found is None:
                standing = _followed(segment, field, standing, len(choices), trailing)
                found = Matches(standing, standing + (len(choices) + trailing))
            else:
                standing = standing[_among(standing + len(choices), found.starts)]
                found = Matches(standing, _ends_from(standing + len(choices), found))
    nowhere = segment.starts(field)[:0]
    return found or Matches(nowhere, nowhere)


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


def _across(segment: SegmentArrays, field: str, gap: Gap, following: Matches) -> Matches:
    """What follows, from the places from which it is a gap away."""
    reached = following.starts
    found = [reached] if gap.least == 0 else []
    for width in range(1, gap.most + 1):
        reached = reached - 1
        reached = reached[(reached >= 0) & ~_among(reached, _stops(segment, field))]
        if width >= gap.least:
            found.append(reached)
    starts = np.unique(np.concatenate(found))
    return Matches(starts, _ends_from(starts + gap.least, following))


def _ends_from(places: Places, matches: Matches) -> Places:
    """Where the match ends that is the first to begin at each of the places or after it."""
    ends: Places = matches.ends[np.searchsorted(matches.starts, places)]
    return ends


def _followed(segment: SegmentArrays, field: str, places: Places, width: int, count: int) -> Places:
    """Those of the places after whose ``width`` units so many more stand that are no marks."""
    for distance in range(width, width + count):
        places = places[~_among(places + distance, _stops(segment, field))]
    return places


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
