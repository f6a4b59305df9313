"""Where a segment's postings wait until it is written: rows of tokens as arrays, the rest as lists by term."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import TypeAlias, cast

from whoosh.fields import Schema

from indexer.engines.whoosh.inversion import Rows, iter_postings
from indexer.engines.whoosh.schema import RowField

Item: TypeAlias = tuple[str, bytes, int, float, bytes]
"""Field, term, document number, weight and value: a posting as Whoosh hands it about."""


@dataclass(slots=True)
class _PostingList:
    documents: array[int] = field(default_factory=lambda: array("i"))
    weights: array[float] = field(default_factory=lambda: array("f"))
    values: list[bytes] = field(default_factory=list)


class RowPool:
    """Takes the place of Whoosh's posting pool, which keeps and sorts a Python tuple for every posting."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._rows: defaultdict[str, Rows] = defaultdict(Rows)
        self._lists: defaultdict[str, defaultdict[bytes, _PostingList]] = defaultdict(
            lambda: defaultdict(_PostingList)
        )

    @property
    def tokens(self) -> int:
        """How many tokens wait in rows: what the memory they take grows with."""
        return sum(rows.tokens for rows in self._rows.values())

    def add(self, item: Item | tuple[str, tuple[str, ...], int, float, bytes]) -> None:
        """Add one posting, or one row of tokens in place of its postings; documents come in ascending order."""
        name, term, document, weight, value = item
        if isinstance(term, tuple):
            self._rows[name].add(document, term)
            return
        postings = self._lists[name][term]
        postings.documents.append(document)
        postings.weights.append(weight)
        postings.values.append(value)

    def iter_postings(self) -> Iterator[Item]:
        """Every posting in the order of field, term and document."""
        for name in sorted(self._rows.keys() | self._lists.keys()):
            sources = []
            if name in self._lists:
                sources.append(self._listed(name))
            if name in self._rows:
                sources.append(self._inverted(name))
            yield from merge(*sources) if len(sources) > 1 else sources[0]

    def cleanup(self) -> None:
        """Forget everything."""
        self._rows.clear()
        self._lists.clear()

    def _listed(self, name: str) -> Iterator[Item]:
        for term, postings in sorted(self._lists[name].items(), key=lambda entry: entry[0]):
            for document, weight, value in zip(
                postings.documents, postings.weights, postings.values, strict=True
            ):
                yield name, term, document, weight, value

    def _inverted(self, name: str) -> Iterator[Item]:
        inverted = cast(RowField, self._schema[name]).invert(self._rows.pop(name))
        for term, document, weight, value in iter_postings(inverted):
            yield name, term, document, weight, value
