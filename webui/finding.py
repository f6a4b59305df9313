"""Values of a facet that are looked for by name, and what is listed of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from indexer.engine import FacetKey
from indexer.finding_values import VOCABULARIES, values_named
from indexer.results import Facets, FacetValue

MOST_FOUND = 50
"""Values that are listed of those found, the most frequent ones."""


class Found(NamedTuple):
    """Values whose names were looked for, with those that they stand under; ``number`` of ``total`` were found."""

    typed: str
    values: tuple[FacetValue, ...]
    number: int
    total: int


def parameter(key: FacetKey) -> str:
    """The name of the parameter that holds what is typed to find a value of a facet."""
    return f"find_{key}"


def find(facets: Facets, given: MultiDict[str, str]) -> dict[FacetKey, Found]:
    """For each facet where a name is looked for, the values of the result that bear it."""
    return {
        key: _find(key, facets.every(key), typed)
        for key in VOCABULARIES
        if (typed := given.get(parameter(key), "").strip()) and key in facets
    }


def _find(key: FacetKey, values: Sequence[FacetValue], typed: str) -> Found:
    found = values_named(key, values, typed)
    by_code = {value.code: value for value in values}
    listed: set[str | None] = {value.code for value in values if value.selected}
    for value in found[:MOST_FOUND]:
        listed.add(value.code)
    for code in list(listed):
        while code is not None and (value_above := by_code.get(code)):
            listed.add(code)
            code = value_above.parent
    kept = tuple(value for value in values if value.code in listed)
    return Found(typed, kept, len(found), len(values))
