"""Send requests that mean harm to every route of the application, over documents that mean harm.

    python3 scripts/hostile.py                             ten thousand requests
    python3 scripts/hostile.py --number 100000 --seed 7    other ones, and more

No answer may be a failure, nor have an element, an attribute, a script, a link elsewhere or a header that came of what
was sent. The figures are one line of JSON; scripts/README.md says what they mean.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from environment import run_inside


def main() -> int:
    """Run it and print what came back; the exit status is 1 where an answer did what none may."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=10_000, help="how many requests (default 10,000)")
    parser.add_argument("--seed", type=int, default=2026, help="other numbers make other requests")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    from hostility.attacking import attack, hostile_app

    from indexer.opening import open_engine

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_engine(Path(folder) / "index", create=True)) as engine,
    ):
        try:
            print(json.dumps(attack(hostile_app(engine), arguments.number, arguments.seed)))
        except AssertionError as error:
            print(ascii(error.args[0] if error.args else error), file=sys.stderr)
            raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
