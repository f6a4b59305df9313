"""What processes hold in memory for themselves, as Linux tells it; None elsewhere.

Counted are anonymous pages, which nothing but the process can use. Files that are mapped are left out: they belong
to whoever reads them, and the system takes them back when memory is short.
"""

from __future__ import annotations

from pathlib import Path

_PROCESSES = Path("/proc")


def private_bytes(process: int | str = "self") -> int | None:
    """What a process holds for itself; None where it has ended."""
    try:
        told = (_PROCESSES / str(process) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    kilobytes = (line.split()[1] for line in told.splitlines() if line.startswith("Anonymous:"))
    return 1024 * int(next(kilobytes, 0))


def family_bytes(process: int) -> int | None:
    """What a process and those that it started hold together, now."""
    own = private_bytes(process)
    if own is None:
        return None
    return own + sum(family_bytes(child) or 0 for child in _children(process))


def _children(process: int) -> list[int]:
    found: list[int] = []
    for told in (_PROCESSES / str(process) / "task").glob("*/children"):
        try:
            found += map(int, told.read_text(encoding="ascii").split())
        except OSError:
            # The thread ended meanwhile.
            continue
    return found
