"""Which place a name means, if any: by the place before it, those named elsewhere, and the names beside it.

A full name that only one place bears counts wherever it stands, and so do the short names of provinces and cities.
A name in the column ``contextual``, and one that several places bear, counts where a place above it is named too.
Where none is, a full name of several places means the one in or beside which most of the other names lie that are
still open: 朝阳区 with 望京 or 通州区 is in Beijing. A name in the column ``qualified`` is an ordinary word as well
and counts only straight after the name of a place above it: 朝阳 in 北京朝阳, never in 朝阳产业.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from corpus.metadata.place_names import Bearer, Mention, find_names

Field: TypeAlias = Literal["issuer", "source", "title", "text"]
"""Where a name of a place can stand."""

_NOTHING: frozenset[str] = frozenset()
_NEED_CONTEXT = ("certain", "contextual")
"""The tiers of names for which it is enough that a place above is named: several can bear a certain one."""


class Named(NamedTuple):
    """A name of a place in a field, and what it means, if anything."""

    field: Field
    mention: Mention
    bearer: Bearer | None


def named_places(fields: Mapping[Field, str]) -> list[Named]:
    """The names of places in normalized fields, in order, each understood in the light of all."""
    # One text is looked through faster than several, and no name goes over the end of a line.
    found = find_names("\n".join(fields.values()))
    meanings = resolve(found)
    named = []
    begin = number = 0
    for field, text in fields.items():
        end = begin + len(text)
        while number < len(found) and found[number].start < end:
            name, start, stop, joined = found[number]
            named.append(Named(field, Mention(name, start - begin, stop - begin, joined), meanings[number]))
            number += 1
        begin = end + 1
    return named


def resolve(mentions: Sequence[Mention]) -> list[Bearer | None]:
    """What each mention means, if anything: first those that need no context, which are the context of the rest."""
    meanings: list[Bearer | None] = []
    named: set[str] = set()
    before = None
    elsewhere = _elsewhere(mentions)
    for mention in mentions:
        bearers = mention.name.bearers
        alone = None if mention.name.text in elsewhere else mention.name.alone
        before = _meaning(bearers, alone, before, _NOTHING) if before and mention.joined else alone
        meanings.append(before)
        if before and before.code not in named:
            named.update((before.code, *before.above))
    if None in meanings:
        _give_meanings(mentions, meanings, named, elsewhere)
        if support := _supported(mentions, meanings):
            named |= support
            _give_meanings(mentions, meanings, named, elsewhere)
    return meanings


def _elsewhere(mentions: Sequence[Mention]) -> set[str]:
    """Names of counties right behind a city or province that has none of that name: 臺北市中山區 is not in Dalian."""
    return {
        name.text
        for (city, *_), (name, _, _, joined) in pairwise(mentions)
        if joined
        and city.alone
        and name.alone
        and name.alone.full
        and _is_county(name.alone.code)
        and not _is_county(city.alone.code)
        and all(city.alone.code not in bearer.above for bearer in name.bearers)
    }


def _is_county(code: str) -> bool:
    return not code[:6].endswith("00")


def _give_meanings(
    mentions: Sequence[Mention], meanings: list[Bearer | None], named: set[str], elsewhere: Container[str]
) -> None:
    """Give a meaning to every mention that has none yet and finds one in what is named, and name it for the others."""
    for number, mention in enumerate(mentions):
        if meanings[number] is None:
            before = meanings[number - 1] if mention.joined else None
            alone = None if mention.name.text in elsewhere else mention.name.alone
            bearer = _meaning(mention.name.bearers, alone, before, named)
            if bearer:
                meanings[number] = bearer
                named.update((bearer.code, *bearer.above))


def _meaning(
    bearers: Sequence[Bearer], alone: Bearer | None, before: Bearer | None, named: Container[str]
) -> Bearer | None:
    if before:
        inside = [bearer for bearer in bearers if before.code in bearer.above]
        right_below = [bearer for bearer in inside if bearer.above[0] == before.code]
        return _only(right_below or inside) if inside else alone
    if alone:
        return alone
    near: defaultdict[int, list[Bearer]] = defaultdict(list)
    for bearer in bearers:
        within = bearer.above if bearer.full else bearer.above[:1]
        distance = next((distance for distance, code in enumerate(within) if code in named), None)
        if bearer.tier in _NEED_CONTEXT and distance is not None:
            near[distance].append(bearer)
    return _only(near[min(near)]) if near else None


def _only(bearers: Sequence[Bearer]) -> Bearer | None:
    return bearers[0] if len(bearers) == 1 else None


def _supported(mentions: Sequence[Mention], meanings: Sequence[Bearer | None]) -> set[str]:
    """The places that open full names mean by the open names that lie in or beside just one of their bearers."""
    open_names = {
        mention.name.text: mention.name.bearers
        for mention, meaning in zip(mentions, meanings, strict=True)
        if meaning is None and not mention.joined
    }
    best = (_best_supported(name, bearers, open_names) for name, bearers in open_names.items())
    return {code for bearer in best if bearer for code in (bearer.code, *bearer.above)}


def _best_supported(
    name: str, bearers: Sequence[Bearer], open_names: Mapping[str, Sequence[Bearer]]
) -> Bearer | None:
    support = Counter(
        {
            bearer: sum(_lies_by(bearer, open_names[other]) for other in open_names if other != name)
            for bearer in bearers
            if bearer.full and bearer.tier == "certain"
        }
    )
    most = max(support.values(), default=0)
    return _only([bearer for bearer, names in support.items() if names == most]) if most else None


def _lies_by(bearer: Bearer, others: Iterable[Bearer]) -> bool:
    """Whether a name's bearer lies in a place, or is called in full and lies beside it."""
    return any(
        bearer.code in other.above or (other.full and other.above[:1] == bearer.above[:1])
        for other in others
        if other.tier in _NEED_CONTEXT
    )
