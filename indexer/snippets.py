"""Snippets: the few pieces of a text that show best what matched, cut where a reader would cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from indexer.language.units import is_single
from indexer.query.ast import Span
from indexer.results import Snippet

_SENTENCE_END = re.compile(
    # The class comes first because the search for one character of a class is fast.
    r"[。！？；.!?;\n](?:(?<=[。！？；])[。！？；]*[”’」』）》]*|(?<=\.)[\"'”’)\]]*(?=\s)"
    r"|(?<=[!?;])[\"'”’)\]]*(?=\s|[^\x00-\x7f])|(?<=\n))"
)
_CLAUSE_END = re.compile(r"[，、：]|[,:](?=\s|[^\x00-\x7f])")
_SEPARATORS = frozenset(".,．，")


class Mark(NamedTuple):
    """A stretch of a text that matched, in code points, and what it shows of the query, a bit for each part."""

    start: int
    end: int
    shows: int


class _Window(NamedTuple):
    """Marks of a room that fit one piece, from the one numbered ``first`` to that before ``last``.

    Windows rank by how many parts of the query they show that no piece shows yet, by how many they show, and by how
    many marks they hold.
    """

    rank: tuple[int, int, int]
    first: int
    last: int


class _Room(NamedTuple):
    """A stretch of the text that no snippet shows yet, and the marks that lie in it."""

    start: int
    end: int
    marks: Sequence[Mark]


def cut_snippets(text: str, marks: Sequence[Mark], count: int, length: int) -> tuple[Snippet, ...]:
    """At most ``count`` pieces of about ``length`` code points, in the order of the text, that do not overlap.

    ``marks`` are in order and do not overlap. Chosen first is the piece that shows most of the query, and of
    those the one with the most marks; the next ones prefer what is not shown yet. Each starts after a sentence, else
    after a clause, else between words, and ends likewise; a word or number longer than a piece is cut all the
    same. Where nothing matched, the beginning of the text is shown.
    """
    rooms = [_Room(len(text) - len(text.lstrip()), len(text.rstrip()), marks)] if text.strip() else []
    shown = 0
    pieces: list[Span] = []
    while rooms and len(pieces) < count:
        windows = [_densest(room.marks, length, shown) for room in rooms]
        number = max(range(len(rooms)), key=lambda number: windows[number].rank)
        room = rooms.pop(number)
        inside = room.marks[windows[number].first : windows[number].last]
        start, end = _piece(text, room, inside, length)
        pieces.append((start, end))
        shown |= _shown(inside)
        before = _Room(room.start, start, room.marks[: _first_behind(room.marks, start)])
        after = _Room(end, room.end, room.marks[bisect_left(room.marks, (end,)) :])
        rooms += [part for part in (before, after) if part.marks]
    return tuple([_snippet(text, marks, start, end) for start, end in sorted(pieces)])


def _snippet(text: str, marks: Sequence[Mark], start: int, end: int) -> Snippet:
    inside = marks[_first_behind(marks, start) : bisect_left(marks, (end,))]
    matches = [(max(mark.start, start) - start, min(mark.end, end) - start) for mark in inside]
    return Snippet(text[start:end], start, tuple(matches))


def _first_behind(marks: Sequence[Mark], place: int) -> int:
    """The number of the first mark that ends behind a place."""
    number = bisect_left(marks, (place,))
    return number - 1 if number and marks[number - 1].end > place else number


def _densest(marks: Sequence[Mark], length: int, shown: int) -> _Window:
    """The first of the windows of highest rank."""
    best = _Window((0, 0, 0), 0, 0)
    last = 0
    for first, mark in enumerate(marks):
        before = last
        end = mark.start + length
        while last < len(marks) and (last == first or marks[last].end <= end):
            last += 1
        # Without a new mark at its end, a window shows no more than the one before.
        if last > before:
            shows = _shown(marks[first:last])
            rank = (shows & ~shown).bit_count(), shows.bit_count(), last - first
            if rank > best.rank:
                best = _Window(rank, first, last)
        if last == len(marks):
            break
    return best


def _shown(marks: Sequence[Mark]) -> int:
    return reduce(or_, [mark.shows for mark in marks], 0)


def _piece(text: str, room: _Room, inside: Sequence[Mark], length: int) -> Span:
    """A piece of a room around some of its marks, or at its beginning, without white space at either end."""
    start, end, marks = room
    if end - start > length:
        first = inside[0].start if inside else start
        last = min(inside[-1].end, first + length) if inside else start

        def is_between(place: int) -> bool:
            return not (_in_word(text, place) or _in_mark(marks, place))

        spare = length - (last - first)
        if first - spare * 3 // 4 > start:
            start = next(filter(is_between, _starts(text, start, first, spare, length)), first)
        limit = max(last, start + length)
        if limit < end:
            end = next(filter(is_between, _ends(text, start, last, end, length)), limit)
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _starts(text: str, earliest: int, first: int, spare: int, length: int) -> Iterator[int]:
    """Where a piece whose first mark starts at ``first`` may start, the best place first."""
    yield from reversed(_breaks(_SENTENCE_END, text, first - spare * 3 // 4, first))
    near = max(earliest, first - spare // 2)
    yield from _breaks(_CLAUSE_END, text, near, first)
    yield from range(near, first + 1)
    yield from range(first, max(earliest, first - length) - 1, -1)


def _ends(text: str, start: int, last: int, latest: int, length: int) -> Iterator[int]:
    """Where a piece from ``start`` whose last mark ends at ``last`` may end, the best place first."""
    limit = max(last, start + length)
    for kind, least in ((_SENTENCE_END, length // 2), (_CLAUSE_END, length * 2 // 3)):
        yield from reversed(_breaks(kind, text, max(last, start + least), limit))
    yield from range(limit, max(last, start + 1) - 1, -1)
    yield from range(limit, min(latest, limit + length) + 1)


def _breaks(kind: re.Pattern[str], text: str, first: int, last: int) -> list[int]:
    """The ends of sentences or clauses from one place to another."""
    # One character more on either side, for the mark before the first place and the space behind the last.
    found = kind.finditer(text, max(0, first - 1), last + 1)
    return [end for one in found if first <= (end := one.end()) <= last]


def _in_mark(marks: Sequence[Mark], place: int) -> bool:
    number = bisect_left(marks, (place,))
    return number > 0 and place < marks[number - 1].end


def _in_word(text: str, place: int) -> bool:
    """Whether a place lies inside a Latin word or a number; the point of 5.2 is inside."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if before in _SEPARATORS:
        return after.isdigit() and _is_letter(after) and text[max(0, place - 2)].isdigit()
    if after in _SEPARATORS:
        return before.isdigit() and text[place + 1 : place + 2].isdigit()
    return _is_letter(before) and _is_letter(after)


def _is_letter(char: str) -> bool:
    return (char.isalnum() and (char.isascii() or not is_single(char))) or "\u0300" <= char <= "\u036f"
