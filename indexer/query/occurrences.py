"""Occurrences: every place where what a query asks of texts stands, the one definition that engines share.

A literal, a wildcard and a document number occur wherever they match, an expanded term wherever it or one of its equals
does. Matches may overlap, and what matches the very same units is one occurrence. Of a nearness occurs its first side,
where a chain leads from it through the others. What is excluded, and what the metadata says, occurs nowhere. Terms are
to be made literals before, see :mod:`indexer.query.literal`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal as Choice
from typing import TypeAlias

from indexer.language.units import split_units
from indexer.query.ast import DocNumber, Literal, Near, Node, Not, Span, Term, TextLeaf, Wildcard, children
from indexer.query.matching import Pattern, compile_doc_number, compile_leaf
from indexer.query.nearness import leading, leaves

Field: TypeAlias = Choice["title", "text"]
FIELDS: tuple[Field, ...] = ("title", "text")


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a query is looked for in one field: patterns, and nearnesses."""

    field: Field
    patterns: tuple[Pattern, ...]
    nearnesses: tuple[Near, ...]

    @property
    def is_distinct(self) -> bool:
        """Whether no two of the patterns can match the same units, and nothing else is sought."""
        plain = all(isinstance(slot, str) for pattern in self.patterns for slot in pattern.slots)
        return not self.nearnesses and (plain or len(self.patterns) == 1)

    def places(self, units: tuple[str, ...]) -> list[Span]:
        """The occurrences among folded units, in order: the number of the first unit and that after the last."""
        found = {place for pattern in self.patterns for place in pattern.places(units)}
        for near in self.nearnesses:
            rows = [
                [place for leaf in in_field(side, self.field) for place in compile_leaf(leaf).places(units)]
                for side in near.parts
            ]
            found.update(leading(rows, near.distances))
        return sorted(found)

    def near_spans(self, text: str) -> list[Span]:
        """The occurrences of nearnesses in a text, in code points."""
        units = split_units(text)
        bare = Sought(self.field, (), self.nearnesses)
        return [units.span(first, end - first) for first, end in bare.places(units.texts)]


@lru_cache(maxsize=256)
def sought(query: Node, field: Field) -> Sought:
    """What of a query is looked for in a field."""
    parts = tuple(_asked(query))
    found = (
        (compile_leaf(part),)
        if isinstance(part, Term | Literal | Wildcard)
        else compile_doc_number(part.number)
        for part in parts
        if not isinstance(part, Near) and (isinstance(part, DocNumber) or _looks_in(part, field))
    )
    patterns = dict.fromkeys(pattern for several in found for pattern in several)
    return Sought(field, tuple(patterns), tuple(part for part in parts if isinstance(part, Near)))


def in_field(side: Node, field: Field) -> Iterator[TextLeaf]:
    """The text leaves of a side of a nearness that look in a field."""
    return (leaf for leaf in leaves(side) if _looks_in(leaf, field))


def _asked(node: Node) -> Iterator[TextLeaf | DocNumber | Near]:
    if isinstance(node, Term | Literal | Wildcard | DocNumber | Near):
        yield node
    elif not isinstance(node, Not):
        for part in children(node):
            yield from _asked(part)


def _looks_in(leaf: TextLeaf, field: Field) -> bool:
    return field == "title" or leaf.where == "any"
