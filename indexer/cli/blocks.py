"""Numbers drawn with the block characters of a terminal: bars that lie, and rows of bars that stand."""

from __future__ import annotations

from collections.abc import Sequence

_LYING = " ▏▎▍▌▋▊▉█"
_STANDING = " ▁▂▃▄▅▆▇█"


def bar(value: float, highest: float, width: int) -> str:
    """A bar for a value, so many columns long where it is the highest; what is more than nothing can be seen."""
    if value <= 0 or highest <= 0:
        return ""
    eighths = max(round(8 * width * value / highest), 1)
    return _LYING[8] * (eighths // 8) + _LYING[eighths % 8].strip()


def row(values: Sequence[float], highest: float) -> str:
    """A row of bars, one column each; what is more than nothing can be seen."""
    return "".join(
        _STANDING[max(round(8 * value / highest), 1) if value > 0 and highest > 0 else 0] for value in values
    )


def gathered(values: Sequence[float], width: int) -> tuple[list[float], int]:
    """The sums of so many neighbours each that they fit into a width, and how many that are."""
    size = max(-(-len(values) // max(width, 1)), 1)
    return [sum(values[start : start + size]) for start in range(0, len(values), size)], size
