"""Show what each part of ranking does: the measures of ranking with one part after the other left out, as a table.

    python3 scripts/ablation.py DATA              DATA holds eval/
    python3 scripts/ablation.py DATA --every 5    with one query in five

The figures are those of scripts/eval.py: the nDCG of `stard` and of `gazette` by Chinese and by English title.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from environment import run_inside


def main() -> int:
    """Measure, and print a row of the table as soon as it is known."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder with eval/")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="ask one query in so many")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    from evaluation.levers import FIGURES, rows

    print(f"| | {' | '.join(FIGURES)} |")
    print("|---" * (len(FIGURES) + 1) + "|")
    for name, figures in rows(arguments.data, arguments.every):
        print(f"| {name} | {' | '.join(f'{figure:.4f}' for figure in figures)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
