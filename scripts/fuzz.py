"""Read strings that mean nothing, and see that the query language makes something of each.

    python3 scripts/fuzz.py                           a hundred thousand strings
    python3 scripts/fuzz.py --number 1000000 --seed 7 other ones, and more

None may raise, take longer than a bound or point at a place that it does not have, and the canonical form of each
must read back as the same tree. The figures are one line of JSON; scripts/README.md says what they mean.
"""

from __future__ import annotations

import argparse
import json
import sys

from environment import run_inside


def main() -> int:
    """Run it and print what it took; the exit status is 1 where a string did what it may not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=100_000, help="how many strings (default 100,000)")
    parser.add_argument("--seed", type=int, default=2026, help="other numbers make other strings")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    from fuzzing.reading import fuzz

    try:
        print(json.dumps(fuzz(arguments.number, arguments.seed)))
    except AssertionError as error:
        print(ascii(error.args[0] if error.args else error), file=sys.stderr)
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
