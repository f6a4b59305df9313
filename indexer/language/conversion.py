"""From one script to the other by OpenCC's rules, and what becomes of places in a text that is converted.

A conversion is a row of steps, and a step a row of tables. The longest phrases of a table are exchanged first, of
equally long ones the leftmost; the next table is held against what is left then. Phrases of the ``*p`` configurations
change their length (互联网, 網際網路), all others keep it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import NamedTuple

from indexer.language.characters import CharacterMap
from indexer.language.opencc_tables import CHARACTER_TABLES, Conversion, chain, entries

Span = tuple[int, int]

_NEVER_INSIDE = re.compile(
    r"[\s\-,.?!*，。、；：？！…“”‘’『』「」﹁﹂—－（）《》〈〉～．／＼︒︑︔︓︿﹀︹︺︙︐［﹇］﹈︕︖︰︳︴︽︾︵︶｛︷｝︸﹃﹄【︻】︼]"
)
"""Marks at which OpenCC takes a text apart before it looks for phrases."""


class Exchange(NamedTuple):
    """A phrase that was exchanged for a longer or shorter one: where it stood, and how long what stands there is."""

    start: int
    end: int
    length: int


@dataclass(frozen=True, slots=True)
class Converted:
    """A text that was converted. ``steps`` are the exchanges of each step that changed lengths, in order."""

    text: str
    steps: tuple[tuple[Exchange, ...], ...] = ()

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Where spans of the text before stand now; both sorted and apart.

        A span that holds a part of what was exchanged as a whole now holds the whole; such as thereby meet are joined.
        """
        placed = list(spans)
        for exchanges in self.steps:
            placed = list(_joined(_placed(placed, exchanges)))
        return tuple(placed)


def convert(text: str, conversion: Conversion) -> str:
    """The text by OpenCC's phrase rules. All configurations but ``*p`` keep the length, code point by code point.

    Safe to call from many threads.
    """
    for step in _steps(conversion):
        text, _ = step.apply(text)
    return text


def converted(text: str, conversion: Conversion) -> Converted:
    """The same, with what is needed to find places of the text again."""
    steps = []
    for step in _steps(conversion):
        text, exchanges = step.apply(text)
        if exchanges:
            steps.append(exchanges)
    return Converted(text, tuple(steps))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """A table of phrases: how long those are that begin with two characters, and those that are one character.

    Looking for two characters takes less time than for phrases of each length.
    """

    phrases: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]
    characters: re.Pattern[str] | None

    def chosen(self, text: str) -> Iterator[Span]:
        """Where the phrases stand that are exchanged, from left to right.

        The longest ones are, of equally long ones the leftmost, and what of the others does not overlap with them.
        """
        phrases, last = self.phrases, len(text)
        found = [
            (start, end)
            for start, pair in enumerate(map(add, text, text[1:]))
            if pair in self.lengths
            for length in self.lengths[pair]
            if (end := start + length) <= last and text[start:end] in phrases
        ]
        if self.characters:
            found = sorted((*found, *(one.span() for one in self.characters.finditer(text))))
        group: list[Span] = []
        reached = 0
        for span in found:
            if span[0] >= reached:
                yield from group if len(group) < 2 else _longest(group)
                group.clear()
            group.append(span)
            reached = max(reached, span[1])
        yield from group if len(group) < 2 else _longest(group)


def _longest(spans: Iterable[Span]) -> list[Span]:
    """Those of some spans that overlap which :meth:`_Phrases.chosen` is to choose."""
    chosen: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= first or start >= last for first, last in chosen):
            chosen.append((start, end))
    return sorted(chosen)


