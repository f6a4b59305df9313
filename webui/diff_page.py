"""The page that lays two documents side by side, each in its own script or both in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from corpus.document import Document
from corpus.errors import RequestError
from indexer.comparing import Change, ChangeKind, Comparison, Part, compare
from indexer.query.ast import Span
from webui.address import Address
from webui.answers import html
from webui.arguments import arguments, search_pairs
from webui.caching import revalidated_page
from webui.display import shown
from webui.freshness import current_engine
from webui.marks import Piece, has_figure, pieces

diff = Blueprint("diff", __name__)

FOLDED_FROM = 3
"""Sentences in a row that are the same in both from which on they are folded away."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence or line of both documents, or of one; the pieces with a number are those that differ.

    ``renumbered`` says that a number is among these.
    """

    kind: ChangeKind
    left: tuple[Piece, ...] | None
    right: tuple[Piece, ...] | None
    renumbered: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Rows one after the other; ``folded`` where they are the same in both and are many."""

    rows: tuple[Row, ...]
    folded: bool


@diff.get("/diff")
@revalidated_page
def diff_page() -> Response:
    """What the document ``b`` makes of the document ``a``."""
    given = arguments(request.query_string)
    left_id, right_id = (_named(name, given.get(name, "")) for name in ("a", "b"))
    left, right = current_engine().documents((left_id, right_id))
    if left is None or right is None:
        raise NotFound("no document has this id")
    comparison = compare(left, right)
    return html(
        "diff.html",
        left=left,
        right=right,
        langs=(shown("", left.lang).lang, shown("", right.lang).lang),
        counts=comparison.counts,
        runs=list(_runs(comparison)),
        address=Address(tuple(search_pairs(given))),
    )


def _named(parameter: str, value: str) -> str:
    if not value:
        raise RequestError(parameter, f"{parameter} names no document; give the ids of two as a and b")
    return value


def _runs(comparison: Comparison) -> Iterator[Run]:
    rows = (_row(change, comparison) for change in comparison.changes)
    for is_same, run in groupby(rows, key=lambda row: row.kind == "same"):
        held = tuple(run)
        yield Run(held, is_same and len(held) >= FOLDED_FROM)


def _row(change: Change, comparison: Comparison) -> Row:
    left = _side(change.left, change.left_marks, comparison.left)
    right = _side(change.right, change.right_marks, comparison.right)
    differing = (piece.text for piece in (*(left or ()), *(right or ())) if piece.number)
    return Row(change.kind, left, right, change.kind == "changed" and any(map(has_figure, differing)))


def _side(part: Part | None, marks: tuple[Span, ...], document: Document) -> tuple[Piece, ...] | None:
    if part is None:
        return None
    said = shown(part.text, document.lang)
    return pieces(said.text, said.spans(marks))
