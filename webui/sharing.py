"""How many connections each of several processes has open, so that none has much more to do than another."""

from __future__ import annotations

from mmap import mmap

NONE = (1 << 32) - 1
"""Told for a process that is gone: nobody is behind it."""
_SLOT = 4


class Shares:
    """Connections of so many processes, in memory that is shared with those that are made of this one."""

    def __init__(self, number: int) -> None:
        self._connections = memoryview(mmap(-1, _SLOT * number)).cast("I")

    def own(self, slot: int) -> Share:
        """The share of one process."""
        return Share(self._connections, slot)


class Share:
    """What one process has of all connections."""

    def __init__(self, connections: memoryview[int], slot: int) -> None:
        self._connections = connections
        self._slot = slot

    def tell(self, connections: int) -> None:
        """Let the others know how many are open here."""
        self._connections[self._slot] = connections

    def is_larger(self) -> bool:
        """Whether another process has fewer."""
        return self._connections[self._slot] > min(self._connections)


ALONE = Shares(1).own(0)
"""The share of a process that is the only one."""
