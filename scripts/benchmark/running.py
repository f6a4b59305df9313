"""Starting the processes in which things are measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmark.memory import family_bytes

_SCRIPTS = Path(__file__).resolve().parent.parent
_LOOK_SECONDS = 0.2
"""How often the memory of a process is looked at."""


class ChildError(Exception):
    """A process that was to measure something failed; what it printed says why."""


def run_job(job: str, *, hidden: Path | None = None, **values: Any) -> dict[str, Any]:
    """The figures of a job of :mod:`benchmark.child`, done in a new process.

    To them comes ``peak_bytes``, the most that the process and those that it started were seen to hold at once.
    ``hidden`` is a folder that is looked into for modules before all others. Raises ChildError.
    """
    folders = filter(None, (hidden, _SCRIPTS, os.environ.get("PYTHONPATH")))
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmark.child"],
        env=dict(os.environ, PYTHONUTF8="1", PYTHONPATH=os.pathsep.join(map(str, folders))),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    given: str | None = json.dumps({"job": job, **values}, default=str)
    peak = None
    while True:
        try:
            told, _ = process.communicate(given, timeout=_LOOK_SECONDS)
            break
        except subprocess.TimeoutExpired:
            # What was given once is not given again.
            given = None
            peak = max(filter(None, (peak, family_bytes(process.pid))), default=None)
    if process.returncode:
        raise ChildError(f"measuring {values.get('engine', job)} failed with status {process.returncode}")
    return {**json.loads(told), "peak_bytes": peak}


def without_rjieba(scratch: Path) -> Path:
    """A folder that makes every process that looks there first do without rjieba."""
    folder = scratch / "without_rjieba"
    folder.mkdir()
    (folder / "rjieba.py").write_text('raise ImportError("left out")\n', encoding="utf-8")
    return folder
