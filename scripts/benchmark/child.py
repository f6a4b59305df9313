"""Work that is measured in a process of its own, so that no engine's memory or garbage weighs on another.

A job comes as JSON on standard input, and its figures go as JSON to standard output.
"""

from __future__ import annotations

import cProfile
import gc
import io
import json
import os
import pstats
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, cast

from benchmark.documents import load, repeated
from benchmark.memory import private_bytes
from benchmark.page import Contender, PageMaker
from benchmark.queries import Query

_PROFILE_LINES = 25


def contender(engine: str) -> Contender:
    """The module of an engine; no other is imported, or its library would count as this one's memory."""
    return cast(Contender, import_module(f"benchmark.{engine}"))


def index(job: dict[str, Any]) -> dict[str, Any]:
    """Index documents that are in memory into a folder: seconds, bytes on disk, and what was held before."""
    engine, folder = contender(job["engine"]), Path(job["folder"])
    documents = load(Path(job["documents"]))
    engine.warm()
    gc.collect()
    before = private_bytes()
    started, worked = perf_counter(), _worked()
    engine.write(repeated(documents, job["times"]), folder, job["workers"])
    seconds, processor = perf_counter() - started, _worked() - worked
    return {
        "version": engine.version(),
        "documents": len(documents) * job["times"],
        "seconds": seconds,
        "processor_seconds": processor,
        "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        "bytes_before": before,
    }


def _worked() -> float:
    """Seconds that processors have worked for this process and for those that it started and that have ended."""
    return sum(os.times()[:4])


def search(job: dict[str, Any]) -> dict[str, Any]:
    """Open an index, warm it with other queries, then time each query once: milliseconds and totals in order.

    ``milliseconds`` are those of the clock, ``processor`` those that all threads of the process worked.
    """
    milliseconds, processor, totals = [], [], []
    with _warmed(job) as page:
        for query in _queries(job["queries"]):
            started, worked = perf_counter(), process_time()
            made = page(query)
            milliseconds.append((perf_counter() - started) * 1000)
            processor.append((process_time() - worked) * 1000)
            totals.append(made.total)
        held = private_bytes()
    return {"milliseconds": milliseconds, "processor": processor, "totals": totals, "private_bytes": held}


def scan(job: dict[str, Any]) -> dict[str, Any]:
    """Compare literals with a plain scan."""
    from benchmark.scanning import compare

    documents, folder = Path(job["documents"]), Path(job["folder"])
    return compare(documents, folder, _queries(job["warming"]), _queries(job["queries"]))


def profile(job: dict[str, Any]) -> dict[str, Any]:
    """The functions that take most of the time of the pages, without what they call."""
    profiler = cProfile.Profile()
    queries = _queries(job["queries"])
    with _warmed(job) as page, profiler:
        for query in queries:
            page(query)
    text = io.StringIO()
    pstats.Stats(profiler, stream=text).sort_stats("tottime").print_stats(_PROFILE_LINES)
    return {"text": text.getvalue()}


@contextmanager
def _warmed(job: dict[str, Any]) -> Iterator[PageMaker]:
    engine = contender(job["engine"])
    engine.warm()
    with engine.pages(Path(job["folder"])) as page:
        for query in _queries(job["warming"]):
            page(query)
        # Alike for all; from here on garbage is collected as in any program.
        gc.collect()
        yield page


def _queries(values: Sequence[Sequence[Any]]) -> list[Query]:
    return [Query(kind, text, tuple(words)) for kind, text, words in values]


JOBS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "index": index,
    "search": search,
    "scan": scan,
    "profile": profile,
}

if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump(JOBS[given.pop("job")](given), sys.stdout)
