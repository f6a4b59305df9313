"""How the text leaves of a query match the units of a text: the one definition that engines and highlighter share.

A leaf is compiled once into a :class:`Pattern`, a row of slots, and the pattern is applied to many texts:

    a string     that very unit
    OneOf        any of these units
    Like         a unit of the shape of a Latin wildcard: ``govern*``
    Stem         a word with this English stem
    Gap          so many units, none of which is a mark

A literal is a row of strings: its units stand in the text one after the other, whole words at its edges, marks
inside it where it has marks. In a wildcard, ``?`` is one letter and ``*`` any letters of the Latin word or number
that it touches; away from one, ``?`` is exactly one unit and ``*`` up to ``settings.WILDCARD_GAP`` units, none of
them a mark. Such a star at either end adds nothing. Every match is the shortest from where it starts, and
matches may overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeAlias

from corpus.metadata.doc_number import normalise_doc_number
from indexer.language.english import stem
from indexer.language.units import Units, is_mark, is_single, split_units, unit_texts
from indexer.language.words import mean_something_apart, words
from indexer.query.ast import Literal, Span, Term, TextLeaf, Wildcard
from indexer.settings import WILDCARD_GAP


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any one of these units."""

    units: frozenset[str]

    def matches(self, unit: str) -> bool:
        """Whether the unit is one of them."""
        return unit in self.units


@dataclass(frozen=True, slots=True)
class Like:
    """One unit of this shape; in ``shape``, ``?`` is one letter and ``*`` any letters."""

    shape: str

    def matches(self, unit: str) -> bool:
        """Whether the whole unit has the shape."""
        return _shape(self.shape).match(unit) is not None


@dataclass(frozen=True, slots=True)
class Stem:
    """One word with this stem."""

    stem: str

    def matches(self, unit: str) -> bool:
        """Whether the unit is a word that stems to it."""
        return unit[0] == self.stem[0] and stem(unit) == self.stem


@dataclass(frozen=True, slots=True)
class Gap:
    """From ``least`` to ``most`` units, none of which is a mark."""

    least: int
    most: int


_Single: TypeAlias = str | OneOf | Like | Stem
_Row: TypeAlias = tuple[_Single, ...]
Slot: TypeAlias = _Single | Gap

_NO_GAP = Gap(0, 0)

