"""Which pages of a result are offered."""

from __future__ import annotations

_AROUND = 2


def page_numbers(page: int, last: int) -> list[int | None]:
    """The first page, the last and those around this one, in order; None stands for a gap of two pages or more."""
    near = {1, last, *range(page - _AROUND, page + _AROUND + 1)}
    shown = sorted(number for number in near if 1 <= number <= last)
    numbers: list[int | None] = []
    for number in shown:
        before = numbers[-1] if numbers else None
        if before is not None and number - before == 2:
            numbers.append(number - 1)
        elif before is not None and number - before > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers
