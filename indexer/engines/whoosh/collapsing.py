"""Families in place of documents: which document of each stands in a result, and how many families bear a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from indexer.engine import FamilyFound, RankedHit
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.facets import FacetColumn
from indexer.engines.whoosh.generation import Generation


def one_of_each(
    families: Integers, tiers: Sequence[Integers], ranked: Callable[[int, Integers], Integers]
) -> Iterator[Integers]:
    """The documents of each tier that stand for their families, ascending: the first in rank of each family.

    ``ranked`` puts documents of the tier of a number in order; it is asked only for those of which one is chosen.
    """
    seen = np.zeros(len(families), np.bool_)
    for tier, documents in enumerate(tiers):
        documents = documents[~seen[families[documents]]]
        several = _have_others(families, documents)
        order = ranked(tier, documents[several]) if several.any() else documents[:0]
        _, best = np.unique(families[order], return_index=True)
        chosen = np.sort(np.concatenate((documents[~several], order[best])))
        seen[families[chosen]] = True
        yield chosen


def family_counts(
    column: FacetColumn, families: Integers, documents: Integers, frequent_first: bool
) -> Mapping[str, int]:
    """How many families have a document among these that bears each value, in the order of ``FacetColumn.counts``."""
    several = _have_others(families, documents)
    totals = column.totals(documents[~several])
    values, holders = column.borne_by(documents[several])
    pairs = np.unique(values * len(families) + families[documents[several]][holders])
    return column.listed(totals + np.bincount(pairs // len(families), minlength=len(totals)), frequent_first)


def families_found(
    generation: Generation, hits: Sequence[RankedHit], found: Sequence[Integers]
) -> dict[str, FamilyFound]:
    """The families of hits by the hits' ids; ``found`` are all documents of the result."""
    members = np.bincount(generation.families[np.concatenate(found)], minlength=generation.size)
    numbers = [number for hit in hits if (number := generation.find(hit.id)) is not None]
    named_by = generation.families[numbers]
    names = generation.document_ids(named_by)
    copies = (members[named_by] - 1).tolist()
    return dict(zip((hit.id for hit in hits), map(FamilyFound, names, copies), strict=True))


def _have_others(families: Integers, documents: Integers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of the documents have others of their family among them."""
    own = families[documents]
    return np.bincount(own, minlength=1)[own] > 1
