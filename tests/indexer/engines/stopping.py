"""Letting the process die, the disk fill or an interrupt come at a point that writing passes through."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

from indexer.engines.whoosh.failpoints import Failpoint, armed
from tests.indexer.engines.states import PROCESSES

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Ends a process at once; on Windows any signal that is sent does."""


def at_passage(wanted: int, act: Callable[[], object]) -> Callable[[Failpoint], None]:
    """Does something when the points that are reached have come to a number, counted from 0."""
    passages = count()

    def action(_: Failpoint) -> None:
        if next(passages) == wanted:
            act()

    return action


def die(work: Callable[[Path], None], folder: Path, passage: int) -> None:
    with armed(at_passage(passage, lambda: os.kill(os.getpid(), KILL))):
        work(folder)


def kill(work: Callable[[Path], None], folder: Path, passage: int) -> None:
    """Let a process of its own work on a folder and be killed on the way."""
    process = PROCESSES.Process(target=die, args=(work, folder, passage))
    process.start()
    process.join()
    assert process.exitcode not in (0, 1), "it came to its end"


def fill_the_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupt() -> None:
    raise KeyboardInterrupt


def points_of(work: Callable[[Path], None], folder: Path) -> list[Failpoint]:
    """The points that work on a folder passes through."""
    points: list[Failpoint] = []
    with armed(points.append):
        work(folder)
    return points
