"""Snippets: the few pieces of a text that show best what matched, cut where a reader would cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypeAlias

from indexer.language.units import is_single
from indexer.query.ast import Span
from indexer.results import Snippet

_CLOSING = "[\"'”’)\\]]*"
_BEHIND = r"(?=\s|[^\x00-\x7f])"
# Every alternative begins with one certain character: such expressions are searched for fastest.
_SENTENCE_END = re.compile(
    rf"{'|'.join(f'{mark}[。！？；]*[”’」』）》]*' for mark in '。！？；')}"
    rf"|\.{_CLOSING}(?=\s)|!{_CLOSING}{_BEHIND}|\?{_CLOSING}{_BEHIND}|;{_CLOSING}{_BEHIND}|\n"
)
_CLAUSE_END = re.compile(rf"，|、|：|,{_BEHIND}|:{_BEHIND}")
_SEPARATORS = frozenset(".,．，")

_rank = itemgetter(0)


Mark: TypeAlias = tuple[int, int, int]
"""A stretch of a text that matched, in code points, and what it shows of the query, a bit for each part."""

_Room: TypeAlias = tuple[int, int, Sequence[Mark]]
"""A stretch of the text that no snippet shows yet, and the marks that lie in it."""

_Window: TypeAlias = tuple[tuple[int, int, int], int, int]
"""Marks of a room that fit one piece: their rank, the number of the first and that after the last.

The rank is how many parts of the query they show that no piece shows yet, how many they show, and how many marks they
are.
"""


def cut_snippets(text: str, marks: Sequence[Mark], count: int, length: int) -> tuple[Snippet, ...]:
    """At most ``count`` pieces of about ``length`` code points, in the order of the text, that do not overlap.

    ``marks`` are in order and do not overlap. Chosen first is the piece that shows most of the query, and of
    those the one with the most marks; the next ones prefer what is not shown yet. Each starts after a sentence, else
    after a clause, else between words, and ends likewise; a word or number longer than a piece is cut all the
    same. Where nothing matched, the beginning of the text is shown.
    """
    rooms: list[_Room] = [(len(text) - len(text.lstrip()), len(text.rstrip()), marks)] if text.strip() else []
    shown = 0
    pieces: list[Span] = []
    while rooms and len(pieces) < count:
        windows = [_densest(marks, length, shown) for _, _, marks in rooms]
        _, first, last = window = max(windows, key=_rank)
        room_start, room_end, inside = room = rooms.pop(windows.index(window))
        start, end = _piece(text, room, inside[first:last], length)
        pieces.append((start, end))
        for _, _, shows in inside[first:last]:
            shown |= shows
        if before := inside[: _first_behind(inside, start)]:
            rooms.append((room_start, start, before))
        if after := inside[bisect_left(inside, (end,)) :]:
            rooms.append((end, room_end, after))
    return tuple([_snippet(text, marks, start, end) for start, end in sorted(pieces)])


def _snippet(text: str, marks: Sequence[Mark], start: int, end: int) -> Snippet:
    inside = marks[_first_behind(marks, start) : bisect_left(marks, (end,))]
    matches = [
        ((first if first > start else start) - start, (last if last < end else end) - start)
        for first, last, _ in inside
    ]
    return Snippet(text[start:end], start, tuple(matches))


def _first_behind(marks: Sequence[Mark], place: int) -> int:
    """The number of the first mark that ends behind a place."""
    number = bisect_left(marks, (place,))
    return number - 1 if number and marks[number - 1][1] > place else number


def _densest(marks: Sequence[Mark], length: int, shown: int) -> _Window:
    """The first of the windows of highest rank."""
    best, window = (0, 0, 0), (0, 0)
    last = 0
    for first, (start, _, shows) in enumerate(marks):
        before = last
        while last < len(marks) and (last == first or marks[last][1] <= start + length):
            last += 1
        # Without a new mark at its end, a window shows no more than the one before.
        if last > before:
            for mark in marks[first + 1 : last]:
                shows |= mark[2]
            rank = (shows & ~shown).bit_count(), shows.bit_count(), last - first
            if rank > best:
                best, window = rank, (first, last)
        if last == len(marks):
            break
    return best, *window


def _piece(text: str, room: _Room, inside: Sequence[Mark], length: int) -> Span:
    """A piece of a room around some of its marks, or at its beginning, without white space at either end."""
    start, end, marks = room
    if end - start > length:
        first = inside[0][0] if inside else start
        last = min(inside[-1][1], first + length) if inside else start
        spare = length - (last - first)
        if first - spare * 3 // 4 > start:
            start = _first_between(text, marks, _starts(text, start, first, spare, length), first)
        limit = max(last, start + length)
        if limit < end:
            end = _first_between(text, marks, _ends(text, start, last, end, length), limit)
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


def _first_between(text: str, marks: Sequence[Mark], places: Iterable[int], otherwise: int) -> int:
    """The first of the places that lies neither in a word, nor in a number, nor in a mark."""
    for place in places:
        if not (_in_word(text, place) or _in_mark(marks, place)):
            return place
    return otherwise


def _breaks(kind: re.Pattern[str], text: str, first: int, last: int) -> list[int]:
    """The ends of sentences or clauses from one place to another."""
    # One character more on either side, for the mark before the first place and the space behind the last.
    found = kind.finditer(text, max(0, first - 1), last + 1)
    return [end for one in found if first <= (end := one.end()) <= last]


def _in_mark(marks: Sequence[Mark], place: int) -> bool:
    number = bisect_left(marks, (place,))
    return number > 0 and place < marks[number - 1][1]


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
