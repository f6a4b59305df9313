"""``zhengsou diff``: what one document adds to another, drops of it, changes and numbers anew."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby

import click

from indexer.cli.console import complain, faint, in_colour, marked, one_line, say, strong
from indexer.cli.options import format_option, index_option, text
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.comparing import Change, Comparison, Part, compare
from indexer.opening import open_engine
from indexer.query.ast import Span

_COLOURS = {"-": "red", "+": "green", "~": "yellow"}


@click.command(
    "diff",
    epilog="""\b
Examples:
  zhengsou diff notice-17 notice-42
  zhengsou diff notice-17 notice-42 --format json

Before what the second document drops stands a minus, before what it adds a plus, before what it only numbers anew a
tilde. Script, width and punctuation make no difference.

Exit status: 0 compared, 1 no such document, 2 error.""",
)
@click.argument("left_id", metavar="ID", type=text)
@click.argument("right_id", metavar="ID", type=text)
@format_option("json", "has every change with its place in code points.")
@index_option
def diff_command(index_path: str, left_id: str, right_id: str, format_name: str) -> int:
    """Show what the second document makes of the first."""
    with closing(open_engine(index_path)) as engine:
        left, right = engine.documents((left_id, right_id))
    if left is None or right is None:
        complain(f"no document has the id {left_id if left is None else right_id!r}")
        return NOTHING_FOUND
    comparison = compare(left, right)
    if format_name == "json":
        say(json.dumps(comparison.to_json(), ensure_ascii=False))
    else:
        _show(comparison)
    return FOUND


def _show(comparison: Comparison) -> None:
    for sign, document in (("-", comparison.left), ("+", comparison.right)):
        about = [document.published.isoformat() if document.published else "", document.source, document.id]
        say(f"{_signed(sign, strong(one_line(document.title)))}")
        say(faint(f"    {' · '.join(one_line(part) for part in about if part)}"))
    counts = comparison.counts
    say(faint(", ".join(f"{count:,} {_WORDS[kind]}" for kind, count in counts.items() if count)))
    for is_same, changes in groupby(comparison.changes, key=lambda change: change.kind == "same"):
        say()
        if is_same:
            say(faint(f"    … {sum(1 for _ in changes):,} the same …"))
        else:
            _show_changes(changes)


_WORDS = {
    "same": "the same",
    "renumbered": "numbered anew",
    "changed": "changed",
    "dropped": "dropped",
    "added": "added",
}


def _show_changes(changes: Iterable[Change]) -> None:
    for change in changes:
        if change.kind == "renumbered" and change.left and change.right:
            before, after = (
                one_line(part.text[: marks[0][1]]).strip() if marks else "—"
                for part, marks in ((change.left, change.left_marks), (change.right, change.right_marks))
            )
            said = change.right.text[change.right_marks[0][1] :] if change.right_marks else change.right.text
            say(f"{_signed('~', f'{before} → {after}')}  {one_line(said)}")
            continue
        if change.left:
            say(_line("-", change.left, change.left_marks))
        if change.right:
            say(_line("+", change.right, change.right_marks))


def _line(sign: str, part: Part, marks: tuple[Span, ...]) -> str:
    if not in_colour():
        return f"{sign}   {marked(one_line(part.text), marks)}"
    return _signed(sign, _struck(one_line(part.text), marks, _COLOURS[sign]))


def _struck(said: str, marks: tuple[Span, ...], colour: str) -> str:
    """The text in a colour, and in reverse what of it differs; all of it where nothing is marked."""
    pieces, end = [], 0
    for first, last in marks:
        pieces += [
            click.style(said[end:first], fg=colour),
            click.style(said[first:last], fg=colour, reverse=True),
        ]
        end = last
    return "".join([*pieces, click.style(said[end:], fg=colour)])


def _signed(sign: str, said: str) -> str:
    return f"{click.style(sign, fg=_COLOURS[sign]) if in_colour() else sign}   {said}"
