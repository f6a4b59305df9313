"""The command line measured as a user meets it: whole processes, from start to exit."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

IMPORTS = "import numpy, whoosh.index, rjieba"
REPETITIONS = 9


def cold_start(zhengsou: str, index: Path, query: str) -> dict[str, float]:
    """Seconds of both, started in turn; medians of the repetitions."""
    commands = {
        "search": [zhengsou, "search", query, "--index", str(index)],
        "imports": [sys.executable, "-c", IMPORTS],
    }
    for command in commands.values():
        _seconds(command)
    rounds = [{name: _seconds(command) for name, command in commands.items()} for _ in range(REPETITIONS)]
    return {name: statistics.median(seconds[name] for seconds in rounds) for name in commands}


def whole_command(zhengsou: str, paths: Sequence[Path], index: Path) -> float:
    """Seconds of ``zhengsou index`` on files as they are: reading, cleaning and tagging too."""
    return _seconds([zhengsou, "index", *map(str, paths), "--index", str(index)])


def _seconds(command: Sequence[str]) -> float:
    started = perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - started
