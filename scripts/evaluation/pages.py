"""What a results page costs: time beside the engine's own for that page, and bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from drawing import drawn_documents

from evaluation.floors import Figures

if TYPE_CHECKING:
    from indexer.engine import Engine

DOCUMENTS = 3_000
"""Documents of the index from which queries are drawn."""
WARMING = 10
"""Queries that are asked first and not counted."""
ROUNDS = 3
"""How often each query is timed, of which the quickest counts."""

TIMES, MORE_MS = 4, 2
"""A page may take so many times as long as the engine does, and so many milliseconds more."""
BOUNDS: Mapping[str, float] = {"share": 1, "page_bytes_most": 60_000, "asset_bytes": 60_000}
"""What figures may be at most."""


def measure(index: Path, count: int, seed: int) -> Figures:
    """Figures of so many queries.

    ``engine_ms`` is :func:`indexer.search.search` with the parameters of the page, on the engine that it is served
    from, and ``page_ms`` the whole answer in HTML, both the median of the queries in milliseconds of the clock.
    ``share`` is the median of what each page takes of what it may take. Bytes are those of the answer uncompressed, and
    ``asset_bytes`` those of style, script and pictures together.
    """
    import webui
    from indexer.engine import FACET_KEYS
    from indexer.opening import open_engine
    from indexer.parameters import SearchParameters
    from indexer.search import search
    from webui.app import create_app

    with closing(open_engine(index)) as engine:
        client = create_app(engine).test_client()

        def alone(query: str) -> object:
            return search(engine, SearchParameters(q=query, facets=FACET_KEYS), bounded=True)

        def page(query: str) -> bytes:
            return client.get("/", query_string={"q": query}).get_data()

        def asset(path: Path) -> bytes:
            with client.get(f"/static/{path.name}") as answer:
                return answer.get_data()

        queries = list(_drawn(engine, count + WARMING, seed))
        own, whole, sizes = [], [], []
        for number, query in enumerate(queries):
            engine_time, page_time = _quickest(alone, query), _quickest(page, query)
            # The first ones warm everything up.
            if number >= WARMING:
                own.append(engine_time)
                whole.append(page_time)
                sizes.append(len(page(query)))
        assets = [len(asset(path)) for path in (Path(webui.__file__).parent / "static").iterdir()]
    shares = [taken / (TIMES * least + MORE_MS / 1000) for least, taken in zip(own, whole, strict=True)]
    return {
        "queries": len(own),
        "engine_ms": round(1000 * median(own), 2),
        "page_ms": round(1000 * median(whole), 2),
        "share": round(median(shares), 3),
        "page_bytes_median": round(median(sizes)),
        "page_bytes_p95": round(quantiles(sizes, n=20)[-1]),
        "page_bytes_most": max(sizes),
        "asset_bytes": sum(assets),
    }


def beyond(figures: Figures) -> list[str]:
    """A line for each figure that is beyond its bound."""
    return [
        f"{name} is {figures[name]}, at most {most}" for name, most in BOUNDS.items() if figures[name] > most
    ]


def _drawn(engine: Engine, count: int, seed: int) -> Iterator[str]:
    """Words of every frequency, two and three of one document, and literals, out of documents of the index."""
    from benchmark.queries import Vocabulary

    documents = drawn_documents(engine, DOCUMENTS, Random(seed))
    return (query.text for query in Vocabulary(documents).draw(count, seed))


def _quickest(run: Callable[[str], object], query: str) -> float:
    """Seconds of the quickest of some runs."""
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        run(query)
        times.append(perf_counter() - started)
    return min(times)
