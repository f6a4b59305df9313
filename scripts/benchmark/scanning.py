"""Literals against the plainest way to find them: ``in`` over every text, kept folded in memory."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmark.documents import load
from benchmark.queries import Query
from benchmark.zhengsou import pages, parameters, warm
from indexer.language.units import unit_texts
from indexer.opening import open_engine
from indexer.search import ranked


def compare(
    documents: Path, folder: Path, warming: Sequence[Query], queries: Sequence[Query]
) -> dict[str, Any]:
    """Milliseconds of each literal, by a scan, by the index and as a page, each in turn; and how many differ.

    Scan and index both give the ids of all documents that hold it. The scan reads the joined units of a text: the
    folded text without white space, so that a line break within a literal hides it from neither. Nothing that is
    drawn holds a line feed, so title and body are scanned at once.
    """
    texts = [
        (one.id, f"{''.join(unit_texts(one.title))}\n{''.join(unit_texts(one.text))}")
        for one in load(documents)
    ]
    warm()
    milliseconds: dict[str, list[float]] = {"scan": [], "index": [], "page": []}
    different = 0
    with closing(open_engine(folder)) as engine, pages(folder) as page:
        for query in warming:
            ranked(engine, parameters(query, limit=None))
            page(query)
        for query in queries:
            needle = "".join(unit_texts(query.text.strip('"')))
            started = perf_counter()
            scanned = [document_id for document_id, text in texts if needle in text]
            after_scan = perf_counter()
            found = ranked(engine, parameters(query, limit=None))
            after_index = perf_counter()
            page(query)
            after_page = perf_counter()
            milliseconds["scan"].append((after_scan - started) * 1000)
            milliseconds["index"].append((after_index - after_scan) * 1000)
            milliseconds["page"].append((after_page - after_index) * 1000)
            different += sorted(scanned) != sorted(hit.id for hit in found)
    return {"milliseconds": milliseconds, "different": different}
