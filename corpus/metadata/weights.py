"""Adding up what speaks for the places of a tree."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.vocabulary import places


def with_ancestors(own: Mapping[str, float]) -> dict[str, float]:
    """The weights of places and of those above them, each of which gathers what those below it weigh."""
    weights: dict[str, float] = {}
    for code, weight in own.items():
        for each in (code, *places().ancestors(code)):
            weights[each] = weights.get(each, 0) + weight
    return weights
