"""What was changed in a text: the pieces that went and came, with a few characters around each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

_ALIKE = 6
"""Characters in a row by which two texts are in step again."""
_FURTHEST = 200
"""Characters that may have come in one place before the rest of both texts counts as one difference."""
_DEAR = 20
"""How many characters that went are as likely as one that came."""
_AROUND = 4
_PIECE = 256
"""Characters that are compared at once."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that was changed.

    ``removed`` stood at ``start`` (code points of the text before) and ``added`` stands there now; ``left`` and
    ``right`` are the few unchanged characters of the same line around it.
    """

    start: int
    removed: str
    added: str
    left: str
    right: str

    def to_json(self) -> dict[str, Any]:
        """The place and what changed there."""
        return {"start": self.start, "removed": self.removed, "added": self.added}


def differences(before: str, after: str) -> list[Difference]:
    """The places in which two texts differ, in order; putting ``added`` for ``removed`` in each makes one the other.

    Made for texts that are mostly the same, as before and after a step of cleaning: the time grows with the length of
    what differs, times its length.
    """
    places = list(_places(before, after))
    starts = [start for start, _, _ in places]
    ends = [start + len(removed) for start, removed, _ in places]
    return [
        Difference(
            start,
            removed,
            added,
            left=before[max(start - _AROUND, last) : start].rpartition("\n")[2],
            right=before[end : min(end + _AROUND, following)].partition("\n")[0],
        )
        for (start, removed, added), end, last, following in zip(
            places, ends, [0, *ends], [*starts[1:], len(before)], strict=False
        )
    ]


def _places(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    at = there = last = 0
    while True:
        same = _same(before, after, at, there)
        at, there = at + same, there + same
        if at == len(before) and there == len(after):
            return
        end, end_there = _in_step(before, after, at, there)
        removed, added = before[at:end], after[there:end_there]
        if not added:
            start = _line_start(before, last, at, end)
            yield start, before[start : start + len(removed)], ""
        else:
            for kind, one, other, came, came_until in SequenceMatcher(
                None, removed, added, False
            ).get_opcodes():
                if kind != "equal":
                    yield at + one, removed[one:other], added[came:came_until]
        at, there, last = end, end_there, end


def _line_start(text: str, first: int, at: int, end: int) -> int:
    """Where a piece may as well have been removed: from the start of a line on, if one would do, else where it was."""
    pairs = zip(reversed(text[first:at]), reversed(text[first:end]), strict=False)
    back = sum(1 for _ in takewhile(_are_equal, pairs))
    starts = (start for start in range(at - back, at) if start == 0 or text[start - 1] == "\n")
    return next(starts, at)


def _same(before: str, after: str, at: int, there: int) -> int:
    """How many characters are the same from two places on."""
    start = at
    while (piece := before[at : at + _PIECE]) == after[there : there + _PIECE] and piece:
        at, there = at + len(piece), there + len(piece)
    pairs = zip(piece, after[there : there + _PIECE], strict=False)
    return at - start + sum(1 for _ in takewhile(_are_equal, pairs))


def _in_step(before: str, after: str, at: int, there: int) -> tuple[int, int]:
    """The places from which both texts are the same again, with the least before them, most of all of what came."""
    best = len(before), len(after)
    cost = len(before) - at + _DEAR * (len(after) - there)
    for came in range(min(_FURTHEST, len(after) - there)):
        piece = after[there + came : there + came + _ALIKE]
        if there + came + _ALIKE < len(after):
            found = before.find(piece, at)
        else:
            found = len(before) - len(piece) if before.endswith(piece) else -1
        if found >= at and found - at + _DEAR * came < cost:
            best, cost = (found, there + came), found - at + _DEAR * came
    return best


def _are_equal(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]
