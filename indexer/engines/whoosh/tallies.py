"""Results over time, and the first document of each value, by array operations over the columns of a generation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from indexer.engine import FacetKey, FirstUse, PeriodKey, SearchRequest, Timeline, Timelines
from indexer.engines.whoosh.answer import found_documents
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.facets import period_names, periods_of
from indexer.engines.whoosh.generation import Generation


def timelines(
    generation: Generation, request: SearchRequest, by: PeriodKey, split: FacetKey | None
) -> Timelines:
    """The timeline of a result, and of the values of a facet."""
    documents = found_documents(generation, request)
    width = 4 if by == "year" else 7
    numbers, periods = np.unique(periods_of(generation.days[documents], width), return_inverse=True)
    owners = generation.families[documents] if request.collapse else None
    names = period_names(numbers.tolist(), width)
    whole = _timelines(np.zeros(len(documents), np.int64), 1, periods, names, owners)
    if split is None:
        return Timelines(whole[0])
    column = generation.facet(split)
    values, holders = column.borne_by(documents)
    several = _timelines(
        values, len(column.names), periods[holders], names, None if owners is None else owners[holders]
    )
    return Timelines(
        whole[0], {name: line for name, line in zip(column.names, several, strict=True) if line.total}
    )


def first_uses(generation: Generation, request: SearchRequest, key: FacetKey) -> Mapping[str, FirstUse]:
    """The earliest dated document of a result that bears each value of a facet."""
    documents = found_documents(generation, request)
    days = generation.days[documents]
    documents, days = documents[days > 0], days[days > 0]
    order = np.lexsort((generation.id_ranks(documents), days))
    column = generation.facet(key)
    # The values of one document after the other, so that the first bearer of each comes first.
    values, holders = column.borne_by(documents[order])
    borne, places = np.unique(values, return_index=True)
    holders = holders[places]
    by_time = np.lexsort((borne, holders))
    firsts = order[holders[by_time]]
    return {
        column.names[value]: FirstUse(date(day // 10_000, day // 100 % 100, day % 100), id)
        for value, day, id in zip(
            borne[by_time].tolist(),
            days[firsts].tolist(),
            generation.document_ids(documents[firsts]),
            strict=True,
        )
    }


def _timelines(
    values: Integers, count: int, periods: Integers, names: list[str], owners: Integers | None
) -> list[Timeline]:
    """The timelines of so many values. Documents bear the values, are of the periods and count once for each owner."""
    width = max(len(names), 1)
    totals = _tally(values, count, owners)
    table = _tally(values * width + periods, count * width, owners).reshape(count, width)
    # Only an undated document is of the period 0, which comes first.
    first = int(bool(names) and names[0] == "")
    return [
        Timeline(
            total,
            row[0] if first else 0,
            {name: number for name, number in zip(names[first:], row[first:], strict=False) if number},
        )
        if total
        else Timeline()
        for total, row in zip(totals.tolist(), table.tolist(), strict=True)
    ]


def _tally(groups: Integers, count: int, owners: Integers | None) -> NDArray[np.int64]:
    """How many there are in each of so many groups, or how many owners these have."""
    if owners is None:
        return np.bincount(groups, minlength=count).astype(np.int64)
    width = int(owners.max(initial=0)) + 1
    pairs = np.unique(groups.astype(np.int64) * width + owners)
    return np.bincount(pairs // width, minlength=count).astype(np.int64)
