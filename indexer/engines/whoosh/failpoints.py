"""The steps of writing as named points, at which tests let the process die or the disk fail.

They do nothing else, and nothing but a call of :func:`armed` in the same process changes that: no setting, no
variable of the environment and nothing in an index does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias, get_args

Failpoint: TypeAlias = Literal[
    # Making an index.
    "creation locked",
    "first table in place",
    "stamp empty",
    "stamp written",
    "stamp synced",
    "stamp in place",
    # Taking the lock and letting go of it.
    "lock taken",
    "lock note empty",
    "lock note written",
    "lock note outdated",
    "lock note removed",
    # Removing what no generation needs, before writing and after.
    "cleaning",
    "file unused",
    "cleaned",
    # Writing the files of a segment, whether new or merged.
    "segment file absent",
    "segment file empty",
    "segment file begun",
    "segment file written",
    "merging",
    "merged",
    # Committing.
    "segments written",
    "table written",
    "table sealed",
    "file synced",
    "all synced",
    "table in place",
    "folder synced",
    "generation noted",
    # Keeping what was derived.
    "kept empty",
    "kept written",
    "kept synced",
    "kept in place",
]
"""The points, about in the order in which they are reached."""

FAILPOINTS: tuple[Failpoint, ...] = get_args(Failpoint)

_action: Callable[[Failpoint], None] | None = None


def reach(point: Failpoint) -> None:
    """Say that writing has come to a point."""
    if _action is not None:
        _action(point)


@contextmanager
def armed(action: Callable[[Failpoint], None]) -> Iterator[None]:
    """Call ``action`` with each point that this process reaches within the block. For tests only."""
    global _action
    _action = action
    try:
        yield
    finally:
        _action = None
