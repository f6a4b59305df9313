"""Several processes that answer at one address, for Python computes on one processor only."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from time import monotonic
from typing import TypeAlias

import click

from corpus.errors import ZhengsouError
from webui.sharing import NONE, Share, Shares
from webui.stopping import Stopping

MOST = 4
"""Processes that are made where nobody says how many; there are no more than processors."""
SOONEST = 5.0
"""Seconds that a process must have lived to be replaced when it dies: what fails at once would fail for ever."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM)

Answer: TypeAlias = Callable[[Stopping, Share], None]
"""Answers requests until it is asked to stop, and tells others of its share."""


def usual_number() -> int:
    """How many processes are made where nobody says: one where this system cannot make a process of another.

    Nor on macOS, whose own libraries do not bear it.
    """
    return min(MOST, os.cpu_count() or 1) if hasattr(os, "fork") and sys.platform != "darwin" else 1


def answer_in_processes(
    number: int,
    prepared: Callable[[], AbstractContextManager[Answer]],
    stopping: Stopping,
    ready: Callable[[], None],
) -> int:
    """Let so many children answer until ``stopping``, which asks each of them; the exit status.

    What is ``prepared`` is loaded once and shared by them as long as nobody changes it. ``ready`` is called when all
    have begun. A child that dies is replaced, and what it answers with is loaded anew.
    """
    parent = os.getpid()
    shares = Shares(number)
    children: dict[int, tuple[int, float]] = {}

    def begin(slots: Iterable[int]) -> None:
        with prepared() as answer:
            # Collecting garbage would touch, and so copy, every object that is shared.
            gc.freeze()
            # A signal that comes now would be handled by a child as if it were this process, or miss it.
            signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
            try:
                for slot in slots:
                    children[_child(parent, answer, shares.own(slot))] = slot, monotonic()
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
                # Or what is loaded for a child that replaces another would add to what was loaded before.
                gc.unfreeze()
        if stopping.asked:
            ask()

    def ask() -> None:
        for child in list(children):
            os.kill(child, signal.SIGTERM)

    def replace(slot: int, began: float) -> bool:
        if monotonic() - began < SOONEST:
            return False
        try:
            begin([slot])
        except ZhengsouError as error:
            click.echo(f"zhengsou-web: {error}", err=True)
            return False
        return True

    stopping.wake = ask
    begin(range(number))
    ready()
    status = 0
    while children:
        try:
            child, ended = os.wait()
        except KeyboardInterrupt:
            # Asked for the second time: they end at once as well.
            ask()
            raise
        slot, began = children.pop(child)
        # Until there is another nobody waits for it to take its share.
        shares.own(slot).tell(NONE)
        if not stopping.asked:
            code = os.waitstatus_to_exitcode(ended)
            how = f"by signal {-code}" if code < 0 else f"with {code}"
            click.echo(f"zhengsou-web: process {child} ended {how}.", err=True)
            if not replace(slot, began):
                status = 2
                stopping.ask()
    return status


def _child(parent: int, answer: Answer, share: Share) -> int:
    """A new child, which answers; in the child this never returns."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        stopping = _Orphan(parent)
        with stopping.at_signals(interrupts=False):
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
            answer(stopping, share)
        status = 0
    except KeyboardInterrupt:
        status = 0
    except Exception as error:  # noqa: BLE001 -- a child has no caller that could be told
        click.echo(f"zhengsou-web: {error}", err=True)
    finally:
        sys.stderr.flush()
        os._exit(status)


class _Orphan(Stopping):
    """Asked to end also when the parent is gone, which then cannot ask."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        super().__init__()

    @property
    def asked(self) -> bool:
        return super().asked or os.getppid() != self._parent
