"""Several processes that answer at one address, each with all processors' worth of Python for itself."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from signal import SIGTERM
from time import monotonic

import click

from webui.stopping import Stopping

SOONEST = 5.0
"""Seconds that a process must have lived to be replaced when it dies: what fails at once would fail for ever."""


def has_processes() -> bool:
    """Whether this system can make a process of this one."""
    return hasattr(os, "fork")


def answer_in_processes(number: int, answer: Callable[[Stopping], None], stopping: Stopping) -> int:
    """Let so many children answer until ``stopping``, which asks each of them; the exit status.

    A child that dies is replaced. What was loaded before is shared with all, as long as nobody changes it.
    """
    # Collecting garbage would touch, and so copy, every object that is shared.
    gc.freeze()
    children: dict[int, float] = {}
    parent = os.getpid()

    def ask_children() -> None:
        for child in list(children):
            os.kill(child, SIGTERM)

    stopping.wake = ask_children
    for _ in range(number):
        children[_child(parent, answer)] = monotonic()
    status = 0
    while children:
        try:
            child, ended = os.wait()
        except KeyboardInterrupt:
            # Asked for the second time: they end at once as well.
            ask_children()
            raise
        began = children.pop(child)
        if stopping.asked:
            continue
        code = os.waitstatus_to_exitcode(ended)
        how = f"by signal {-code}" if code < 0 else f"with {code}"
        click.echo(f"zhengsou-web: process {child} ended {how}.", err=True)
        if monotonic() - began < SOONEST:
            status = 2
            stopping.ask()
        else:
            children[_child(parent, answer)] = monotonic()
    return status


def _child(parent: int, answer: Callable[[Stopping], None]) -> int:
    """A new child, which answers; in the child this never returns."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = 2
    try:
        stopping = _Orphan(parent)
        with stopping.at_signals(interrupts=False):
            answer(stopping)
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
        return self._asked or os.getppid() != self._parent

    @asked.setter
    def asked(self, value: bool) -> None:
        self._asked = value
