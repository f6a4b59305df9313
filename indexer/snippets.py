"""Snippets: the few pieces of a text that show best what matched, cut where a reader would cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import TypeAlias

from indexer.language.units import is_accent, is_letter
from indexer.query.ast import Span
from indexer.results import Snippet

_CLOSING = r"[\"'”’)\]]*"
_APART = r"(?=\s|[^\x00-\x7f])"
# Each alternative begins with one certain character, for such expressions are searched for fastest.
_SENTENCE_END = re.compile(
    "|".join(
        (
            *(f"{mark}[。！？；]*[”’」』）》]*" for mark in "。！？；"),
            *(rf"\{mark}{_CLOSING}{_APART}" for mark in "!?;"),
            rf"\.{_CLOSING}(?=\s)",
            r"\n",
        )
    )
)
_CLAUSE_END = re.compile(rf"，|、|：|,{_APART}|:{_APART}")
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
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    rooms: list[_Room] = [(start, end, marks)] if start < end else []
    shown = 0
    pieces: list[Span] = []
    while rooms and len(pieces) < count:
        windows = [_densest(room[2], length, shown) for room in rooms]
        _, first, last = window = max(windows, key=_rank)
        earliest, latest, inside = room = rooms.pop(windows.index(window))
        start, end = _piece(text, room, inside[first:last], length)
        pieces.append((start, end))
        for _, _, shows in inside[first:last]:
            shown |= shows
        if before := inside[: _first_behind(inside, start)]:
            rooms.append((earliest, start, before))
        if after := inside[bisect_left(inside, (end,)) :]:
            rooms.append((end, latest, after))
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
    last, total = 0, len(marks)
    for first, (start, _, shows) in enumerate(marks):
        before, limit = last, start + length
        if last == first:
            last += 1
        while last < total and marks[last][1] <= limit:
            last += 1
        # Without a new mark at its end, a window shows no more than the one before.
        if last > before:
            for mark in marks[first + 1 : last]:
                shows |= mark[2]
            rank = (shows & ~shown).bit_count(), shows.bit_count(), last - first
            if rank > best:
                best, window = rank, (first, last)
        if last == total:
            break
    return best, *window


def _piece(text: str, room: _Room, inside: Sequence[Mark], length: int) -> Span:
    """A piece of a room around some of its marks, or at its beginning, without white space at either end."""
    start, end, _ = room
    if end - start > length:
        first = inside[0][0] if inside else start
        last = min(inside[-1][1], first + length) if inside else start
        spare = length - (last - first)
        if first - spare * 3 // 4 > start:
            start = _start(text, room, first, spare, length)
        if max(last, start + length) < end:
            end = _end(text, room, start, last, length)
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _start(text: str, room: _Room, first: int, spare: int, length: int) -> int:
    """Where a piece whose first mark starts at ``first`` starts best, ``spare`` being its room beside its marks."""
    earliest, _, marks = room
    for place in reversed(_breaks(_SENTENCE_END, text, first - spare * 3 // 4, first)):
        if _is_between(text, marks, place):
            return place
    near = max(earliest, first - spare // 2)
    between = range(near, first + 1)
    within = range(first, max(earliest, first - length) - 1, -1)
    for place in chain(_breaks(_CLAUSE_END, text, near, first), between, within):
        if _is_between(text, marks, place):
            return place
    return first


def _end(text: str, room: _Room, start: int, last: int, length: int) -> int:
    """Where a piece from ``start`` whose last mark ends at ``last`` ends best."""
    _, latest, marks = room
    limit = max(last, start + length)
    for kind, least in ((_SENTENCE_END, length // 2), (_CLAUSE_END, length * 2 // 3)):
        for place in reversed(_breaks(kind, text, max(last, start + least), limit)):
            if _is_between(text, marks, place):
                return place
    between = range(limit, max(last, start + 1) - 1, -1)
    beyond = range(limit, min(latest, limit + length) + 1)
    for place in chain(between, beyond):
        if _is_between(text, marks, place):
            return place
    return limit


def _breaks(kind: re.Pattern[str], text: str, first: int, last: int) -> list[int]:
    """The ends of sentences or clauses from one place to another."""
    # One character more on either side, for the mark before the first place and the space behind the last.
    found = kind.finditer(text, first - 1 if first else 0, last + 1)
    return [end for one in found if first <= (end := one.end()) <= last]


def _is_between(text: str, marks: Sequence[Mark], place: int) -> bool:
    """Whether a place lies neither in a word, nor in a number, nor in a mark; the point of 5.2 is inside."""
    number = bisect_left(marks, (place,))
    if number and place < marks[number - 1][1]:
        return False
    if not 0 < place < len(text):
        return True
    before, after = text[place - 1], text[place]
    if before in _SEPARATORS:
        return not (after.isdigit() and is_letter(after) and text[max(0, place - 2)].isdigit())
    if after in _SEPARATORS:
        return not (before.isdigit() and text[place + 1 : place + 2].isdigit())
    return not ((is_letter(before) or is_accent(before)) and (is_letter(after) or is_accent(after)))
