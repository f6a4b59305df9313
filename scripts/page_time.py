"""Measure what a results page costs: time beside the engine's own, bytes of the page, bytes of what pages load once.

    python3 scripts/page_time.py INDEX                 200 queries drawn from the documents of an index
    python3 scripts/page_time.py INDEX --gate          fail where a page is too slow or too big

The figures are one line of JSON; scripts/README.md says what they mean.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from environment import run_inside


def main() -> int:
    """Measure and print; with ``--gate`` the exit status is 1 where a figure is beyond its bound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", type=Path, help="the folder of an index")
    parser.add_argument("--queries", type=int, default=200, help="how many are drawn (default 200)")
    parser.add_argument("--seed", type=int, default=2026, help="other numbers draw others")
    parser.add_argument("--gate", action="store_true", help="fail where a figure is beyond its bound")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    from evaluation.pages import beyond, measure

    figures = measure(arguments.index, arguments.queries, arguments.seed)
    print(json.dumps(figures))
    lines = beyond(figures) if arguments.gate else []
    for line in lines:
        print(f"BEYOND {line}", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
