"""The districts or industries that documents are told apart by: those of one level, within what is filtered for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, TypeAlias, get_args

from corpus.vocabulary import Vocabulary, places

Level: TypeAlias = Literal["province", "city", "county"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Levels of districts, the highest first."""

_KINDS = {"province": 0, "prefecture": 1, "county": 2}


def below(vocabulary: Vocabulary, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """The codes right below the chosen ones, and those of them below which there is none; else those at the top."""
    children = _children(vocabulary)
    if not chosen:
        return children[None]
    return tuple(dict.fromkeys(each for code in chosen for each in children.get(code, (code,))))


def places_at(level: Level, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """The places of a level, which have no place in common and leave none out.

    Where a country has no places of a level, those above it stand in: Beijing has counties and no cities, so that it is
    a city itself. A county without a city above it stands among the cities. Of the chosen places, those in them are
    given, and those that lie deeper themselves. Zones and towns count as what they lie in.
    """
    every = _places_at(level)
    if not chosen:
        return every
    known = places()
    return tuple(
        dict.fromkeys(
            each
            for code in chosen
            for each in ([one for one in every if one == code or code in known.ancestors(one)] or [code])
        )
    )


@cache
def _places_at(level: Level) -> tuple[str, ...]:
    wanted = LEVELS.index(level)
    children = _children(places())
    ranks = {entry.code: _KINDS[entry.kind] for entry in places() if entry.kind in _KINDS}

    def cut(code: str) -> Iterator[str]:
        if ranks[code] >= wanted or not reaches(code):
            yield code
        else:
            for child in children.get(code, ()):
                if child in ranks:
                    yield from cut(child)

    def reaches(code: str) -> bool:
        return ranks[code] == wanted or any(
            reaches(child) for child in children.get(code, ()) if child in ranks
        )

    return tuple(each for code in children[None] for each in cut(code))


@cache
def _children(vocabulary: Vocabulary) -> Mapping[str | None, tuple[str, ...]]:
    """The codes right below each code, and below None those at the top."""
    found: defaultdict[str | None, list[str]] = defaultdict(list)
    for entry in vocabulary:
        found[entry.parent].append(entry.code)
    return {code: tuple(codes) for code, codes in found.items()}
