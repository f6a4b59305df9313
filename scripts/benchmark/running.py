"""Starting the processes in which things are measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_SCRIPTS = Path(__file__).resolve().parent.parent


class ChildError(Exception):
    """A process that was to measure something failed; what it printed says why."""


def run_job(job: str, *, hidden: Path | None = None, **values: Any) -> dict[str, Any]:
    """The figures of a job of :mod:`benchmark.child`, done in a new process.

    ``hidden`` is a folder that is looked into before all others for modules. Raises ChildError.
    """
    folders = [*([hidden] if hidden else []), _SCRIPTS]
    environment = dict(os.environ, PYTHONUTF8="1", PYTHONPATH=os.pathsep.join(map(str, folders)))
    done = subprocess.run(
        [sys.executable, "-m", "benchmark.child"],
        input=json.dumps({"job": job, **values}, default=str),
        env=environment,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise ChildError(f"measuring {values.get('engine', job)} failed with status {done.returncode}")
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
