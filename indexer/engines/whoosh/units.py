"""The units of a field: one array of places, ordered by the unit that stands there and the unit that follows it.

A bigram is a slice of it, and so is a single unit. Unit 0 is the empty one: it follows the last unit of a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Integers, Section, bounds, narrow
from indexer.engines.whoosh.rows import SEPARATOR, Rows, bits, encode, first_places, run_starts
from indexer.engines.whoosh.runs import joined_starts, kept_lengths, targets
from indexer.engines.whoosh.terms import Terms, chosen, merge_terms, term_arrays

Places: TypeAlias = NDArray[np.signedinteger]
"""Where units stand in a segment: each document's positions from where the one before ended, plus one."""

WIDTH = 63
"""Bits that a bigram and its place may take together to be sorted as one number."""

_HALF = 32
_STRETCH = 32
"""Places in a stretch: few enough that a text rarely ends in one."""
_FEW_PLACES = 100
"""Places up to which each is looked up among the texts."""


class UnitIndex:
    """The units of a field as they lie in a file."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self.vocabulary = Terms(sections)
        self.heads = sections["heads"]
        self.followers = sections["followers"]
        self.starts = sections["starts"]
        self.places = sections["places"]
        self.lengths = sections["lengths"]

    def of_unit(self, unit: bytes) -> Places:
        """Where a unit stands, whatever follows; ascending for each unit that follows, not over all."""
        number = self.vocabulary.find(unit)
        if number is None:
            return self.places.part(0, 0)
        first, last = self.heads.pair(number)
        return self.places.part(self.starts.at(first), self.starts.at(last))

    def of_bigram(self, unit: bytes, following: bytes) -> Places:
        """Where a unit is followed by another, ascending."""
        one, other = self.vocabulary.find(unit), self.vocabulary.find(following)
        if one is not None and other is not None:
            first, last = self.heads.pair(one)
            number = self.followers.lower(other, first, last)
            if number < last and self.followers.at(number) == other:
                return self.of_number(number)
        return self.places.part(0, 0)

    def of_number(self, number: int) -> Places:
        """Where a bigram stands by its number."""
        return self.places.part(*self.starts.pair(number))

    @cached_property
    def text_starts(self) -> NDArray[np.int32]:
        """The place of the first unit of each document, and at the end that after all of them."""
        return first_places(self.lengths.whole().astype(np.int64)).astype(np.int32)

    def holders(self, places: Places) -> NDArray[np.int32]:
        """The document that each place lies in."""
        if len(places) < _FEW_PLACES:
            return (np.searchsorted(self.text_starts, places, side="right") - 1).astype(np.int32)
        holders = self._stretch_holders[places // _STRETCH]
        ends = self.text_starts[1:]
        while len(beyond := np.flatnonzero(places >= ends[holders])):
            holders[beyond] += 1
        return holders

    @cached_property
    def _stretch_holders(self) -> NDArray[np.int32]:
        """The document in which each stretch of so many places begins: nearly always that of any place in it."""
        firsts = -(-self.text_starts // _STRETCH)
        return np.repeat(np.arange(len(firsts) - 1, dtype=np.int32), np.diff(firsts))

    @cached_property
    def bigrams(self) -> Bigrams:
        """The bigrams as terms, in order."""
        return Bigrams(self)


class Bigrams(Sequence[bytes]):
    """The bigrams as terms: a unit, a separator and what follows it."""

    def __init__(self, index: UnitIndex) -> None:
        self._index = index
        self._heads = index.heads.whole()

    def __len__(self) -> int:
        return len(self._index.followers)

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        vocabulary = self._index.vocabulary
        unit = int(np.searchsorted(self._heads, number, side="right")) - 1
        (following,) = self._index.followers.part(number, number + 1).tolist()
        term: bytes = vocabulary[unit] + SEPARATOR + vocabulary[following]
        return term

    def find(self, term: bytes) -> int | None:
        """The number of a bigram, or None."""
        number = bisect_left(self, term)
        return number if number < len(self) and self[number] == term else None


def invert_units(rows: Rows) -> Arrays:
    """The arrays of a field's units."""
    vocabulary, tokens, lengths = rows.ranked()
    tokens += 1
    width = bits(len(vocabulary) + 1)
    keys = tokens.astype(np.int64)
    keys <<= width
    # The first unit of a document follows none.
    tokens[bounds(lengths)[:-1][lengths > 0]] = 0
    keys[:-1] |= tokens[1:]
    del tokens
    places = np.arange(len(keys), dtype=np.int32)
    places += np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    place_width = bits(len(places) + len(lengths) + 1)
    if 2 * width + place_width <= WIDTH:
        # The bigram and its place as one number sorts several times faster than the bigrams' order is found.
        keys <<= place_width
        keys |= places
        keys.sort()
        places = (keys & ((1 << place_width) - 1)).astype(np.int32)
        keys >>= place_width
    else:
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], places[order]
    firsts = run_starts(keys)
    bigrams = keys[firsts]
    return _arrays(
        [b"", *map(encode, vocabulary)],
        bigrams >> width,
        bigrams & ((1 << width) - 1),
        np.append(firsts, len(keys)),
        places,
        lengths,
    )


