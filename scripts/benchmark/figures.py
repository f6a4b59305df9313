"""From measurements to figures: percentiles, how totals agree, and the targets with what was reached."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, TypeAlias

from benchmark.queries import KINDS, LITERAL, Query

Figures: TypeAlias = dict[str, Any]
"""All figures of a run as they stand in its JSON file."""

ALL = "all"
_PERCENTILES = (50, 95, 99)


@dataclass(frozen=True, slots=True)
class Target:
    """One ratio that shall be reached: at most the bound, or with ``at_least`` no less than it."""

    measure: str
    ratio: float
    bound: float
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Whether it was."""
        return self.ratio >= self.bound if self.at_least else self.ratio <= self.bound


def percentiles(values: Iterable[float]) -> dict[str, float]:
    """The 50th, 95th and 99th percentile: the smallest value that so many of a hundred do not exceed."""
    ordered = sorted(values)
    return {f"p{share}": ordered[ceil(share * len(ordered) / 100) - 1] for share in _PERCENTILES}


def medians(rounds: Sequence[Sequence[float]]) -> list[float]:
    """The median of the rounds for each query."""
    return [statistics.median(values) for values in zip(*rounds, strict=True)]


def by_kind(queries: Sequence[Query], milliseconds: Sequence[float]) -> dict[str, dict[str, float]]:
    """Percentiles over all queries and over those of each kind."""
    found = {ALL: percentiles(milliseconds)}
    for kind in KINDS:
        of_kind = [value for query, value in zip(queries, milliseconds, strict=True) if query.kind == kind]
        if of_kind:
            found[kind] = percentiles(of_kind)
    return found


def agreement(queries: Sequence[Query], ours: Sequence[int], theirs: Sequence[int]) -> dict[str, int]:
    """In how many queries of words we find as many documents as another engine, more, or fewer; and all literals'.

    A word is found here also where it stands across the words of a text, so more is right, and fewer is not.
    """
    pairs = [(query.kind == LITERAL, *totals) for query, *totals in zip(queries, ours, theirs, strict=True)]
    return {
        "equal": sum(one == other for literal, one, other in pairs if not literal),
        "more": sum(one > other for literal, one, other in pairs if not literal),
        "fewer": sum(one < other for literal, one, other in pairs if not literal),
        "literal_documents": sum(one for literal, one, _ in pairs if literal),
        "their_literal_documents": sum(other for literal, _, other in pairs if literal),
    }


def targets(figures: Figures) -> Iterator[Target]:
    """The ratios that shall be reached, those whose two sides were measured."""
    searching, indexing = figures["searching"], figures["indexing"]

    def page(engine: str, percentile: str) -> float:
        return float(searching[engine]["pages"][ALL][percentile])

    def speed(variant: str) -> float:
        return float(indexing[variant]["documents"] / indexing[variant]["seconds"])

    if "tantivy_py" in searching:
        for share in ("p50", "p95"):
            ratio = page("zhengsou", share) / page("tantivy_py", share)
            yield Target(f"results page, {share}, against tantivy-py", ratio, 1.5)
    if "stock_whoosh" in searching:
        for share in ("p50", "p95"):
            ratio = page("stock_whoosh", share) / page("zhengsou", share)
            yield Target(f"results page, {share}, faster than stock Whoosh", ratio, 50, at_least=True)
        ratio = speed("zhengsou") / speed("stock_whoosh")
        yield Target("indexing with `fast`, faster than stock Whoosh", ratio, 15, at_least=True)
        ratio = speed("zhengsou_pure") / speed("stock_whoosh")
        yield Target("indexing without `fast`, faster than stock Whoosh", ratio, 4, at_least=True)
        ratio = indexing["zhengsou"]["bytes"] / indexing["stock_whoosh"]["bytes"]
        yield Target("index size, against stock Whoosh with stored text", ratio, 1.2)
    if literals := figures.get("literals"):
        ratio = literals["scan"]["p95"] / literals["index"]["p95"]
        yield Target("a literal, p95, faster than a scan with `in`", ratio, 20, at_least=True)
    if scaled := figures.get("scale"):
        ratio = scaled["searching"]["pages"][ALL]["p95"] / page("zhengsou", "p95")
        yield Target(f"{scaled['times']} × the documents: page, p95", ratio, 12)
        if held := scaled["searching"]["private_bytes"]:
            ratio = held / searching["zhengsou"]["private_bytes"]
            yield Target(f"{scaled['times']} × the documents: private memory", ratio, 3)
    if cold := figures.get("cold_start"):
        yield Target("cold `zhengsou search`, against its imports alone", cold["search"] / cold["imports"], 2)
