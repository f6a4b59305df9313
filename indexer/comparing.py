"""Comparing two documents: what one of them adds, drops, changes and numbers anew, whatever script each is written in.

Texts are taken apart into sentences and lines. Two of these are the same where their folded units are, marks left out,
so that neither script nor width nor punctuation makes a difference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple, TypeAlias

from corpus.document import Document
from indexer.language.units import is_mark, split_units
from indexer.query.ast import Span

ChangeKind: TypeAlias = Literal["same", "renumbered", "changed", "dropped", "added"]

_ALIKE = 0.5
"""Share of units that two sentences have in common from which one is the other, changed."""
_MANY_PAIRS = 40_000
"""Pairs of sentences up to which, where several stand against several, the most alike are looked for."""

_MANY_OPERATIONS = 4_000_000
"""Pairs of sentences, or of units of two sentences, up to which the frequent ones among them are compared too."""
_LONG = 20_000
"""Units of two sentences together beyond which it is not looked for what in them differs."""

_PIECE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)]*|\n|$)")
_DIGITS = "0-9０-９一二三四五六七八九十百千零〇两兩"
_NUMBERING = re.compile(
    rf"\s*(?:第[{_DIGITS}]+[编編章节節条條款项項部篇]|[（(][{_DIGITS}]+[）)]|[{_DIGITS}]+[、.．)）](?![0-9０-９])|[①-⑳⑴-⒇])"
)


class Part(NamedTuple):
    """A stretch of a document's title or text; offsets count its code points."""

    field: Literal["title", "text"]
    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """The stretch and where it stands."""
        return self._asdict()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a sentence or line: ``left`` stands in the first document, ``right`` in the second.

    One of them is None where it was dropped or added. ``left_marks`` and ``right_marks`` are the spans that differ of a
    changed one, and the numbering of one that is numbered anew, in code points from its start.
    """

    kind: ChangeKind
    left: Part | None
    right: Part | None
    left_marks: tuple[Span, ...] = ()
    right_marks: tuple[Span, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The change and both sides of it."""
        return {
            "kind": self.kind,
            "left": self.left.to_json() if self.left else None,
            "right": self.right.to_json() if self.right else None,
            "left_marks": [list(span) for span in self.left_marks],
            "right_marks": [list(span) for span in self.right_marks],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents side by side: every sentence of both, in order. ``counts`` says how many there are of each kind."""

    left: Document
    right: Document
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many sentences and lines are of each kind."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in ("same", "renumbered", "changed", "dropped", "added")}

    def to_json(self) -> dict[str, Any]:
        """Both documents by id and title, the counts, and every change but what is the same."""
        return {
            "left": {"id": self.left.id, "title": self.left.title, "lang": self.left.lang},
            "right": {"id": self.right.id, "title": self.right.title, "lang": self.right.lang},
            "counts": self.counts,
            "changes": [change.to_json() for change in self.changes if change.kind != "same"],
        }


def compare(left: Document, right: Document) -> Comparison:
    """What the second document made of the first."""
    titles = _changes(_pieces(left.title, "title"), _pieces(right.title, "title"))
    texts = _changes(_pieces(left.text, "text"), _pieces(right.text, "text"))
    return Comparison(left, right, (*titles, *texts))


class _Piece(NamedTuple):
    """A sentence or line, its folded units without marks and numbering, and where its numbering ends."""

    part: Part
    units: tuple[str, ...]
    numbering: int


def _pieces(text: str, field: Literal["title", "text"]) -> list[_Piece]:
    pieces = []
    for match in _PIECE.finditer(text):
        piece = match[0].strip()
        start = match.start() + match[0].find(piece)
        numbering = _NUMBERING.match(piece)
        said = numbering.end() if numbering else 0
        units = tuple(unit for unit in split_units(piece[said:]).texts if not is_mark(unit))
        if units or numbering:
            pieces.append(_Piece(Part(field, start, start + len(piece), piece), units, said))
    return pieces


def _changes(left: Sequence[_Piece], right: Sequence[_Piece]) -> Iterator[Change]:
    for tag, first, last, start, end in _opcodes([one.units for one in left], [one.units for one in right]):
        if tag == "equal":
            yield from map(_kept, left[first:last], right[start:end])
        else:
            yield from _replaced(left[first:last], right[start:end])


def _kept(left: _Piece, right: _Piece) -> Change:
    """A sentence that says the same in both."""
    before, after = (_bare(piece.part.text[: piece.numbering]) for piece in (left, right))
    if before == after:
        return Change("same", left.part, right.part)
    marks = [((0, piece.numbering),) if piece.numbering else () for piece in (left, right)]
    return Change("renumbered", left.part, right.part, *marks)


def _replaced(left: Sequence[_Piece], right: Sequence[_Piece]) -> Iterator[Change]:
    """What stands in the same place of both, and is not the same; changed sentences are told from new ones."""
    done = 0
    for piece in left:
        place = _most_alike(piece, right, done) if len(left) * len(right) <= _MANY_PAIRS else None
        if place is None:
            yield Change("dropped", piece.part, None)
            continue
        yield from (Change("added", None, one.part) for one in right[done:place])
        yield _changed(piece, right[place])
        done = place + 1
    yield from (Change("added", None, one.part) for one in right[done:])


def _most_alike(piece: _Piece, among: Sequence[_Piece], first: int) -> int | None:
    """The place of the sentence from ``first`` on that is most like one, if any is like it."""
    best, found = 0.0, None
    units = Counter(piece.units)
    for place, other in enumerate(among[first:], start=first):
        common = (units & Counter(other.units)).total()
        alike = 2 * common / max(1, len(piece.units) + len(other.units))
        if alike >= _ALIKE and alike > best:
            best, found = alike, place
    return found


def _changed(left: _Piece, right: _Piece) -> Change:
    before, after = split_units(left.part.text), split_units(right.part.text)
    if len(before) + len(after) > _LONG:
        return Change("changed", left.part, right.part)
    left_marks, right_marks = [], []
    for tag, first, last, start, end in _opcodes(before.texts, after.texts):
        if tag != "equal" and last > first:
            left_marks.append(before.span(first, last - first))
        if tag != "equal" and end > start:
            right_marks.append(after.span(start, end - start))
    return Change("changed", left.part, right.part, tuple(left_marks), tuple(right_marks))


def _opcodes(left: Sequence[Hashable], right: Sequence[Hashable]) -> Sequence[tuple[str, int, int, int, int]]:
    """What became of each stretch of a row. What stands often in long rows is where it is by what is beside it."""
    often = len(left) * len(right) > _MANY_OPERATIONS
    return SequenceMatcher(None, left, right, autojunk=often).get_opcodes()


def _bare(numbering: str) -> tuple[str, ...]:
    return tuple(unit for unit in split_units(numbering).texts if not is_mark(unit))
