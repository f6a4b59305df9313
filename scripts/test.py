"""Lint, types and the whole test suite, on all processors, in an environment made for them.

python3 scripts/test.py                 everything; browser tests when a Chromium is found
python3 scripts/test.py --ci            the same, but a missing Chromium is a failure
python3 scripts/test.py -- -k facets    arguments after -- go to pytest
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

from environment import ROOT, ensure, program

EXTRAS = frozenset({"all", "bench", "test"})


def main() -> int:
    """Run every check, all of them even when one fails; the exit status is 1 if any did."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--ci", action="store_true", help="a missing Chromium is a failure; try a plain install"
    )
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after --")
    arguments = parser.parse_args()
    ensure(EXTRAS)

    environment = dict(os.environ, PYTHONUTF8="1")
    if arguments.ci:
        environment["ZHENGSOU_REQUIRE_BROWSER"] = "1"
    python = program("python")
    checks = {
        "lint": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "--quiet", "."],
        "types": [python, "-m", "mypy"],
    }
    if arguments.ci:
        checks["plain install"] = [python, str(ROOT / "scripts" / "plain_install.py")]
    # One process more than processors, since many tests wait for a browser or another program; a module stays in one
    # of them, since its tests share what is costly to build.
    spread = [] if arguments.pytest else ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile"]
    checks["tests"] = [python, "-m", "pytest", *spread, *arguments.pytest]
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        started = time.monotonic()
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
        print(f"== {name}: {time.monotonic() - started:.0f} s\n", flush=True)
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
