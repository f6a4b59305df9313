"""Literals against the plainest way to find them: ``in`` over every text, kept folded in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmark.documents import load
from benchmark.page import HITS
from benchmark.queries import Query
from benchmark.zhengsou import pages, parameters, warm
from indexer.language.units import unit_texts
from indexer.opening import open_engine
from indexer.search import ranked, validate

WAYS = ("scan", "index", "every", "page")
"""A scan; the index, asked for the best ten and how many there are; for every id; and for a results page."""


def compare(
    documents: Path, folder: Path, warming: Sequence[Query], queries: Sequence[Query]
) -> dict[str, Any]:
    """Milliseconds of each literal in each of :data:`WAYS`; and in how many the scan finds other documents.

    The scan reads the joined units of a text: the folded text without white space, so that a line break within a
    literal hides it from neither. Nothing that is drawn holds a line feed, so title and body are scanned at once.
    Each way goes through all literals by itself, for a scan leaves nothing else in the caches of a processor.
    """
    texts = [
        (one.id, f"{''.join(unit_texts(one.title))}\n{''.join(unit_texts(one.text))}")
        for one in load(documents)
    ]
    needles = {query: "".join(unit_texts(query.text.strip('"'))) for query in queries}
    warm()
    with closing(open_engine(folder)) as engine, pages(folder) as page:
        ways: dict[str, Callable[[Query], Any]] = {
            "scan": lambda query: [document_id for document_id, text in texts if needles[query] in text],
            "index": lambda query: engine.search(validate(parameters(query, HITS, facets=())).request).total,
            "every": lambda query: [hit.id for hit in ranked(engine, parameters(query, limit=None))],
            "page": page,
        }
        milliseconds = {}
        found = {}
        for name, way in ways.items():
            for query in warming if name != "scan" else ():
                way(query)
            done = [_timed(way, query) for query in queries]
            milliseconds[name] = [one for one, _ in done]
            found[name] = [result for _, result in done]
    different = sum(
        (len(scanned), sorted(scanned)) != (total, sorted(every))
        for scanned, total, every in zip(found["scan"], found["index"], found["every"], strict=True)
    )
    return {"milliseconds": milliseconds, "different": different}


def _timed(way: Callable[[Query], Any], query: Query) -> tuple[float, Any]:
    started = perf_counter()
    result = way(query)
    return (perf_counter() - started) * 1000, result
