"""The facets of a generation: which document bears which values, ready to be counted over any result.

Documents that bear the same values share a set of them. There are far fewer sets than documents, so of a large result
the sets are counted first, and then the values in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers, bounds
from indexer.engines.whoosh.rows import decode
from indexer.engines.whoosh.terms import merge_terms
from indexer.engines.whoosh.values import ValueCodes

_FEW = 8
"""Up to one document for so many members of all sets, going through the members of each document's set is faster."""


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The set of values of each document, by its number in ``sets``.

    The members of the sets stand one set after the other, from its number in ``starts`` on: ``values`` are numbers in
    ``names``, ``owners`` the set of each.
    """

    names: Sequence[str]
    sets: NDArray[np.intp]
    starts: NDArray[np.int64]
    values: NDArray[np.intp]
    owners: NDArray[np.intp]

    def counts(self, documents: Integers, frequent_first: bool = True) -> Mapping[str, int]:
        """How many of the documents bear each value; values that none bears are left out.

        The most frequent come first, and those equally frequent in the order of ``names``; or all in that order.
        """
        return self.listed(self.totals(documents), frequent_first)

    def totals(self, documents: Integers) -> NDArray[np.int64]:
        """How many of the documents bear each value, in the order of ``names``."""
        sets = self.sets[documents]
        if len(sets) * _FEW < len(self.values):
            return np.bincount(self.values[_runs(self.starts, sets)], minlength=len(self.names))
        by_set = np.bincount(sets, minlength=len(self.starts) - 1)
        # Sums of whole numbers are exact in floating point too.
        return np.bincount(self.values, by_set[self.owners], len(self.names)).astype(np.int64)

    def borne_by(self, documents: Integers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The values that the documents bear, and which of them bears each, by its place among them."""
        sets = self.sets[documents]
        sizes = self.starts[1:][sets] - self.starts[sets]
        return self.values[_runs(self.starts, sets)], np.repeat(np.arange(len(documents)), sizes)

    def listed(self, totals: NDArray[np.int64], frequent_first: bool) -> Mapping[str, int]:
        """The totals that are not 0 by the names of their values, in the order of :meth:`counts`."""
        (borne,) = totals.nonzero()
        if frequent_first:
            borne = borne[(-totals[borne]).argsort(kind="stable")]
        return dict(zip(map(self.names.__getitem__, borne.tolist()), totals[borne].tolist(), strict=True))


def facet_column(fields: Sequence[ValueCodes]) -> FacetColumn:
    """The column of a field, out of that of each segment."""
    terms, numbers = merge_terms(one.terms for one in fields)
    values = [new[one.codes.whole()] for new, one in zip(numbers, fields, strict=True)]
    sizes = [one.sizes.whole() for one in fields]
    return _column([decode(term) for term in terms], _joined(values), _joined(sizes))


def period_column(days: Integers, width: int) -> FacetColumn:
    """The years (``width`` 4) or months (7) of days such as 20200730; a day that is 0 is in none."""
    dated = days > 0
    periods, values = np.unique(periods_of(days[dated], width), return_inverse=True)
    return _column(period_names(periods.tolist(), width), values, dated)


def periods_of(days: Integers, width: int) -> Integers:
    """The years (``width`` 4) or months (7), such as 2020 or 202007, of days such as 20200730; of 0 it is 0."""
    return days // (10_000 if width == 4 else 100)


def period_names(periods: Iterable[int], width: int) -> list[str]:
    """The names of years such as 2020 (``width`` 4) or months such as 202007 (7); that of 0 is empty."""
    if width == 4:
        return [f"{year:04}" if year else "" for year in periods]
    return [f"{month // 100:04}-{month % 100:02}" if month else "" for month in periods]


def _column(names: Sequence[str], values: Integers, sizes: Integers | NDArray[np.bool_]) -> FacetColumn:
    """The column of documents of so many values each, which stand one document after the other and ascend in each."""
    firsts = bounds(sizes)
    for seed in count():
        # A set is told from others by the sum of one random number for each of its values, which wraps around.
        numbers = np.random.default_rng(seed).integers(2**64, size=len(names), dtype=np.uint64)
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(numbers[values])))
        _, samples, sets = np.unique(
            sums[firsts[1:]] - sums[firsts[:-1]], return_index=True, return_inverse=True
        )
        lengths = (firsts[1:] - firsts[:-1])[samples]
        if np.array_equal(values, values[_runs(firsts, samples[sets])]):
            break
    members = values[_runs(firsts, samples)].astype(np.intp)
    return FacetColumn(names, sets, bounds(lengths), members, np.repeat(np.arange(len(lengths)), lengths))


def _runs(starts: NDArray[np.int64], numbers: Integers) -> NDArray[np.int64]:
    """The places of what begins at ``starts``, for each of the numbers in turn."""
    firsts = starts[numbers]
    sizes = starts[1:][numbers] - firsts
    ends = np.cumsum(sizes)
    places: NDArray[np.int64] = np.repeat(firsts - ends + sizes, sizes)
    places += np.arange(len(places))
    return places


def _joined(arrays: Sequence[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int32), *arrays])
