"""A bar on standard error for what takes a while, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

Step = TypeVar("Step")

_OFTEN = 100
"""Steps between two of which the bar hears: drawing costs more than many a step."""


class Bar(Protocol):
    """What is told how far something has come."""

    def at(self, done: int) -> None:
        """Say that so many are done."""

    def call(self, doing: str) -> None:
        """Say what is being done."""


@contextmanager
def progress_bar(doing: str, done: str, total: int | None = None, *, shown: bool = True) -> Iterator[Bar]:
    """A bar that says what is being done, how much is ``done`` of ``total``, where that is known, and since when.

    Where standard error is no terminal, or the bar is not to be ``shown``, nothing is drawn and nothing loaded for it.
    """
    if not (shown and sys.stderr.isatty()):
        yield _Unseen()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    amount = "{task.completed:,.0f}" + (" of {task.total:,.0f}" if total is not None else "")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(f"{amount} {done}"),
        TimeElapsedColumn(),
    )
    # What is written to standard output meanwhile is none of the bar's business.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(doing, total=total)

        class Drawn:
            def at(self, done: int) -> None:
                progress.update(task, completed=done)

            def call(self, doing: str) -> None:
                progress.update(task, description=doing)

        yield Drawn()


def counted(steps: Iterable[Step], to: Bar) -> Iterator[Step]:
    """The steps, of which a bar hears as they are taken."""
    for number, step in enumerate(steps):
        if number % _OFTEN == 0:
            to.at(number)
        yield step


class _Unseen:
    def at(self, done: int) -> None:
        pass

    def call(self, doing: str) -> None:
        pass
