"""The command, as a process of its own or in this one, and an index that all tests here read and none changes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from indexer.cli import main
from tests.indexer.articles import ARTICLES
from tests.lines import write_lines

COMMAND = (sys.executable, "-m", "indexer.cli")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the command came to: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def environment(**changes: str) -> dict[str, str]:
    """The environment of this process without what would change what the command says."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ZHENGSOU", "PYTHON"))}
    return {**ours, **changes}


def run(
    *arguments: str | Path,
    index: Path | None = None,
    given: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Outcome:
    """Run the command; ``given`` is its standard input."""
    place = ("--index", str(index)) if index else ()
    done = subprocess.run(
        [*COMMAND, *map(str, arguments), *place],
        input=given.encode("utf-8"),
        capture_output=True,
        cwd=cwd,
        env=environment(**(env or {})),
        timeout=120,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def run_on_terminal(*arguments: str | Path, index: Path) -> Outcome:
    """Run the command with a terminal for standard error and a pipe for standard output; not on Windows."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments), "--index", str(index)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(TERM="xterm", COLUMNS="80"),
    )
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 4096):
            seen += piece
    except OSError:
        # How Linux says that the other side of a terminal is closed.
        pass
    finally:
        os.close(ours)
    out, _ = process.communicate(timeout=60)
    return Outcome(process.returncode, out.decode("utf-8"), seen.decode("utf-8"))


def call(*arguments: str | Path, index: Path | None = None) -> Outcome:
    """The same in this process, which takes a hundredth of the time: for what is no matter of processes."""
    place = ("--index", str(index)) if index else ()
    out, err = (io.TextIOWrapper(io.BytesIO()) for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        status = main([*map(str, arguments), *place])
    out.flush()
    err.flush()
    return Outcome(status, *(stream.buffer.getvalue().decode("utf-8") for stream in (out, err)))


def write_articles(path: Path, *more: str) -> Path:
    """The shared articles as JSON Lines, with more lines at the end."""
    return write_lines(path, *(one.to_json() for one in ARTICLES), *more)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shared articles, made by the command; not to be changed."""
    folder = tmp_path_factory.mktemp("cli")
    made = run("index", write_articles(folder / "articles.jsonl"), index=folder / "index")
    assert (made.status, made.err) == (0, "")
    return folder / "index"


@pytest.fixture
def own_index(index: Path, tmp_path: Path) -> Path:
    """A copy of the index, to be changed."""
    return Path(copytree(index, tmp_path / "own index"))
