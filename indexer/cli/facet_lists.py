"""Facets on a terminal: counts in lists, indented where a facet is a tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indexer.cli.console import faint, one_line, say, strong
from indexer.engine import FacetKey
from indexer.results import FacetValue

_SHOWN_VALUES = 15
"""Values of a facet that a terminal shows; the rest is counted."""


def show_facets(facets: Mapping[FacetKey, Sequence[FacetValue]]) -> None:
    """Write each facet that has values, its foremost values in their tree."""
    counted = {key: values for key, values in facets.items() if values}
    for place, (key, values) in enumerate(counted.items()):
        if place:
            say()
        say(strong(key))
        shown = values if key in ("year", "month") else _foremost(values)
        for value, depth in _tree(shown):
            mark = "*" if value.selected else " "
            code = "" if value.code == value.label else faint(f"  {value.code}")
            say(f"{value.count:>9,} {mark}{'  ' * depth}{one_line(value.label)}{code}")
        if len(shown) < len(values):
            say(faint(f"{'':>9}  and {len(values) - len(shown)} more"))


def _foremost(values: Sequence[FacetValue]) -> list[FacetValue]:
    """The most frequent values and the selected ones, with whatever they stand under."""
    parents = {value.code: value.parent for value in values}
    wanted: set[str] = set()
    for place, value in enumerate(values):
        above: str | None = value.code if place < _SHOWN_VALUES or value.selected else None
        while above in parents:
            wanted.add(above)
            above = parents[above]
    return [value for value in values if value.code in wanted]


def _tree(values: Sequence[FacetValue]) -> Iterator[tuple[FacetValue, int]]:
    """Each value with its depth, right below what it stands under."""
    listed = {value.code for value in values}
    below: defaultdict[str | None, list[FacetValue]] = defaultdict(list)
    for value in values:
        below[value.parent if value.parent in listed else None].append(value)

    def walk(parent: str | None, depth: int) -> Iterator[tuple[FacetValue, int]]:
        for value in below[parent]:
            yield value, depth
            yield from walk(value.code, depth + 1)

    return walk(None, 0)
