"""Let many clients at once ask the web pages of an index, and measure how long they wait.

    python3 scripts/load.py INDEX                                   fifty clients for a minute
    python3 scripts/load.py INDEX --gate                            the same, and fail where the target is missed
    python3 scripts/load.py INDEX --clients 200 -- --processes 2    what stands behind -- goes to zhengsou-web

A real server process is started on the loopback interface. The figures are one line of JSON; scripts/README.md says
what they mean.
"""

from __future__ import annotations

import argparse
import json
import sys

from environment import run_inside


def main() -> int:
    """Measure and print; the exit status is 1 where that cannot be done, with ``--gate`` where the target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("index", help="the folder of an index")
    parser.add_argument("--clients", type=int, default=50, help="clients at once (default 50)")
    parser.add_argument("--seconds", type=float, default=60, help="how long (default 60)")
    parser.add_argument("--addresses", type=int, default=10_000, help="different ones (default 10,000)")
    parser.add_argument("--seed", type=int, default=2026, help="other numbers draw other addresses")
    parser.add_argument("--gate", action="store_true", help="fail where the target is missed")
    parser.add_argument("options", nargs="*", help="what zhengsou-web is started with, behind --")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    from loading.measuring import TARGET, measure, reached

    try:
        figures = measure(
            arguments.index,
            clients=arguments.clients,
            seconds=arguments.seconds,
            number=arguments.addresses,
            seed=arguments.seed,
            options=arguments.options,
        )
    except RuntimeError as error:
        print(f"Nothing can be measured: {error}.", file=sys.stderr)
        return 1
    print(json.dumps(figures))
    if arguments.gate and not reached(figures):
        print(f"Missed: no error, and p99 under {TARGET:g} × the single client's median.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
