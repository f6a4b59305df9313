"""A real ``zhengsou-web`` process on a port of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from signal import SIGTERM

_ANNOUNCED = re.compile(r"at http://127\.0\.0\.1:(\d+)(\S*)/ ")
PATIENCE = 30
"""Seconds for the process to end when it is asked to."""


@contextmanager
def serving(index: str, options: Sequence[str] = ()) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The process and its port; asked to end at the end, and killed where it does not.

    Raises RuntimeError when it does not come up.
    """
    command = [
        sys.executable,
        "-c",
        "from webui.cli import main; main()",
        "--index",
        index,
        "--port",
        "0",
        *options,
    ]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        try:
            assert process.stdout
            announced = _ANNOUNCED.search(process.stdout.readline())
            if not announced:
                raise RuntimeError(f"zhengsou-web did not begin to serve {index}")
            yield process, int(announced[1])
        finally:
            process.send_signal(SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
