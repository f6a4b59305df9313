"""Counts over time as a drawing: what its axes show, and where things stand in it. Drawing itself is left to svg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, log10

from indexer.trends.periods import period_number

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_CHARACTER = 7.0
"""Units of width that a digit takes."""
_NARROWEST = 30.0
"""Units that are left beside the plot at least: half of the name of the first month stands there."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The values of a query in each period; None where there is none. ``number`` counts the queries from 0."""

    label: str
    number: int
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """The curves of one district or industry, whose name it has, or of everything; and what they show in words."""

    label: str
    description: str
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Plots on the same axes. ``whole`` says that values are whole numbers, ``unit`` what they count."""

    title: str
    unit: str
    periods: tuple[str, ...]
    plots: tuple[Plot, ...]
    whole: bool

    @property
    def highest(self) -> float:
        """The greatest value of all plots."""
        return max(
            (value for plot in self.plots for curve in plot.curves for value in curve.values if value),
            default=0,
        )


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: how far along it, and what is written there."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of a plot within a drawing of a size, and the marks on its axes; places count from the top left."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    _count: int
    _highest: float

    def x(self, place: int) -> float:
        """Where the period with this number stands; a single one stands in the middle."""
        width = self.right - self.left
        return self.left + (width * place / (self._count - 1) if self._count > 1 else width / 2)

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.bottom - (self.bottom - self.top) * value / self._highest


def frame(chart: Chart, width: float, height: float, top: float) -> Frame:
    """The frame of a plot of a chart in a drawing of this size, which leaves ``top`` to what stands above it."""
    values = value_ticks(chart.highest, 3 if height < 200 else 5, chart.whole)
    labels = [_written(value) for value in values]
    left = max(_CHARACTER * max(map(len, labels)) + 12, _NARROWEST)
    right, bottom = width - 14, height - 24
    known = Frame(width, height, left, right, top, bottom, (), (), len(chart.periods), values[-1])
    longest = max((len(period) for period in chart.periods), default=4)
    room = max(floor((right - left) / (_CHARACTER * longest + 18)), 1)
    across = tuple(Tick(known.x(place), label) for place, label in period_ticks(chart.periods, room))
    up = tuple(Tick(known.y(value), label) for value, label in zip(values, labels, strict=True))
    return replace(known, across=across, up=up)


def value_ticks(highest: float, most: int, whole: bool) -> list[float]:
    """Round values from 0 to the first that is not below the highest, about so many at most, at 1, 2 or 5 apart."""
    if highest <= 0:
        return [0, 1]
    least = highest / most
    power = 10.0 ** floor(log10(least))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= least)
    if whole:
        step = max(round(step), 1)
    count = -(-highest // step)
    return [round(step * number, 9) for number in range(int(count) + 1)]


def period_ticks(periods: Sequence[str], most: int) -> list[tuple[int, str]]:
    """Which periods are written out, about so many at most: Januaries, or other months and years at even distances."""
    if not periods:
        return []
    if len(periods[0]) == 4:
        power = 1
        steps = []
        while power <= len(periods):
            steps += [power, 2 * power, 5 * power]
            power *= 10
        step = next(step for step in (*steps, power) if len(periods) <= step * most)
        return [(place, period) for place, period in enumerate(periods) if int(period) % step == 0] or [
            (0, periods[0])
        ]
    step = next(step for step in (*_MONTH_STEPS, 12 * len(periods)) if len(periods) <= step * most)
    chosen = [
        (place, period) for place, period in enumerate(periods) if period_number(period, "month") % step == 0
    ]
    if step >= 12:
        return [(place, period[:4]) for place, period in chosen] or [(0, periods[0])]
    return chosen or [(0, periods[0])]


def _written(value: float) -> str:
    return f"{value:,.10g}"
