"""Measure this engine side by side with stock Whoosh, tantivy-py and SQLite FTS5, in one run.

    python3 scripts/bench.py DATA                                  on all documents of a folder
    python3 scripts/bench.py DATA --scale 10 --readme              and on ten times as many; keep the figures
    python3 scripts/bench.py DATA --json now.json --chart now.svg  write the figures to files
    python3 scripts/bench.py DATA --documents 3000 --engines zhengsou tantivy_py --profile

The unit of work is a results page: match, rank, the best ten, exact counts of districts, industries, years and
sources over the whole result, and ten highlighted snippets. Queries are drawn from the documents by a seed, in equal
parts: rare, middle and frequent words, two and three words that must all be there, and literals. What each engine is
given, and how times and memory are taken, is told in scripts/README.md.

The exit status is 1 when the documents that hold a literal are not those that a scan finds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from environment import program, run_inside

from benchmark.engines import ENGINES


def main() -> int:
    """Run the measurements, print them and write what was asked for."""
    arguments = read_arguments()
    run_inside(frozenset({"all", "bench"}))

    from benchmark.chart import chart
    from benchmark.measuring import Measurement, Plan
    from benchmark.readme import as_json, keep
    from benchmark.table import report

    plan = Plan(
        paths=arguments.data,
        limit=arguments.documents,
        scale=arguments.scale,
        seed=arguments.seed,
        queries=arguments.queries,
        engines=arguments.engines,
        program=program("zhengsou"),
    )
    with tempfile.TemporaryDirectory() as scratch:
        measurement = Measurement(plan, Path(scratch), say)
        figures = measurement.run()
        print(report(figures), flush=True)
        if arguments.profile:
            print(measurement.profile())
    if arguments.json:
        arguments.json.write_text(as_json(figures), encoding="utf-8")
    if arguments.chart:
        arguments.chart.write_text(chart(figures), encoding="utf-8")
    if arguments.readme:
        keep(figures)
    return 1 if figures["literals"]["different"] else 0


def read_arguments() -> argparse.Namespace:
    """What the command line asks for; exits where it cannot be done."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "data", type=Path, nargs="+", metavar="DATA", help="files and folders, as `zhengsou index` takes them"
    )
    parser.add_argument(
        "--scale", type=int, default=1, help="measure growth too, on so many times the documents"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="draw them into this SVG file")
    parser.add_argument("--readme", action="store_true", help="keep them with the project, and in its README")
    parser.add_argument("--seed", type=int, default=2026, help="seed of the draw (2026)")
    parser.add_argument("--queries", type=int, default=200, help="how many queries to draw (200)")
    parser.add_argument("--documents", type=int, help="take only so many documents, evenly spread")
    parser.add_argument(
        "--engines",
        nargs="+",
        choices=ENGINES,
        default=list(ENGINES),
        help="measure only these, zhengsou among them",
    )
    parser.add_argument(
        "--profile", action="store_true", help="also show where this engine's pages spend time"
    )
    arguments = parser.parse_args()
    if arguments.readme and set(arguments.engines) != set(ENGINES):
        parser.error("--readme needs all engines")
    if "zhengsou" not in arguments.engines:
        parser.error("--engines must name zhengsou, which the others are compared with")
    return arguments


def say(text: str) -> None:
    """Tell how far things are."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
