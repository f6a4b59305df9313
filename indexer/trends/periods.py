"""Years and months in a row, without gaps."""

from __future__ import annotations

from collections.abc import Collection

from corpus.errors import RequestError
from indexer.engine import PeriodKey
from indexer.settings import MAX_PERIODS


def axis(periods: Collection[str], by: PeriodKey) -> tuple[str, ...]:
    """Every year ``2020`` or month ``2020-07`` from the earliest of the periods to the latest; none for none.

    Raises RequestError where these are more than :data:`MAX_PERIODS`.
    """
    spanned = _spanned(periods, by)
    if len(spanned) > MAX_PERIODS:
        raise RequestError(
            "from",
            f"from {min(periods)} to {max(periods)} there are {len(spanned):,} {by}s, and at most {MAX_PERIODS:,} "
            "can be counted; narrow the dates with from and to"
            + (", or count years" if by == "month" else ""),
        )
    return tuple(_name(number, by) for number in spanned)


def can_be_drawn(periods: Collection[str], by: PeriodKey) -> bool:
    """Whether :func:`axis` takes these."""
    return len(_spanned(periods, by)) <= MAX_PERIODS


def _spanned(periods: Collection[str], by: PeriodKey) -> range:
    """The numbers from that of the earliest period to that of the latest; their names are in the order of time."""
    if not periods:
        return range(0)
    return range(period_number(min(periods), by), period_number(max(periods), by) + 1)


def period_number(period: str, by: PeriodKey) -> int:
    """The years from the beginning of the year 0 to that of a period, or the months; a day is numbered as its month."""
    return int(period[:4]) if by == "year" else int(period[:4]) * 12 + int(period[5:7]) - 1


def _name(number: int, by: PeriodKey) -> str:
    return f"{number:04}" if by == "year" else f"{number // 12:04}-{number % 12 + 1:02}"
