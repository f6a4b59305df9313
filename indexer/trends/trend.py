"""How many documents there were when: of one query or several, of how many in all, and where each was used first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from corpus.errors import RequestError
from corpus.vocabulary import industries, places
from indexer.counting import counted_search
from indexer.engine import Engine, PeriodKey, SearchRequest, Timeline
from indexer.facets import value_label
from indexer.parameters import SearchParameters, choice
from indexer.query.ast import Everything
from indexer.results import QueryReading
from indexer.settings import MAX_TREND_QUERIES, TREND_VALUES
from indexer.shares import per_10_000
from indexer.trends.levels import LEVELS, Level, below, places_at
from indexer.trends.periods import axis, can_be_drawn

Split: TypeAlias = Literal["district", "industry"]
PERIOD_KEYS: tuple[PeriodKey, ...] = get_args(PeriodKey)
SPLITS: tuple[Split, ...] = get_args(Split)


@dataclass(frozen=True, slots=True)
class TrendParameters:
    """A count over time as a user asks for it, none of it checked.

    ``search`` has the first query and the filters, which hold for all; ``versus`` are further queries. ``by`` is year
    or month; without it months are counted, unless these are too many. ``split`` tells districts or industries apart:
    those at the top, or below the ones that are filtered for, or the districts of a ``level`` (province, city, county).
    ``first_use`` asks for the district that used each query first, and all others in turn.
    """

    search: SearchParameters
    versus: tuple[str, ...] = ()
    by: str = ""
    split: str = ""
    level: str = ""
    first_use: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents in all, without a date, and in each period of the axis."""

    total: int
    undated: int
    counts: tuple[int, ...]

    def per_10_000(self, every: Counts) -> tuple[float | None, ...]:
        """The share of these among every document of the same period, in ten-thousandths; None where there is none."""
        return tuple(per_10_000(one, whole) for one, whole in zip(self.counts, every.counts, strict=True))

    def to_json(self, every: Counts | None = None) -> dict[str, Any]:
        """The API's form; with shares where ``every`` says of what."""
        counts = {"total": self.total, "undated": self.undated, "counts": list(self.counts)}
        if every is None:
            return counts
        shares = (None if share is None else round(share, 3) for share in self.per_10_000(every))
        return {**counts, "per_10000": list(shares)}


@dataclass(frozen=True, slots=True)
class Panel:
    """One district or industry, or all under an empty ``code``: its documents, and for each query those found."""

    code: str
    label: str
    documents: Counts
    series: tuple[Counts, ...]

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "code": self.code,
            "label": self.label,
            "documents": self.documents.to_json(),
            "series": [counts.to_json(self.documents) for counts in self.series],
        }


class Used(NamedTuple):
    """A district, the first document there that a query finds, and how many it finds there in all."""

    code: str
    label: str
    published: date
    id: str
    title: str
    lang: str
    total: int

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {**self._asdict(), "published": self.published.isoformat()}


@dataclass(frozen=True, slots=True)
class Trends:
    """Counts over a continuous axis of years or months: ``whole``, and in ``values`` by what they were split by.

    ``queries`` say how each query was read. ``first_use`` has for each query the districts, that of the earliest
    document first; it is empty unless it was asked for.
    """

    by: PeriodKey
    periods: tuple[str, ...]
    queries: tuple[QueryReading, ...]
    whole: Panel
    split: Split | None = None
    level: Level | None = None
    values: tuple[Panel, ...] = ()
    first_use: tuple[tuple[Used, ...], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "by": self.by,
            "periods": list(self.periods),
            "queries": [reading.to_json() for reading in self.queries],
            "whole": self.whole.to_json(),
            "split": self.split,
            "level": self.level,
            "values": [panel.to_json() for panel in self.values],
            "first_use": [[used.to_json() for used in uses] for uses in self.first_use],
        }


def trends(engine: Engine, parameters: TrendParameters, label_lang: str = "zh-Hans") -> Trends:
    """Count the documents of queries over time, with labels in ``label_lang``.

    Which documents are counted says :func:`indexer.counting.counted_search`; beside them stand all documents that the
    filters let through. Raises RequestError, naming the parameter, for a bad value, and what
    :func:`indexer.search.search` does.
    """
    by = choice("by", parameters.by or "month", PERIOD_KEYS)
    split = choice("split", parameters.split, SPLITS) if parameters.split else None
    level = choice("level", parameters.level, LEVELS) if parameters.level else None
    asked = [counted_search(engine, replace(parameters.search, q=q)) for q in _queries(parameters)]
    # All counts are of one generation, whatever is committed meanwhile.
    engine = engine.snapshot()
    requests = [one.request for one in asked]
    everything = replace(requests[0], query=Everything())
    every = engine.timelines(everything, by, split)
    if not parameters.by and not can_be_drawn(every.whole.periods, by):
        by = "year"
        every = engine.timelines(everything, by, split)
    found = [engine.timelines(request, by, split) for request in requests]
    periods = axis(every.whole.periods, by)

    def counted(line: Timeline) -> Counts:
        return Counts(line.total, line.undated, tuple(line.periods.get(period, 0) for period in periods))

    values: tuple[Panel, ...] = ()
    nothing = Timeline()
    if split:
        totals: Counter[str] = Counter()
        for code in codes(split, requests[0], level):
            totals[code] = sum(one.by_value[code].total for one in found if code in one.by_value)
        values = tuple(
            Panel(
                code,
                value_label(split, code, label_lang),
                counted(every.by_value.get(code, nothing)),
                tuple(counted(one.by_value.get(code, nothing)) for one in found),
            )
            for code, total in totals.most_common(TREND_VALUES)
            if total
        )
    first_use: tuple[tuple[Used, ...], ...] = ()
    if parameters.first_use:
        by_district = (
            found
            if split == "district"
            else [engine.timelines(request, "year", "district") for request in requests]
        )
        first_use = tuple(
            _first_uses(engine, request, one.by_value, level, label_lang)
            for request, one in zip(requests, by_district, strict=True)
        )
    return Trends(
        by,
        periods,
        tuple(one.reading for one in asked),
        Panel("", "", counted(every.whole), tuple(counted(one.whole) for one in found)),
        split,
        level,
        values,
        first_use,
    )


def codes(key: Split, request: SearchRequest, level: Level | None) -> tuple[str, ...]:
    """The districts or industries that documents are told apart by under the filters of a request."""
    if key == "industry":
        return below(industries(), request.filters.industry)
    if level is None:
        return below(places(), request.filters.district)
    return places_at(level, request.filters.district)


def _queries(parameters: TrendParameters) -> tuple[str, ...]:
    more = (q.strip() for q in parameters.versus)
    queries = tuple(dict.fromkeys((parameters.search.q.strip(), *filter(None, more))))
    if len(queries) > MAX_TREND_QUERIES:
        raise RequestError(
            "q", f"there are {len(queries)} queries; at most {MAX_TREND_QUERIES} are counted at once"
        )
    return queries


def _first_uses(
    engine: Engine,
    request: SearchRequest,
    totals: Mapping[str, Timeline],
    level: Level | None,
    label_lang: str,
) -> tuple[Used, ...]:
    wanted = frozenset(codes("district", request, level))
    uses = {code: use for code, use in engine.first_uses(request, "district").items() if code in wanted}
    documents = engine.documents(use.id for use in uses.values())
    return tuple(
        Used(
            code,
            value_label("district", code, label_lang),
            use.day,
            use.id,
            document.title if document else "",
            document.lang if document else "",
            totals.get(code, Timeline()).total,
        )
        for (code, use), document in zip(uses.items(), documents, strict=True)
    )
