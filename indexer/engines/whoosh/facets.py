"""The facets of a generation: which document bears which values, ready to be counted over any result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers, bounds
from indexer.engines.whoosh.rows import decode
from indexer.engines.whoosh.terms import merge_terms
from indexer.engines.whoosh.values import ValueCodes

_DENSE = 4
"""From one document in so many on, looking at the values of all documents is faster than at those of each."""


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of all documents, one document after the other.

    ``values`` are numbers in ``names``, ``holders`` the document of each, ascending; the values of a document begin
    at its number in ``starts``, which has one more entry than there are documents.
    """

    names: Sequence[str]
    values: NDArray[np.intp]
    holders: NDArray[np.int32]
    starts: NDArray[np.int64]

    def counts(self, documents: Integers, frequent_first: bool = True) -> Mapping[str, int]:
        """How many of the documents, which ascend, bear each value; values that none bears are left out.

        The most frequent come first, and those equally frequent in the order of ``names``; or all in that order.
        """
        totals = np.bincount(self.values[self._places(documents)], minlength=len(self.names))
        present = np.flatnonzero(totals)
        if frequent_first:
            present = present[np.argsort(-totals[present], kind="stable")]
        names = self.names
        return dict(
            zip([names[number] for number in present.tolist()], totals[present].tolist(), strict=True)
        )

    def _places(self, documents: Integers) -> NDArray[np.bool_] | NDArray[np.int64]:
        """Where the values of the documents stand, as places or as a mask."""
        if len(documents) * _DENSE > len(self.starts):
            inside = np.zeros(len(self.starts) - 1, np.bool_)
            inside[documents] = True
            return inside[self.holders]
        firsts = self.starts[documents]
        sizes = self.starts[1:][documents] - firsts
        ends = np.cumsum(sizes)
        places: NDArray[np.int64] = np.repeat(firsts - ends + sizes, sizes)
        places += np.arange(len(places))
        return places


def facet_column(fields: Sequence[ValueCodes]) -> FacetColumn:
    """The column of a field, out of that of each segment."""
    terms, numbers = merge_terms(one.terms for one in fields)
    values = [new[one.codes.whole()] for new, one in zip(numbers, fields, strict=True)]
    sizes = [one.sizes.whole() for one in fields]
    return _column([decode(term) for term in terms], _joined(values), _joined(sizes))


def period_column(days: Integers, width: int) -> FacetColumn:
    """The years (``width`` 4) or months (7) of days such as 20200730; a day that is 0 is in none."""
    dated = days > 0
    periods, values = np.unique(days[dated] // (10_000 if width == 4 else 100), return_inverse=True)
    names = [f"{period:04}" if width == 4 else _month(period) for period in periods.tolist()]
    return _column(names, values, dated)


def _month(number: int) -> str:
    return f"{number // 100:04}-{number % 100:02}"


def _column(names: Sequence[str], values: Integers, sizes: Integers | NDArray[np.bool_]) -> FacetColumn:
    holders = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return FacetColumn(names, values.astype(np.intp), holders, bounds(sizes))


def _joined(arrays: Sequence[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int32), *arrays])
