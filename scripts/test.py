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
from concurrent.futures import ThreadPoolExecutor

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
    # of them, since its tests share what is costly to build. Modules keep their order: by their number of tests, some
    # that take long would come last, and the other processes would have nothing left to do.
    spread = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder"]
    tests = [python, "-m", "pytest", *([] if arguments.pytest else spread), *arguments.pytest]

    def passes(name: str, command: list[str], output: int | None = None) -> bool:
        started = time.monotonic()
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output and subprocess.STDOUT,
            check=False,
        )
        said = (done.stdout or b"").decode("utf-8", "replace")
        print(f"{said}== {name}: {time.monotonic() - started:.0f} s\n", flush=True)
        return not done.returncode

    # The checks beside each other, since none of them keeps more than one processor busy.
    with ThreadPoolExecutor() as pool:
        passed = pool.map(lambda check: passes(*check, subprocess.PIPE), checks.items())
        failed = [name for name, good in zip(checks, passed, strict=True) if not good]
    if not passes("tests", tests):
        failed.append("tests")
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
