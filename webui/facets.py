"""Facets as a page shows them: trees of links that add or remove a value, and open or fold what is below one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.engine import FacetKey
from indexer.results import FacetValue
from webui.address import Address, Pair
from webui.arguments import LISTS, OPEN

VISIBLE = 8
"""Values that a list shows before all of them are asked for."""

FacetValues = Mapping[FacetKey, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value to click. ``share`` is its count in hundredths of the greatest count, rounded up.

    ``below`` is what is open below it. ``turn`` opens or folds that, and is empty where nothing is below, or where that
    is open by itself.
    """

    label: str
    count: int
    selected: bool
    url: str
    share: int
    below: FacetList | None = None
    turn: str = ""


@dataclass(frozen=True, slots=True)
class FacetList:
    """Values beside each other, of which so many more are ``hidden``.

    ``turn`` lists all of them, or the first ones alone again; it is empty where there are no more.
    """

    links: tuple[FacetLink, ...]
    hidden: int = 0
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: the facet's parameter, the value's label, and the search without it."""

    facet: str
    label: str
    without: Address


def settled(address: Address, facets: FacetValues) -> Address:
    """The address with codes in place of names: what is selected, as the search understood it."""
    for key in LISTS:
        if address.values(key):
            page = address.get("page") or "1"
            selected = (value.code for value in facets.get(key, ()) if value.selected)
            address = address.with_values(key, selected).at_page(int(page))
    return address


def facet_list(
    key: FacetKey, values: Sequence[FacetValue], address: Address, *, whole: bool = False
) -> FacetList:
    """The links of a facet whose values add up: districts, industries, sources, languages.

    What is below a value is open when the address says so, when the value or one below it is selected, and when it
    stands alone. Selecting one takes the place of a selected value above or below it, since either would hide the
    other. ``whole`` lists everything, with all that is below it.
    """
    below: defaultdict[str | None, list[FacetValue]] = defaultdict(list)
    parents = {value.code: value.parent for value in values}
    for value in values:
        below[value.parent if value.parent in parents else None].append(value)
    chosen = {value.code: _line(value.code, parents) for value in values if value.selected}
    above_chosen = {code for line in chosen.values() for code in line}
    opened = address.values(OPEN)
    greatest = _greatest(values)
    choosing, turning = address.varying(key), address.varying(OPEN)

    def listed(name: str, beside: Sequence[FacetValue]) -> FacetList:
        everything = whole or name in opened
        shown = [
            value
            for place, value in enumerate(beside)
            if everything or place < VISIBLE or value.code in above_chosen
        ]
        more = len(beside) > VISIBLE and not whole
        return FacetList(
            links=tuple(link(value, len(beside) == 1) for value in shown),
            hidden=len(beside) - len(shown),
            turn=turning(_turned(opened, name)) if more else "",
        )

    def link(value: FacetValue, alone: bool) -> FacetLink:
        under = below.get(value.code, ())
        by_itself = alone or whole or value.code in above_chosen
        is_open = under and (by_itself or value.code in opened)
        return FacetLink(
            label=value.label,
            count=value.count,
            selected=value.selected,
            url=choosing((key, code) for code in _choice(value, chosen, parents)),
            share=_share(value.count, greatest),
            below=listed(value.code, under) if is_open else None,
            turn=turning(_turned(opened, value.code)) if under and not by_itself else "",
        )

    return listed(key, below[None])


def period_list(
    years: Sequence[FacetValue], months: Sequence[FacetValue], address: Address, *, whole: bool = True
) -> FacetList:
    """The links of years, newest first, and below the year that a span of time lies in, those of its months.

    A click narrows to one, a click on the one chosen widens again. Without ``whole`` none is listed before that is
    asked for.
    """
    first, last, opened = address.get("from"), address.get("to"), address.values(OPEN)
    choosing = address.varying("from", "to")
    is_open = whole or "year" in opened

    def links(values: Iterable[FacetValue], greatest: int) -> tuple[FacetLink, ...]:
        return tuple(link(value, greatest) for value in sorted(values, reverse=True))

    def link(value: FacetValue, greatest: int) -> FacetLink:
        chosen = first == last == value.code
        within = [month for month in months if month.code[:4] == value.code]
        spanned = first[:4] == last[:4] == value.code
        return FacetLink(
            label=value.label,
            count=value.count,
            selected=chosen,
            url=choosing(() if chosen else (("from", value.code), ("to", value.code))),
            share=_share(value.count, greatest),
            below=FacetList(links(within, _greatest(within))) if spanned and within else None,
        )

    return FacetList(
        links=links(years, _greatest(years)) if is_open else (),
        hidden=0 if is_open else len(years),
        turn="" if whole else address.varying(OPEN)(_turned(opened, "year")),
    )


def chips(facets: FacetValues, address: Address) -> tuple[Chip, ...]:
    """The filters that are on, in the order of the facets; a span of time is one of them."""
    found = [
        Chip(key, value.label, address.with_values(key, (c for c in address.values(key) if c != value.code)))
        for key in LISTS
        for value in facets.get(key, ())
        if value.selected
    ]
    first, last = address.get("from"), address.get("to")
    if first or last:
        label = first if first == last else f"{first} – {last}"
        found.append(Chip("date", label, address.without("from", "to")))
    return tuple(found)


def _choice(
    value: FacetValue, chosen: Mapping[str, Sequence[str]], parents: Mapping[str, str | None]
) -> list[str]:
    """The codes that are selected after a click on a value; ``chosen`` gives the line of each that is."""
    if value.selected:
        return [code for code in chosen if code != value.code]
    if not chosen:
        return [value.code]
    above = _line(value.code, parents)
    kept = [code for code, line in chosen.items() if code not in above and value.code not in line]
    return [*kept, value.code]


def _turned(opened: Sequence[str], name: str) -> list[Pair]:
    """What is open after this was opened, or folded where it is open."""
    others = [(OPEN, each) for each in opened if each != name]
    return others if name in opened else [*others, (OPEN, name)]


def _line(code: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The code and every code above it."""
    line = []
    above: str | None = code
    while above is not None and above not in line:
        line.append(above)
        above = parents.get(above)
    return tuple(line)


def _greatest(values: Iterable[FacetValue]) -> int:
    return max((value.count for value in values), default=0)


def _share(count: int, greatest: int) -> int:
    return -(-100 * count // greatest) if greatest else 0
