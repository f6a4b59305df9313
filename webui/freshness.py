"""An engine that turns to a newer generation of its index by itself."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic

from flask import current_app

from indexer.engine import Engine

INTERVAL = 1.0
"""Seconds between two looks for a newer generation."""


class FreshEngine:
    """Gives an engine to requests of many threads, and looks for a newer generation now and then.

    ``clock`` gives seconds.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = monotonic) -> None:
        self._engine = engine
        self._clock = clock
        self._looked = clock()
        self._looking = Lock()

    def current(self) -> Engine:
        """The engine at its newest generation, not more than an interval behind.

        Raises EngineError when the index has become unreadable.
        """
        if self._clock() - self._looked >= INTERVAL and self._looking.acquire(blocking=False):
            try:
                self._engine.refresh()
                # Only a look that succeeds counts: after a failure the next request looks again.
                self._looked = self._clock()
            finally:
                self._looking.release()
        return self._engine


def current_engine() -> Engine:
    """The engine of the app that answers the request at hand. Raises EngineError when it cannot be read."""
    fresh: FreshEngine = current_app.extensions["zhengsou"]
    return fresh.current()
