"""Measure this engine side by side with stock Whoosh, tantivy-py and SQLite FTS5, in one run.

    python3 scripts/bench.py DATA                           everything, on all documents of a folder
    python3 scripts/bench.py DATA --documents 3000          quickly, on some of them
    python3 scripts/bench.py DATA --documents 3000 --engines zhengsou tantivy_py --profile

The unit of work is a results page: match, rank, the best ten, exact counts of districts, industries, years and
sources over the whole result, and ten highlighted snippets.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import astuple
from pathlib import Path

from environment import run_inside

ENGINES = ("zhengsou", "tantivy_py")
ROUNDS = 3


def main() -> int:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", type=Path, nargs="+", help="files and folders, as `zhengsou index` takes them"
    )
    parser.add_argument("--documents", type=int, help="take only so many documents, evenly spread")
    parser.add_argument("--queries", type=int, default=200, help="how many queries to draw (200)")
    parser.add_argument("--seed", type=int, default=2026, help="seed of the draw (2026)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="measure only these")
    parser.add_argument(
        "--profile", action="store_true", help="also show where this engine's pages spend time"
    )
    arguments = parser.parse_args()
    run_inside(frozenset({"all", "bench"}))

    with tempfile.TemporaryDirectory() as scratch:
        measure(arguments, Path(scratch))
    return 0


def say(text: str) -> None:
    """Tell how far things are."""
    print(text, file=sys.stderr, flush=True)


def measure(arguments: argparse.Namespace, scratch: Path) -> None:
    """Measure everything that was asked for."""
    from benchmark.documents import read_documents, save
    from benchmark.queries import KINDS, Vocabulary
    from benchmark.running import run_job

    say("reading and cleaning the documents")
    documents = read_documents(arguments.data, arguments.documents)
    save(documents, scratch / "documents.jsonl")
    say(f"drawing queries from {len(documents):,} documents")
    vocabulary = Vocabulary(documents)
    queries = vocabulary.draw(arguments.queries, arguments.seed)
    warming = vocabulary.draw(arguments.queries, arguments.seed + 1, without=queries)
    job = {"queries": list(map(astuple, queries)), "warming": list(map(astuple, warming))}
    for engine in arguments.engines:
        say(f"indexing with {engine}")
        figures = run_job(
            "index",
            engine=engine,
            documents=scratch / "documents.jsonl",
            folder=scratch / engine,
            times=1,
            workers=2,
        )
        print(engine, figures, f"{figures['documents'] / figures['seconds']:.0f} documents/s")
    times = {engine: [] for engine in arguments.engines}
    for number in range(ROUNDS):
        for engine in arguments.engines:
            say(f"searching with {engine}, round {number + 1} of {ROUNDS}")
            found = run_job("search", engine=engine, folder=scratch / engine, **job)
            times[engine].append(found["milliseconds"])
    for kind in (*KINDS, "all"):
        for engine, rounds in times.items():
            medians = sorted(
                statistics.median(values)
                for query, *values in zip(queries, *rounds, strict=True)
                if kind in ("all", query.kind)
            )
            p50, p95, p99 = (
                medians[min(len(medians) - 1, int(len(medians) * share))] for share in (0.5, 0.95, 0.99)
            )
            print(f"{kind:15} {engine:12} p50 {p50:7.3f}  p95 {p95:7.3f}  p99 {p99:7.3f} ms")
    if arguments.profile:
        print(run_job("profile", engine="zhengsou", folder=scratch / "zhengsou", **job)["text"])


if __name__ == "__main__":
    sys.exit(main())
