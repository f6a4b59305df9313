"""Matches as pieces of text: marking splits a text by its spans and never puts HTML into a string."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.query.ast import Span

_COMPLETE = "。！？；…”」』.!?;\"')）"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that is marked throughout or not at all; ``number`` counts the marks from 1."""

    text: str
    number: int = 0


def pieces(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The text cut at the edges of the spans, which are sorted and apart, in code points of the text."""
    return list(_cut(text, 0, enumerate(spans, 1)))


def paragraphs(text: str, spans: Sequence[Span]) -> list[list[Piece]]:
    """The lines of the text that hold anything, each cut into pieces; a span over a line's end is on both."""
    cut = []
    start = 0
    numbered = list(enumerate(spans, 1))
    for line in text.split("\n"):
        end = start + len(line)
        inside = ((n, (max(a, start), min(b, end))) for n, (a, b) in numbered if a < end and b > start)
        if line.strip():
            cut.append(list(_cut(line, start, inside)))
        start = end + 1
    return cut


def is_cut_short(text: str) -> bool:
    """Whether a snippet seems to stop inside a sentence."""
    return not text.rstrip().endswith(tuple(_COMPLETE))


def _cut(text: str, start: int, spans: Iterable[tuple[int, Span]]) -> Iterator[Piece]:
    """The pieces of a text that stands at ``start`` of what the numbered spans count in."""
    place = 0
    for number, (first, last) in spans:
        if first - start > place:
            yield Piece(text[place : first - start])
        yield Piece(text[first - start : last - start], number)
        place = last - start
    if place < len(text):
        yield Piece(text[place:])
