"""Facets as a page shows them: trees of links that add or remove a value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.engine import FacetKey
from indexer.results import FacetValue
from webui.address import Address

VISIBLE = 8
"""Values that a list shows before the rest, which is folded away."""

FacetValues = Mapping[FacetKey, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value to click. ``share`` is its count in hundredths of the list's greatest count, rounded up."""

    label: str
    count: int
    selected: bool
    url: str
    share: int
    children: tuple[FacetLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on: the facet's parameter, the value's label, and the search without it."""

    facet: str
    label: str
    without: Address


def settled(address: Address, facets: FacetValues) -> Address:
    """The address with codes in place of names: what is selected, as the search understood it."""
    for key in ("district", "industry", "source", "lang"):
        if address.values(key):
            page = address.get("page") or "1"
            selected = (value.code for value in facets.get(key, ()) if value.selected)
            address = address.with_values(key, selected).at_page(int(page))
    return address


def facet_links(key: FacetKey, values: Sequence[FacetValue], address: Address) -> tuple[FacetLink, ...]:
    """The links of a facet whose values add up: districts, industries, sources, languages.

    A value with others below it shows them when it is selected, when one of them is, or when it stands alone.
    Selecting one takes the place of a selected value above or below it, since either would hide the other.
    """
    below: dict[str | None, list[FacetValue]] = defaultdict(list)
    parents = {value.code: value.parent for value in values}
    for value in values:
        below[value.parent if value.parent in parents else None].append(value)
    chosen = tuple(value.code for value in values if value.selected)
    lines = {code: _line(code, parents) for code in parents}
    opened = {above for code in chosen for above in lines[code]}
    greatest = max((value.count for value in values), default=0)

    def link(value: FacetValue, alone: bool) -> FacetLink:
        if value.selected:
            kept = [code for code in chosen if code != value.code]
        else:
            related = (code for code in chosen if code not in lines[value.code])
            kept = [*(code for code in related if value.code not in lines[code]), value.code]
        under = below[value.code] if alone or value.code in opened else []
        return FacetLink(
            label=value.label,
            count=value.count,
            selected=value.selected,
            url=address.with_values(key, kept).url,
            share=_share(value.count, greatest),
            children=tuple(link(child, len(under) == 1) for child in under),
        )

    return tuple(link(value, len(below[None]) == 1) for value in below[None])


def period_links(values: Sequence[FacetValue], address: Address) -> tuple[FacetLink, ...]:
    """The links of years or months, newest first; a click narrows to one, a click on the one chosen widens again."""
    greatest = max((value.count for value in values), default=0)

    def link(value: FacetValue) -> FacetLink:
        chosen = address.get("from") == address.get("to") == value.code
        period = "" if chosen else value.code
        url = address.replacing("from", period).replacing("to", period).url
        return FacetLink(value.label, value.count, chosen, url, _share(value.count, greatest))

    newest_first = sorted(values, key=lambda value: value.code, reverse=True)
    return tuple(link(value) for value in newest_first)


def chips(facets: FacetValues, address: Address) -> tuple[Chip, ...]:
    """The filters that are on, in the order of the facets; a span of time is one of them."""
    found = [
        Chip(key, value.label, address.with_values(key, (c for c in address.values(key) if c != value.code)))
        for key in ("district", "industry", "source", "lang")
        for value in facets.get(key, ())
        if value.selected
    ]
    first, last = address.get("from"), address.get("to")
    if first or last:
        label = first if first == last else f"{first} – {last}"
        found.append(Chip("date", label, address.without("from", "to")))
    return tuple(found)


def _line(code: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The code and every code above it."""
    line = []
    above: str | None = code
    while above is not None and above not in line:
        line.append(above)
        above = parents.get(above)
    return tuple(line)


def _share(count: int, greatest: int) -> int:
    return -(-100 * count // greatest) if greatest else 0
