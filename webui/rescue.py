"""Ways out of an empty result: neighbouring searches that do find something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.errors import RequestError
from indexer.engine import Engine
from indexer.parameters import SearchParameters
from indexer.search import search
from webui.address import Address
from webui.facets import Chip

_QUOTES = str.maketrans(dict.fromkeys('"“”„‟«»「」『』﹁﹂﹃﹄〝〞〟＂'))
_MOST = 6
"""Filters that are tried without, one by one."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A neighbouring search: what is different, how many documents it finds, where it is."""

    change: Literal["filter", "filters", "any", "unquoted"]
    label: str
    count: int
    url: str


def ways_out(
    engine: Engine, parameters: SearchParameters, address: Address, on: Sequence[Chip]
) -> list[WayOut]:
    """The neighbours of a search that find something, the smallest changes first."""
    return [
        WayOut(change, label, count, neighbour.url)
        for change, label, neighbour in _neighbours(address, on)
        if (count := _count(engine, parameters, neighbour))
    ]


def _neighbours(
    address: Address, on: Sequence[Chip]
) -> Iterator[tuple[Literal["filter", "filters", "any", "unquoted"], str, Address]]:
    for chip in on[:_MOST]:
        yield "filter", chip.label, chip.without
    if len(on) > 1:
        yield "filters", "", address.unfiltered
    q = address.get("q")
    if q.translate(_QUOTES) != q:
        yield "unquoted", "", address.replacing("q", q.translate(_QUOTES))
    if address.get("match") != "any":
        yield "any", "", address.replacing("match", "any")


def _count(engine: Engine, parameters: SearchParameters, address: Address) -> int:
    """How many documents the search at an address finds; ``parameters`` gives what has no place in it."""
    neighbour = replace(
        parameters,
        q=address.get("q"),
        district=address.values("district"),
        industry=address.values("industry"),
        source=address.values("source"),
        lang=address.values("lang"),
        from_=address.get("from"),
        to=address.get("to"),
        match=address.get("match") or "auto",
        limit=0,
        offset=0,
        facets=(),
    )
    try:
        return search(engine, neighbour).total
    except RequestError:
        # Without its quotes a query may pass a limit that it kept with them.
        return 0
