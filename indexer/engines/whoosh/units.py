"""The units of a field: one array of places, ordered by the unit that stands there and the unit that follows it.

A bigram is a slice of it, and so is a single unit. Unit 0 is the empty one: it follows the last unit of a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Section
from indexer.engines.whoosh.rows import SEPARATOR, decode, encode, first_places
from indexer.engines.whoosh.terms import Terms

Places: TypeAlias = NDArray[np.signedinteger]
"""Where units stand in a segment: each document's positions from where the one before ended, plus one."""

NOWHERE: Places = np.empty(0, np.int32)

_STRETCH_BITS = 5
"""Bits of a place that say where in its stretch it is; few, so that a text rarely ends in a stretch."""
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
        self._sections = sections
        self._known: dict[str, int] = {}

    def find(self, unit: str) -> int | None:
        """The number of a unit, or None where no text holds it."""
        number = self._known.get(unit)
        if number is None and (number := self.vocabulary.find(encode(unit))) is not None:
            self._known[unit] = number
        return number

    def between(self, first: bytes, before: bytes) -> Iterator[tuple[int, str]]:
        """The units from one on and before another, with their numbers; the empty one is left out."""
        numbers = range(max(1, self.vocabulary.lower(first)), self.vocabulary.lower(before))
        return ((number, decode(self.vocabulary[number])) for number in numbers)

    def of_unit(self, unit: int) -> Places:
        """Where a unit stands, whatever follows; ascending for each unit that follows, not over all."""
        first, last = self.heads.pair(unit)
        return self.places.part(self.starts.at(first), self.starts.at(last))

    def of_bigram(self, unit: int, following: int) -> Places:
        """Where a unit is followed by another, ascending."""
        number = self._number(unit, following)
        return NOWHERE if number is None else self.of_number(number)

    def bigram(self, one: str, other: str) -> int | None:
        """The number of a bigram, or None where no text holds it."""
        unit, following = self.find(one), self.find(other)
        return None if unit is None or following is None else self._number(unit, following)

    def _number(self, unit: int, following: int) -> int | None:
        first, last = self.heads.pair(unit)
        number = self.followers.lower(following, first, last)
        return number if number < last and self.followers.at(number) == following else None

    def of_number(self, number: int) -> Places:
        """Where a bigram stands by its number."""
        return self.places.part(*self.starts.pair(number))

    def most(self, row: Sequence[str]) -> int:
        """How often a row of units stands at most: as often as the rarest bigram in it."""
        numbers = [self.find(unit) for unit in row]
        if len(numbers) == 1 and (only := numbers[0]) is not None:
            first, last = self.heads.pair(only)
            return self.starts.at(last) - self.starts.at(first)
        least = 0
        for one, other in pairwise(numbers):
            number = None if one is None or other is None else self._number(one, other)
            if number is None:
                return 0
            start, end = self.starts.pair(number)
            least = min(least, end - start) if least else end - start
        return least

    @cached_property
    def frequencies(self) -> Mapping[int, int]:
        """How many documents hold each of the bigrams that stand at many places, as counted ahead."""
        numbers, counts = (self._sections[name].whole().tolist() for name in ("frequent", "frequencies"))
        return dict(zip(numbers, counts, strict=True))

    @cached_property
    def text_starts(self) -> NDArray[np.int32]:
        """The place of the first unit of each document, and at the end that after all of them."""
        return first_places(self.lengths.whole().astype(np.int64)).astype(np.int32)

    def holders(self, places: Places) -> NDArray[np.int32]:
        """The document that each place lies in."""
        if len(places) < _FEW_PLACES:
            return (np.searchsorted(self.text_starts, places, side="right") - 1).astype(np.int32)
        holders: NDArray[np.int32] = self._stretch_holders[places >> _STRETCH_BITS]
        ends = self.text_starts[1:]
        while len(beyond := (places >= ends[holders]).nonzero()[0]):
            holders[beyond] += 1
        return holders

    @cached_property
    def _stretch_holders(self) -> NDArray[np.int32]:
        """The document in which each stretch of so many places begins: nearly always that of any place in it."""
        firsts = -(-self.text_starts >> _STRETCH_BITS)
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
