"""Counts over time as records for programs and spreadsheets: one period of one query a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indexer.exports import spreadsheet
from indexer.shares import per_10_000
from indexer.trends.trend import Counts, Trends

POINT_COLUMNS = ("query", "code", "label", "period", "documents", "of", "per_10000")
USE_COLUMNS = ("query", "rank", "code", "label", "published", "id", "title", "total")


def points(found: Trends) -> Iterator[dict[str, Any]]:
    """Every count: of each query, in all and by district or industry, in each period; undated documents have none.

    ``code`` and ``label`` are those of the district or industry, and empty where documents of all are counted;
    ``of`` is how many documents there are in that period, ``per_10000`` how many in ten thousand of these were found.
    """
    for panel in (found.whole, *found.values):
        for reading, counts in zip(found.queries, panel.series, strict=True):
            about = {"query": reading.q, "code": panel.code, "label": panel.label}
            for period, documents, of, share in _rows(found.periods, counts, panel.documents):
                share = None if share is None else round(share, 3)
                yield {**about, "period": period, "documents": documents, "of": of, "per_10000": share}


def uses(found: Trends) -> Iterator[dict[str, Any]]:
    """The districts of each query with the first document there, the earliest first."""
    for reading, each in zip(found.queries, found.first_use, strict=False):
        for rank, used in enumerate(each, 1):
            yield {"query": reading.q, "rank": rank, **used.to_json()}


def comma_separated(columns: tuple[str, ...], records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Records as a table for spreadsheets; what there is not is an empty cell."""
    return spreadsheet(
        columns,
        (["" if record[name] is None else str(record[name]) for name in columns] for record in records),
    )


def _rows(
    periods: tuple[str, ...], counts: Counts, every: Counts
) -> Iterator[tuple[str | None, int, int, float | None]]:
    yield from zip(periods, counts.counts, every.counts, counts.per_10_000(every), strict=True)
    if every.undated:
        yield None, counts.undated, every.undated, per_10_000(counts.undated, every.undated)
