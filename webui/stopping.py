"""Ending well: a server that is asked to end answers what it has begun, and then ends."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def _nothing() -> None:
    """What is done when nobody waits to be woken."""


class Stopping:
    """Whether a server has been asked to end; ``wake`` is called when it is, for it may be waiting."""

    def __init__(self) -> None:
        self._asked = False
        self.wake: Callable[[], None] = _nothing

    @property
    def asked(self) -> bool:
        """Whether it shall end."""
        return self._asked

    def ask(self) -> None:
        """Ask it to end; to ask again changes nothing."""
        if not self._asked:
            self._asked = True
            self.wake()

    @contextmanager
    def at_signals(self, *, interrupts: bool = True) -> Iterator[None]:
        """Ask at SIGTERM and Ctrl-C; a second one ends the program at once, by KeyboardInterrupt.

        Without ``interrupts`` Ctrl-C is passed over: a terminal sends it to the parent as well, which asks each child.
        """

        def handle(number: int, frame: FrameType | None) -> None:
            if self._asked:
                raise KeyboardInterrupt
            self.ask()

        before = {
            signal.SIGTERM: signal.signal(signal.SIGTERM, handle),
            signal.SIGINT: signal.signal(signal.SIGINT, handle if interrupts else signal.SIG_IGN),
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
