"""The values of a field such as the district: a list of values, and for each document the numbers of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Integers, Section, bounds, narrow
from indexer.engines.whoosh.rows import Rows, encode
from indexer.engines.whoosh.terms import Terms, merge_terms, term_arrays


class ValueCodes:
    """The values of a field as they lie in a file: ``codes`` document after document, ``sizes`` of each."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self.terms = Terms(sections)
        self.codes = sections["codes"]
        self.sizes = sections["sizes"]

    @cached_property
    def holders(self) -> NDArray[np.int32]:
        """The document of each code."""
        sizes = self.sizes.whole()
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)

    def documents(self, number: int) -> NDArray[np.int32]:
        """The documents that bear a value by its number, ascending."""
        order, starts = self._by_value
        return self.holders[order[starts[number] : starts[number + 1]]]

    def first(self, document: int) -> bytes:
        """The first value of a document, empty where it has none."""
        start, end = self._bounds[document : document + 2].tolist()
        return self.terms[self.codes.at(start)] if start < end else b""

    @cached_property
    def _bounds(self) -> NDArray[np.int64]:
        return bounds(self.sizes.whole())

    @cached_property
    def _by_value(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        codes = self.codes.whole()
        return np.argsort(codes, kind="stable"), bounds(np.bincount(codes, minlength=len(self.terms)))


def value_arrays(rows: Rows) -> Arrays:
    """The arrays of a field's values."""
    vocabulary, codes, sizes = rows.ranked()
    return _arrays([encode(value) for value in vocabulary], codes, sizes)


def merge_values(parts: Sequence[ValueCodes], kept: Sequence[NDArray[np.bool_]]) -> Arrays:
    """The arrays of several segments' values as one, without the documents that are not kept."""
    staying = [part.codes.whole()[alive[part.holders]] for part, alive in zip(parts, kept, strict=True)]
    used = [np.unique(codes) for codes in staying]
    terms, numbers = merge_terms(part.terms.several(ones) for part, ones in zip(parts, used, strict=True))
    codes = [new[np.searchsorted(ones, old)] for new, ones, old in zip(numbers, used, staying, strict=True)]
    sizes = [part.sizes.whole()[alive] for part, alive in zip(parts, kept, strict=True)]
    return _arrays(terms, np.concatenate(codes), np.concatenate(sizes))


def _arrays(terms: list[bytes], codes: Integers, sizes: Integers) -> Arrays:
    return {**term_arrays(terms), "codes": narrow(codes), "sizes": narrow(sizes)}
