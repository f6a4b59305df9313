"""Snippets: the few pieces of a text that show best what matched, cut where a reader would cut."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from indexer.language.units import is_single
from indexer.results import Snippet

_SENTENCE_END = re.compile(
    r"[。！？；]+[”’」』）》]*|\.[\"'”’)\]]*(?=\s)|[!?;][\"'”’)\]]*(?=\s|[^\x00-\x7f])|\n"
)
_CLAUSE_END = re.compile(r"[，、：]|[,:](?=\s|[^\x00-\x7f])")
_SEPARATORS = frozenset(".,．，")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that matched, in code points, and the numbers of what it shows of the query."""

    start: int
    end: int
    shows: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Room:
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
    shown: set[int] = set()
    pieces: list[tuple[int, int]] = []
    while rooms and len(pieces) < count:
        (_, first, last), room = max(
            ((_densest(room.marks, length, shown), room) for room in rooms), key=lambda one: one[0][0]
        )
        if first == last and pieces:
            break
        start, end = _Piece(text, room, first, last, length).ends()
        pieces.append((start, end))
        shown.update(*(mark.shows for mark in room.marks[first:last]))
        rooms.remove(room)
        rooms.append(_Room(room.start, start, [mark for mark in room.marks if mark.end <= start]))
        rooms.append(_Room(end, room.end, [mark for mark in room.marks if mark.start >= end]))
    return tuple(_snippet(text, marks, start, end) for start, end in sorted(pieces))


def _snippet(text: str, marks: Sequence[Mark], start: int, end: int) -> Snippet:
    matches = (
        (max(mark.start, start) - start, min(mark.end, end) - start)
        for mark in marks
        if mark.start < end and mark.end > start
    )
    return Snippet(text[start:end], start, tuple(matches))


def _densest(marks: Sequence[Mark], length: int, shown: Set[int]) -> tuple[tuple[int, int, int], int, int]:
    """Which marks that fit one piece show most: their rank, the number of the first and that after the last."""
    best = (0, 0, 0), 0, 0
    held = Counter[int]()
    last = 0
    for first, mark in enumerate(marks):
        while last < len(marks) and (last == first or marks[last].end - mark.start <= length):
            held.update(marks[last].shows)
            last += 1
        rank = len(held.keys() - shown), len(held), last - first
        if rank > best[0]:
            best = rank, first, last
        for part in mark.shows:
            held[part] -= 1
            if not held[part]:
                del held[part]
    return best


class _Piece:
    """One piece around some marks of a room, or at the beginning of the room where it has none."""

    def __init__(self, text: str, room: _Room, first: int, last: int, length: int) -> None:
        self._text = text
        self._room = room
        self._length = length
        if room.marks:
            self._from = room.marks[first].start
            self._to = min(room.marks[last - 1].end, self._from + length)
        else:
            self._from = self._to = room.start

    def ends(self) -> tuple[int, int]:
        """Where the piece starts and ends, without white space at either end."""
        start, end = self._room.start, self._room.end
        if end - start > self._length:
            start = self._start()
            end = self._end(start)
        piece = self._text[start:end]
        return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))

    def _start(self) -> int:
        room, spare = self._room, self._length - (self._to - self._from)
        far, near = (max(room.start, self._from - share) for share in (spare * 3 // 4, spare // 2))
        if far == room.start:
            return far
        sentences = list(self._breaks(_SENTENCE_END, far, self._from))
        if sentences:
            return sentences[-1]
        clauses = self._breaks(_CLAUSE_END, near, self._from)
        between = self._between(range(near, self._from + 1))
        within = self._between(range(self._from, max(room.start, self._from - self._length) - 1, -1))
        return next(clauses, next(between, next(within, self._from)))

    def _end(self, start: int) -> int:
        room = self._room
        limit = max(self._to, start + self._length)
        if limit >= room.end:
            return room.end
        for kind, least in ((_SENTENCE_END, self._length // 2), (_CLAUSE_END, self._length * 2 // 3)):
            if breaks := list(self._breaks(kind, max(self._to, start + least), limit)):
                return breaks[-1]
        between = self._between(range(limit, max(self._to, start + 1) - 1, -1))
        beyond = self._between(range(limit, min(room.end, limit + self._length) + 1))
        return next(between, next(beyond, limit))

    def _breaks(self, kind: re.Pattern[str], first: int, last: int) -> Iterator[int]:
        """The ends of sentences or clauses from one place to another."""
        # One character more on either side, for the mark before the first place and the space behind the last.
        for found in kind.finditer(self._text, max(0, first - 1), last + 1):
            if first <= found.end() <= last:
                yield from self._between((found.end(),))

    def _between(self, places: Sequence[int]) -> Iterator[int]:
        """The places that lie neither in a word, nor in a number, nor in a mark."""
        return (place for place in places if not (_in_word(self._text, place) or self._in_mark(place)))

    def _in_mark(self, place: int) -> bool:
        marks = self._room.marks
        number = bisect_left(marks, place, key=lambda mark: mark.start)
        return number > 0 and place < marks[number - 1].end


def _in_word(text: str, place: int) -> bool:
    """Whether a place lies inside a Latin word or a number; the point of 5.2 is inside."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if _is_letter(after):
        if _is_letter(before):
            return True
        return before in _SEPARATORS and after.isdigit() and text[max(0, place - 2)].isdigit()
    return after in _SEPARATORS and before.isdigit() and text[place + 1 : place + 2].isdigit()


def _is_letter(char: str) -> bool:
    return (char.isalnum() and not is_single(char)) or "\u0300" <= char <= "\u036f"