_OPENING = OneOf(frozenset("([{〔【〖〈《"))
_CLOSING = OneOf(frozenset(")]}〕】〗〉》"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled leaf. One without slots matches nowhere; a gap at either end has one width only."""

    slots: tuple[Slot, ...]

    def places(self, texts: tuple[str, ...]) -> list[Span]:
        """Where the pattern matches among folded units: the number of the first unit and that after the last."""
        rows, gaps = rows_and_gaps(self.slots)
        if not rows:
            return []
        lead, *between, trail = gaps
        found = [
            (first, end)
            for first, end in _row_places(rows[-1], texts)
            if _is_free(texts, end, end + trail.least)
        ]
        # From right to left. A match that starts later never ends earlier, so of the matches of the rest that a
        # row can reach, the nearest is the one that ends first.
        for row, gap in zip(reversed(rows[:-1]), reversed(between), strict=True):
            starts = [first for first, _ in found]
            reached = ((place, _reached(place[1], gap, starts, texts)) for place in _row_places(row, texts))
            found = [(first, found[number][1]) for (first, _), number in reached if number is not None]
        return [
            (first - lead.least, end + trail.least)
            for first, end in found
            if _is_free(texts, first - lead.least, first)
        ]

    def spans(self, units: Units) -> list[Span]:
        """Where the pattern matches in the text of the units, in code points."""
        return [units.span(first, end - first) for first, end in self.places(units.texts)]


class TermWords(NamedTuple):
    """The distinct ranking words of a term: ``every`` one, and those that it matches by where they stand ``apart``.

    Apart they are all, or none: where they mean nothing apart, and where the term is one word, which stands literally
    wherever it stands.
    """

    every: tuple[str, ...]
    apart: tuple[str, ...]


@lru_cache(maxsize=1024)
def term_words(text: str) -> TermWords:
    """The words of a term's text."""
    every = tuple(dict.fromkeys(words(text)))
    is_one_word = len(every) == 1 and compile_word(every[0]).slots == unit_texts(text)
    return TermWords(every, () if is_one_word or not mean_something_apart(every) else every)


@lru_cache(maxsize=1024)
def compile_leaf(leaf: TextLeaf) -> Pattern:
    """The pattern of a literal or a wildcard, and of a term as if it were a literal."""
    match leaf:
        case Term(text=text) | Literal(text=text):
            return Pattern(unit_texts(text))
        case Wildcard(pattern=pattern):
            return Pattern(_wildcard(pattern))


def compile_word(word: str) -> Pattern:
    """The pattern of a ranking word: the same Han characters in a row, or a word with the same stem."""
    texts = unit_texts(word)
    if len(texts) == 1 and not is_single(word):
        return Pattern((Stem(word),))
    return Pattern(texts)


def compile_doc_number(number: str) -> tuple[Pattern, ...]:
    """The patterns of a document number as a text holds it: literal but for its brackets, which may be of any kind.

    Behind the year in brackets there may be 第, which takes a pattern of its own.
    """
    slots = tuple(_bracket(unit) for unit in unit_texts(normalise_doc_number(number)))
    if _CLOSING not in slots:
        return (Pattern(slots),)
    serial = slots.index(_CLOSING) + 1
    return Pattern(slots), Pattern((*slots[:serial], "第", *slots[serial:]))


def _bracket(unit: str) -> Slot:
    return next((kind for kind in (_OPENING, _CLOSING) if kind.matches(unit)), unit)


@lru_cache(maxsize=1024)
def rows_and_gaps(slots: tuple[Slot, ...]) -> tuple[tuple[_Row, ...], tuple[Gap, ...]]:
    """The rows of slots without gaps, and the gaps before the first, between them and after the last."""
    rows: list[_Row] = []
    gaps: list[Gap] = []
    for is_gap, group in groupby(slots, lambda slot: isinstance(slot, Gap)):
        if is_gap:
            gaps += [slot for slot in group if isinstance(slot, Gap)]
        else:
            if len(gaps) == len(rows):
                gaps.append(_NO_GAP)
            rows.append(tuple(slot for slot in group if not isinstance(slot, Gap)))
    if len(gaps) == len(rows):
        gaps.append(_NO_GAP)
    return tuple(rows), tuple(gaps)


def _row_places(row: _Row, texts: tuple[str, ...]) -> list[Span]:
    """Where a row of slots of one unit each matches."""
    # The units that are certain are found fastest.
    anchor = next((number for number, slot in enumerate(row) if isinstance(slot, str)), 0)
    places = ((number - anchor, number - anchor + len(row)) for number in _standing(row[anchor], texts))
    return [
        (first, end)
        for first, end in places
        if first >= 0 and end <= len(texts) and all(map(_matches, row, texts[first:end]))
    ]


def _standing(slot: _Single, texts: tuple[str, ...]) -> Iterator[int]:
    """The numbers of the units that a slot matches."""
    if not isinstance(slot, str):
        yield from (number for number, text in enumerate(texts) if slot.matches(text))
        return
    number = -1
    for _ in range(texts.count(slot)):
        number = texts.index(slot, number + 1)
        yield number


def _matches(slot: _Single, text: str) -> bool:
    return slot == text if isinstance(slot, str) else slot.matches(text)


def _reached(end: int, gap: Gap, starts: list[int], texts: tuple[str, ...]) -> int | None:
    """Which of the sorted starts is the first that the gap reaches from where a row ended."""
    number = bisect_left(starts, end + gap.least)
    if number < len(starts) and starts[number] <= end + gap.most and _is_free(texts, end, starts[number]):
        return number
    return None


def _is_free(texts: tuple[str, ...], first: int, end: int) -> bool:
    """Whether all these units are there and none of them is a mark."""
    return first >= 0 and end <= len(texts) and not any(map(is_mark, texts[first:end]))


def _wildcard(pattern: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for chain in _chains(split_units(pattern)):
        if any(_is_word(text) for text in chain):
            shape = "".join(chain)
            slots.append(Like(shape) if len(chain) > 1 else shape)
            continue
        for text in chain:
            hole = {"?": Gap(1, 1), "*": Gap(0, WILDCARD_GAP)}.get(text)
            if hole and slots and isinstance(last := slots[-1], Gap):
                slots[-1] = Gap(last.least + hole.least, last.most + hole.most)
            else:
                slots.append(hole or text)
    if all(isinstance(slot, Gap) for slot in slots):
        return ()
    slots[0], slots[-1] = _narrowed(slots[0]), _narrowed(slots[-1])
    return tuple(slot for slot in slots if slot != _NO_GAP)


def _narrowed(slot: Slot) -> Slot:
    return Gap(slot.least, slot.least) if isinstance(slot, Gap) else slot


def _chains(units: Units) -> Iterator[list[str]]:
    """The units of a wildcard, those of one Latin word with its holes together."""
    chain: list[str] = []
    end = 0
    for text, start in zip(units.texts, units.starts, strict=True):
        belongs = _is_word(text) or text in "?*"
        if chain and not (belongs and start == end):
            yield chain
            chain = []
        chain.append(text)
        # A character or mark that is no hole stands alone: nothing may follow it in its chain.
        end = start + len(text) if belongs else -1
    if chain:
        yield chain


def _is_word(unit: str) -> bool:
    return not is_mark(unit) and not is_single(unit)


@lru_cache(maxsize=1024)
def _shape(shape: str) -> re.Pattern[str]:
    return re.compile(translate(shape))
