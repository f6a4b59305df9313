"""Making the arrays that :mod:`indexer.engines.whoosh.units` reads: of new texts, or of several segments as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Integers, bounds, narrow
from indexer.engines.whoosh.rows import Rows, bits, encode, first_places, run_starts
from indexer.engines.whoosh.runs import joined_starts, kept_lengths, targets
from indexer.engines.whoosh.terms import merge_terms, term_arrays
from indexer.engines.whoosh.units import Places, UnitIndex

WIDTH = 63
"""Bits that a bigram and its place may take together to be sorted as one number."""
FREQUENT = 4_096
"""Places from which on the documents that hold a bigram are counted ahead, so that no search looks at all of them."""
_HALF = 32
"""Bits of a unit's number in a bigram, where the units of several segments are numbered anew."""


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
    staying = [_staying(part, alive) for part, alive in zip(parts, kept, strict=True)]
    vocabulary, numbers = merge_terms(
        part.vocabulary.several(one.units) for part, one in zip(parts, staying, strict=True)
    )
    keys = [one.bigrams(new) for one, new in zip(staying, numbers, strict=True)]
    bigrams = np.concatenate(keys)
    # Each segment's are in order already, and this way of sorting makes use of that.
    bigrams.sort(kind="stable")
    bigrams = bigrams[run_starts(bigrams)]
    groups = [np.searchsorted(bigrams, one) for one in keys]
    sizes = [one.sizes for one in staying]
    starts = joined_starts(groups, sizes, len(bigrams))
    merged = np.empty(starts[-1], np.int32)
    begin = 0
    for one, goes in zip(staying, targets(groups, sizes, starts), strict=True):
        merged[goes] = one.places + np.int32(begin)
        begin += int(one.lengths.sum(dtype=np.int64)) + len(one.lengths)
    lengths = np.concatenate([one.lengths for one in staying])
    return _arrays(vocabulary, bigrams >> _HALF, bigrams & ((1 << _HALF) - 1), starts, merged, lengths)


class _Staying(NamedTuple):
    """What stays of a segment: bigrams by the numbers of their units, how often each stands, and where.

    ``units`` are the numbers of the units that are left, ascending.
    """

    units: NDArray[np.int64]
    firsts: Integers
    followers: Integers
    sizes: NDArray[np.int64]
    places: Places
    lengths: Integers

    def bigrams(self, new_numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The bigrams as one number each, once the units that are left are numbered anew."""
        renumbered = np.zeros(self.units[-1] + 1, np.int64)
        renumbered[self.units] = new_numbers
        return renumbered[self.firsts] << _HALF | renumbered[self.followers]


def _staying(part: UnitIndex, alive: NDArray[np.bool_]) -> _Staying:
    heads, starts, lengths = part.heads.whole(), part.starts.whole(), part.lengths.whole()
    firsts = np.repeat(np.arange(len(heads) - 1), np.diff(heads))
    followers, places = part.followers.whole(), part.places.whole()
    sizes = np.diff(starts).astype(np.int64)
    if not alive.all():
        spans = lengths.astype(np.int64) + 1
        stay = np.repeat(alive, spans)[places]
        sizes = kept_lengths(starts, stay)
        left = sizes > 0
        firsts, followers, sizes = firsts[left], followers[left], sizes[left]
        # Each place moves ahead by what lay before it of documents that are gone.
        gone = np.cumsum(np.where(alive, 0, spans)).astype(np.int32)
        places = places[stay]
        places = places - np.repeat(gone, spans)[places]
        lengths = lengths[alive]
    used = np.zeros(len(heads) - 1, np.bool_)
    # The empty unit is always there.
    used[0] = used[firsts] = used[followers] = True
    return _Staying(np.flatnonzero(used), firsts, followers, sizes, places, lengths)


def _arrays(
    vocabulary: list[bytes],
    firsts: Integers,
    followers: Integers,
    starts: Integers,
    places: Integers,
    lengths: Integers,
) -> Arrays:
    frequent = np.flatnonzero(np.diff(starts) >= FREQUENT)
    ends = first_places(lengths.astype(np.int64))[1:]
    frequencies = [_texts(ends, places[starts[one] : starts[one + 1]]) for one in frequent.tolist()]
    return {
        **term_arrays(vocabulary),
        "frequent": narrow(frequent),
        "frequencies": narrow(np.array(frequencies, np.int64)),
        "heads": narrow(np.searchsorted(firsts, np.arange(len(vocabulary) + 1))),
        "followers": narrow(followers),
        "starts": narrow(starts),
        "places": places.astype(np.int32, copy=False),
        "lengths": narrow(lengths),
    }


def _texts(ends: NDArray[np.int64], places: Integers) -> int:
    """In how many texts places lie, which ascend, each text ending before the next of ``ends``."""
    return len(run_starts(np.searchsorted(ends, places, side="right")))
