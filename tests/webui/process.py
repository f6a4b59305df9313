"""The command as a process of its own, and the smallest index for it to serve."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.document import Document
from indexer.opening import open_engine
from tests.indexer.articles import put


def index_at(folder: Path) -> Path:
    """A new index in a folder, of one document that speaks of a free trade zone."""
    with closing(open_engine(folder, create=True)) as engine:
        put(engine, Document(id="a", title="自贸区", text="自贸区"))
    return folder


@contextmanager
def zhengsou_web(
    *arguments: str, first: str = "", errors: int = subprocess.PIPE, **variables: str
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, which does something first, and where it says that it serves.

    Whoever reads none of its errors, and asks for more than a few pages, has them thrown away with ``DEVNULL``.
    """
    environment = {**os.environ, "PYTHONUTF8": "1", **variables}
    command = [sys.executable, "-c", f"{first}\nfrom webui.cli import main\nmain()", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": errors}
    with subprocess.Popen(command, encoding="utf-8", env=environment, **pipes) as process:
        try:
            announced = re.search(r"at (http://\S+) ", process.stdout.readline())
            assert announced, process.stderr and process.stderr.read()
            yield process, announced[1]
        finally:
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """End a process and those that it has made, which a killed one would leave behind."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
