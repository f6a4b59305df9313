"""What processes take in memory; None where the system does not tell."""

from __future__ import annotations

import sys
from pathlib import Path

_ROLLUP = Path("/proc/self/smaps_rollup")


def peak_bytes(workers: int) -> int | None:
    """The most that this process has taken, with so many times what the largest of its ended children took.

    Pages that several of them share are counted in each, so it is an upper bound.
    """
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + workers * largest) * unit


def private_bytes() -> int | None:
    """What this process alone holds: its anonymous pages. Files that are mapped belong to everyone who reads them."""
    if not _ROLLUP.exists():
        return None
    for line in _ROLLUP.read_text(encoding="ascii").splitlines():
        if line.startswith("Anonymous:"):
            return int(line.split()[1]) * 1024
    return None
