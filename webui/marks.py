"""Matches as pieces of text: marking splits a text by its spans and never puts HTML into a string."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.query.ast import Span

_LATIN = re.compile("[A-Za-z]{2}")
_EASTERN = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
_BLANKS = re.compile(r"\s+")
_COMPLETE = "。！？；…”」』.!?;\"')）"


class Piece(NamedTuple):
    """A stretch of a text that is marked throughout or not at all; ``number`` counts the marks from 1.

    ``begins`` is false for what goes on with a mark behind the end of a line or of a quote.
    """

    text: str
    number: int = 0
    begins: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text that something refers to by ``anchor``."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces in a row that are a quote, or that are none; then, and where a quote goes on, ``anchor`` is empty."""

    pieces: tuple[Piece, ...]
    anchor: str = ""


def pieces(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """The text cut at the edges of the spans, which are sorted and apart, in code points of the text."""
    return _Cutter(text, tuple(spans)).pieces(0, len(text))


def stretches(text: str, spans: Sequence[Span], quotes: Sequence[Quote] = ()) -> tuple[Stretch, ...]:
    """The text cut at the edges of the quotes, and these at the edges of the spans; both are sorted and apart."""
    return tuple(_Cutter(text, spans, quotes).stretches(0, len(text)))


def paragraphs(text: str, spans: Sequence[Span], quotes: Sequence[Quote] = ()) -> list[tuple[Stretch, ...]]:
    """The lines of the text that hold anything, each cut so; a span or quote over a line's end is on both."""
    cutter = _Cutter(text, spans, quotes)
    lines = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            lines.append(tuple(cutter.stretches(start, end)))
        start = end + 1
    return lines


def one_line(text: str) -> str:
    """The text with a single space for each row of blanks, line ends among them."""
    return _BLANKS.sub(" ", text)


def is_cut_short(text: str) -> bool:
    """Whether a snippet seems to stop inside a sentence."""
    return not text.rstrip().endswith(tuple(_COMPLETE))


def has_figure(text: str) -> bool:
    """Whether a number stands in a text, in digits of any kind or in Chinese numerals."""
    return any(map(str.isnumeric, text))


def is_latin(paragraph: Iterable[Stretch]) -> bool:
    """Whether a paragraph holds Latin letters and neither Han characters nor kana."""
    text = "".join(piece.text for stretch in paragraph for piece in stretch.pieces)
    return _LATIN.search(text) is not None and _EASTERN.search(text) is None


class _Cutter:
    """Cuts parts of a text in the order in which they are asked for or any other, however many spans there are."""

    def __init__(self, text: str, spans: Sequence[Span], quotes: Sequence[Quote] = ()) -> None:
        self._text = text
        self._spans = spans
        self._quotes = quotes
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]
        self._quote_starts, self._quote_ends = [one.start for one in quotes], [one.end for one in quotes]

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches of the text between two places."""
        place = start
        inside = slice(bisect_right(self._quote_ends, start), bisect_left(self._quote_starts, end))
        for quote in self._quotes[inside]:
            if quote.start > place:
                yield Stretch(self.pieces(place, quote.start))
            first, place = max(quote.start, start), min(quote.end, end)
            yield Stretch(self.pieces(first, place), quote.anchor if quote.start >= start else "")
        if place < end:
            yield Stretch(self.pieces(place, end))

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The pieces of the text between two places."""
        found = []
        place = start
        for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            first, last = self._spans[number]
            if first > place:
                found.append(Piece(self._text[place:first]))
            place = min(last, end)
            found.append(Piece(self._text[max(first, start) : place], number + 1, first >= start))
        if place < end:
            found.append(Piece(self._text[place:end]))
        return tuple(found)