def merge_units(parts: Sequence[UnitIndex], kept: Sequence[NDArray[np.bool_]]) -> Arrays:
    """The arrays of several segments' units as one, without the documents that are not kept."""
    lengths = [part.lengths.whole()[alive].astype(np.int64) for part, alive in zip(parts, kept, strict=True)]
    begin = 0
    pairs, sizes, stays, shifts, units = [], [], [], [], []
    for part, alive, remaining in zip(parts, kept, lengths, strict=True):
        spans = part.lengths.whole().astype(np.int64) + 1
        moves = np.zeros(len(spans), np.int64)
        moves[alive] = begin + first_places(remaining)[:-1]
        moves -= first_places(spans - 1)[:-1]
        begin += int(np.sum(remaining + 1))
        shifts.append((moves.astype(np.int32), spans))
        stay = np.repeat(alive, spans)[part.places.whole()]
        stays.append(stay)
        left = kept_lengths(part.starts.whole(), stay)
        used = np.flatnonzero(left)
        sizes.append(left[used])
        pairs.append((_firsts(part)[used], part.followers.whole()[used]))
        units.append(np.unique(np.concatenate((np.zeros(1, np.int64), *pairs[-1]))))
    vocabulary, numbers = merge_terms(
        chosen(part.vocabulary, used) for part, used in zip(parts, units, strict=True)
    )
    keys = [
        new[np.searchsorted(used, first)] << _HALF | new[np.searchsorted(used, second)]
        for new, used, (first, second) in zip(numbers, units, pairs, strict=True)
    ]
    bigrams = np.unique(np.concatenate(keys))
    groups = [np.searchsorted(bigrams, one) for one in keys]
    starts = joined_starts(groups, sizes, len(bigrams))
    merged = np.empty(starts[-1], np.int32)
    for part, stay, shift, goes in zip(parts, stays, shifts, targets(groups, sizes, starts), strict=True):
        places = part.places.whole()[stay]
        merged[goes] = places + np.repeat(*shift)[places]
    return _arrays(
        vocabulary, bigrams >> _HALF, bigrams & ((1 << _HALF) - 1), starts, merged, np.concatenate(lengths)
    )


def _firsts(part: UnitIndex) -> NDArray[np.int64]:
    """The first unit of each bigram."""
    heads = part.heads.whole()
    return np.repeat(np.arange(len(heads) - 1), (heads[1:] - heads[:-1]).astype(np.int64))


def _arrays(
    vocabulary: list[bytes],
    firsts: Integers,
    followers: Integers,
    starts: Integers,
    places: Integers,
    lengths: Integers,
) -> Arrays:
    return {
        **term_arrays(vocabulary),
        "heads": narrow(np.searchsorted(firsts, np.arange(len(vocabulary) + 1))),
        "followers": narrow(followers),
        "starts": narrow(starts),
        "places": places.astype(np.int32, copy=False),
        "lengths": narrow(lengths),
    }