@dataclass(frozen=True, slots=True)
class _Step:
    """Tables of phrases, and what becomes of the characters that are in none of those found.

    ``telling`` are the phrases that become another thing than their characters do; elsewhere no phrase needs to be
    looked for. Each has a pivot, a character that makes the difference: ``pivots`` finds these, and ``shapes`` says how
    far before it such phrases begin and how far behind it they end. ``inside`` are the characters that phrases are made
    of: any other stands between what one phrase may be part of.
    """

    tables: tuple[_Phrases, ...]
    characters: CharacterMap
    telling: Mapping[str, str]
    pivots: re.Pattern[str]
    shapes: Mapping[str, tuple[Span, ...]]
    inside: frozenset[str]

    def apply(self, text: str) -> tuple[str, tuple[Exchange, ...]]:
        """The text after this step, and what changed its length in it."""
        plain = self.characters.apply(text)
        parts: list[str] = []
        exchanges, done = [], 0
        for first, last in self._regions(text):
            for start, end in self._chosen(text[first:last], self.tables):
                if (value := self.telling.get(text[first + start : first + end])) is not None:
                    parts += (plain[done : first + start], value)
                    done = first + end
                    if len(value) != end - start:
                        exchanges.append(Exchange(first + start, first + end, len(value)))
        return "".join((*parts, plain[done:])), tuple(exchanges)

    def _chosen(self, text: str, tables: tuple[_Phrases, ...]) -> Iterator[Span]:
        """The phrases of all tables that are exchanged, from left to right; the first table goes before the next."""
        if not tables:
            return
        table, *others = tables
        place = 0
        for start, end in (*table.chosen(text), (len(text), len(text))):
            if others and start > place:
                between = self._chosen(text[place:start], tuple(others))
                yield from ((place + first, place + last) for first, last in between)
            if end > start:
                yield start, end
            place = end

    def _regions(self, text: str) -> Iterator[Span]:
        """The parts of a text around telling phrases."""
        done = 0
        for found in self.pivots.finditer(text):
            start = end = found.start()
            if start < done or not any(
                before <= start and text[start - before : start + behind] in self.telling
                for before, behind in self.shapes[found[0]]
            ):
                continue
            while start > done and text[start - 1] in self.inside:
                start -= 1
            while end < len(text) and text[end] in self.inside:
                end += 1
            yield start, end
            done = end


@cache
def _steps(conversion: Conversion) -> tuple[_Step, ...]:
    return tuple(map(_step, chain(conversion)))


@cache
def _step(names: tuple[str, ...]) -> _Step:
    """What the tables of a step do; one for characters alone comes last, and there is one at most."""
    characters = CharacterMap(
        {key: values[0] for name in names if name in CHARACTER_TABLES for key, values in entries(name)}
    )
    # Of several tables with one phrase the first one is asked.
    rules = {
        phrase: value
        for name in reversed(names)
        if name not in CHARACTER_TABLES
        for phrase, value in _rules(name).items()
    }
    telling = {phrase: value for phrase, value in rules.items() if characters.apply(phrase) != value}
    shapes: defaultdict[str, set[Span]] = defaultdict(set)
    for phrase, value in telling.items():
        pairs = zip(characters.apply(phrase), value, strict=False)
        pivot = next((place for place, (one, other) in enumerate(pairs) if one != other), 0)
        shapes[phrase[pivot]].add((pivot, len(phrase) - pivot))
    return _Step(
        tuple(_phrases(name) for name in names if name not in CHARACTER_TABLES),
        characters,
        telling,
        re.compile(f"[{re.escape(''.join(shapes))}]" if shapes else r"(?!)"),
        {pivot: tuple(found) for pivot, found in shapes.items()},
        frozenset().union(*rules),
    )


@cache
def _rules(table: str) -> Mapping[str, str]:
    return {phrase: values[0] for phrase, values in entries(table) if not _NEVER_INSIDE.search(phrase)}


@cache
def _phrases(table: str) -> _Phrases:
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for phrase in _rules(table):
        if len(phrase) > 1:
            lengths[phrase[:2]].add(len(phrase))
    single = "".join(phrase for phrase in _rules(table) if len(phrase) == 1)
    return _Phrases(
        frozenset(_rules(table)),
        {pair: tuple(sorted(found)) for pair, found in lengths.items()},
        re.compile(f"[{re.escape(single)}]") if single else None,
    )


def _placed(spans: Iterable[Span], exchanges: tuple[Exchange, ...]) -> Iterator[Span]:
    """Where the spans stand behind a step."""
    starts = [one.start for one in exchanges]
    ends = [one.end for one in exchanges]
    grown = [0]
    for one in exchanges:
        grown.append(grown[-1] + one.length - (one.end - one.start))
    for start, end in spans:
        # Of what is exchanged as a whole the first character stands for the beginning, the last one for the end.
        before = bisect_right(ends, start)
        first = min(start, starts[before]) if before < len(starts) else start
        until = bisect_left(starts, end)
        last = max(end, ends[until - 1]) if until else end
        yield first + grown[before], last + grown[until]


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, those that overlap as one."""
    held: Span | None = None
    for span in spans:
        if held is None or span[0] >= held[1]:
            if held:
                yield held
            held = span
        else:
            held = held[0], max(held[1], span[1])
    if held:
        yield held
