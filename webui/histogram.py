"""When the documents of a result were published: a histogram to look at, to click, and to draw a span of time on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from indexer.query.dates import read_period
from indexer.results import FacetValue
from indexer.trends.periods import period_number
from webui.address import Address

LEAST_BINS = 12
"""Bins of a histogram at least, for months a whole year."""
MOST_BINS = 60
"""Bins that stand beside each other: in a column of 240 pixels each is four pixels wide."""
MOST_YEARS = 5
"""Years that are written below the bins."""

_WIDTHS = (1, 3, *(12 * years for years in (1, 2, 5, 10, 25, 50, 100, 250)))
"""Months that a bin may take in: ten thousand years fit too."""
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000)
"""Years from one that is written to the next."""
_LEAST = 2
"""Hundredths of the height that a bin with a document has at least."""
_ROOM = 88
"""Hundredths of the width, behind which a year has no room."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Some months side by side: what they are called, how many documents they have, and the search of them alone."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bins from the first month of a result to its last or a little more, whatever span of time is chosen.

    ``bars`` and ``chosen`` are SVG paths of the bars outside and inside the span chosen, with bins one unit wide and
    100 high. ``first`` is the bin where the span begins and ``width`` how many it takes in; 0 where none is chosen.
    ``years`` are years with their places, in hundredths of the width.
    """

    bins: tuple[Bin, ...]
    bars: str
    chosen: str
    first: int
    width: int
    years: tuple[tuple[int, float], ...]


def histogram(months: Sequence[FacetValue], address: Address, today: date | None = None) -> Histogram | None:
    """The histogram of counted months; None where there are none. ``today`` is what 近三年 counts from."""
    numbers = {period_number(value.code, "month"): value.count for value in months}
    span = _span(address, today or date.today())
    if not numbers:
        return None
    earliest, latest = min(numbers), max(numbers)
    width = next(width for width in _WIDTHS if latest // width - earliest // width < MOST_BINS)
    start, end = earliest // width, latest // width
    if end - start < LEAST_BINS:
        # Few months stand in their year.
        start = start // 12 * 12
        end = max(end, start + LEAST_BINS - 1)
    counts = [0] * (end - start + 1)
    for number, count in numbers.items():
        counts[number // width - start] += count
    first, last = (-1, -1) if span is None else (max(0, span[0] // width - start), span[1] // width - start)
    last = min(last, len(counts) - 1)
    inside = range(first, last + 1) if span else range(0)
    heights = [max(_LEAST, round(100 * count / max(counts))) if count else 0 for count in counts]
    searching = address.varying("from", "to")

    def bin_at(place: int, count: int) -> Bin:
        begin = (start + place) * width
        ends = _code(begin, width), _code(begin + width - 1, width)
        label = " – ".join(dict.fromkeys(ends))
        return Bin(f"{label}: {count:,}", count, searching(zip(("from", "to"), ends, strict=True)))

    return Histogram(
        bins=tuple(bin_at(*counted) for counted in enumerate(counts)),
        bars=_path(heights, (place for place in range(len(counts)) if place not in inside)),
        chosen=_path(heights, inside),
        first=first if inside else 0,
        width=len(inside),
        years=tuple(_years(start * width, len(counts) * width)),
    )


def _span(address: Address, today: date) -> tuple[int, int] | None:
    """The first and the last month of the span of time that is chosen, None where none is."""
    first, last = (read_period(address.get(name), today) for name in ("from", "to"))
    if first is None and last is None:
        return None
    return (
        period_number(first.first.isoformat(), "month") if first else 0,
        period_number((last.last if last else date.max).isoformat(), "month"),
    )


def _code(number: int, width: int) -> str:
    """What a month, or in bins of years its year, is called in an address; there is no year 0 and none after 9999."""
    year, month = divmod(min(max(number, 12), 119_999), 12)
    return f"{year:04}" if width >= 12 else f"{year:04}-{month + 1:02}"


def _path(heights: Sequence[int], places: Iterable[int]) -> str:
    return "".join(
        f"M{place}.1 100v-{heights[place]}h.8v{heights[place]}z" for place in places if heights[place]
    )


def _years(first: int, months: int) -> Iterator[tuple[int, float]]:
    """The years to write below so many months, with their places; the first month's where no other begins there."""
    step = next(step for step in _STEPS if months / 12 / step <= MOST_YEARS)
    begin = -(-first // (12 * step)) * step
    written = 0
    for year in range(begin, (first + months - 1) // 12 + 1, step):
        place = round(100 * (year * 12 - first) / months, 1)
        if place <= _ROOM:
            written += 1
            yield year, place
    if not written:
        yield first // 12, 0.0
