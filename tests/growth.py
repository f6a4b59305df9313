"""How processor time grows with the size of what is worked on: a ratio, so that no machine is too slow for a test."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

_ROUNDS = 3
_SHORTEST = 0.002
"""Seconds below which a clock's steps and other noise outweigh the work."""


def growth(work: Callable[[int], Any], size: int, times: int = 8) -> float:
    """How many times as long ``work`` takes for ``times`` the size, by the best of some rounds.

    Work that grows in proportion gives about ``times``, work that grows with the square ``times`` squared.
    """
    return _least(work, size * times) / max(_least(work, size), _SHORTEST)


def _least(work: Callable[[int], Any], size: int) -> float:
    taken = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        work(size)
        taken.append(time.process_time() - begun)
    return min(taken)
