"""Measure what the engine promises on real data, against oracles that are not its own code.

    python3 scripts/eval.py DATA                      all measures; DATA holds news/*.jsonl.gz and eval/
    python3 scripts/eval.py DATA --only pairs places  these alone
    python3 scripts/eval.py DATA --index news-index   keep the index there, or use the one that is there
    python3 scripts/eval.py DATA --gate               fail where a figure lies below its floor

Each measure is one line of JSON; scripts/README.md says what its figures mean.

With --gate the exit status is 1 where a figure lies below its floor in scripts/evaluation/floors.json, or is missing.
Floors are raised by hand and never lowered to fit.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path

from environment import run_inside


def main() -> int:
    """Run the measures, print one line of JSON for each, and hold them against their floors where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder with news/ and eval/")
    parser.add_argument("--index", type=Path, help="where the index of the news stands or shall stand")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="run these measures alone")
    parser.add_argument("--gate", action="store_true", help="fail where a figure lies below its floor")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    from evaluation import converted, literals
    from evaluation.floors import below, read_floors
    from evaluation.measures import MEASURES

    measures = {module.NAME: module.measure for module in MEASURES}
    for module in (converted, literals):
        measures[module.NAME] = partial(module.measure, index=arguments.index)
    floors = read_floors()
    if arguments.only:
        if unknown := sorted(set(arguments.only) - measures.keys()):
            parser.error(f"no measure is called {', '.join(unknown)}; there are {', '.join(measures)}")
        measures = {name: measures[name] for name in arguments.only}
        floors = {name: least for name, least in floors.items() if name in measures}

    measured = {}
    for name, measure in measures.items():
        try:
            measured[name] = measure(arguments.data)
        except FileNotFoundError as error:
            sys.exit(f"{name} cannot be measured: {error}. DATA is the folder with news/ and eval/.")
        print(json.dumps({"measure": name, **measured[name]}, ensure_ascii=False), flush=True)
    if not arguments.gate:
        return 0
    short = below(floors, measured)
    for line in short:
        print(f"BELOW {line}", file=sys.stderr)
    print("The gate is shut." if short else "Every figure reaches its floor.", file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
