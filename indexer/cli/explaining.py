"""``zhengsou explain``: why a query finds what it finds, and what becomes of a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

import click

from corpus.errors import RecordError
from corpus.sources import read
from indexer.cli.columns import map_option
from indexer.cli.console import complain, faint, one_line, say, strong
from indexer.cli.explained_query import show_explanation
from indexer.cli.options import (
    QueryCommand,
    format_option,
    index_option,
    labels_option,
    lexicon_option,
    search_of,
    text,
)
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.differences import Difference
from indexer.explain import explain_query
from indexer.explain_source import SourceExplanation, StepTaken, Value, explain_record
from indexer.opening import open_engine

_SHOWN_CHANGES = 5
"""Places that a step changed and are shown; with ``--format json`` all of them are."""
_LONGEST_PIECE = 60
"""Characters of a piece that are shown."""


@click.command(
    "explain",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou explain '自贸区 -上海'
  zhengsou explain 'free trade zone' --doc notice-17
  zhengsou explain --source page.html
  zhengsou explain --source articles.jsonl.gz --limit 3 --format json

In what a page becomes, [-this-] went and {+that+} came.

Exit status: 0 something is found (with --doc: the document is; with --source: a record becomes a document),
1 nothing is, 2 error.""",
)
@click.argument("query", nargs=-1, type=text)
@click.option(
    "--doc",
    "named",
    type=text,
    metavar="ID",
    help="Say why this document, named by its id or its web address, has its place in the result, part by part; or "
    "what of the query it lacks and what it holds instead.",
)
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE",
    help="Say what becomes of the records of a file or folder, in place of a query: which step of cleaning changed "
    "what, what was found and by which words, and what an index would hold.",
)
@lexicon_option
@map_option
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="Records of --source that are explained.",
)
@format_option("json", "is one object a line for each record of --source, with all changes.")
@labels_option
@index_option
def explain_command(
    index_path: str,
    query: tuple[str, ...],
    named: str | None,
    source: Path | None,
    lexicon: tuple[Path, ...],
    columns: Mapping[str, str],
    limit: int,
    format_name: str,
    labels: str,
) -> int:
    """Explain how QUERY is read and what each of its parts finds; or what becomes of the pages of a FILE."""
    if source is not None:
        if query or named is not None or lexicon:
            raise click.UsageError("--source explains a file and takes no query, no --doc and no --lexicon")
        return _explain_source(source, columns, limit, labels, as_json=format_name == "json")
    if not query:
        raise click.UsageError("Missing argument 'QUERY'; or name a file with --source")
    if format_name == "json":
        raise click.UsageError("--format json goes with --source")
    with closing(open_engine(index_path)) as engine:
        asked = search_of(query, lexicon=lexicon)
        explanation = explain_query(engine, asked, named or "", labels)
    if explanation is None:
        complain(f"no document has the id or the address {named!r}")
        return NOTHING_FOUND
    show_explanation(explanation)
    found = explanation.document.hit if explanation.document else explanation.total
    return FOUND if found else NOTHING_FOUND


def _explain_source(
    source: Path, columns: Mapping[str, str], limit: int, labels: str, *, as_json: bool
) -> int:
    explained = 0
    for record in islice(read([source], columns), limit):
        try:
            if isinstance(record, RecordError):
                raise record
            explanation = explain_record(record, labels)
        except RecordError as error:
            complain(str(error))
            continue
        if as_json:
            say(json.dumps(explanation.to_json(), ensure_ascii=False))
        else:
            if explained:
                say()
            _show_source(explanation)
        explained += 1
    return FOUND if explained else NOTHING_FOUND


def _show_source(explanation: SourceExplanation) -> None:
    line = f":{explanation.line}" if explanation.line else ""
    say(strong(one_line(f"{explanation.file}{line}")))
    if not explanation.steps:
        say(faint("  no step changed anything"))
    for step in explanation.steps:
        _show_step(step)
    for value in explanation.found:
        _show_value(value)
    stored = explanation.document
    for key, value in stored.extra.items():
        say(f"  {faint(key.ljust(10))}  {one_line(json.dumps(value, ensure_ascii=False))}")
    size = f"{len(stored.text):,} of {explanation.characters:,} characters"
    say(f"  {faint('stored    ')}  {one_line(stored.id)}, {size}")


def _show_step(step: StepTaken) -> None:
    places = "1 place" if len(step.changed) == 1 else f"{len(step.changed):,} places"
    say(f"  {strong(step.name)} {faint(f'· {step.reason} · {places}')}")
    for changed in step.changed[:_SHOWN_CHANGES]:
        say(f"    {_difference(changed)}")
    if (more := len(step.changed) - _SHOWN_CHANGES) > 0:
        say(faint(f"    and {more:,} more"))


def _difference(changed: Difference) -> str:
    removed = f"[-{_piece(changed.removed)}-]" if changed.removed else ""
    added = f"{{+{_piece(changed.added)}+}}" if changed.added else ""
    return f"{_visible(changed.left)}{removed}{added}{_visible(changed.right)}"


def _piece(piece: str) -> str:
    if len(piece) <= _LONGEST_PIECE:
        return _visible(piece)
    half = _LONGEST_PIECE // 2
    return f"{_visible(piece[:half])} … {len(piece) - 2 * half:,} characters … {_visible(piece[-half:])}"


def _visible(piece: str) -> str:
    """The piece on one line, with everything that leaves no ink or a line end by its code."""
    signs = {"\n": "⏎", "\t": "⇥"}
    return "".join(
        signs.get(char) or (char if char.isprintable() else f"<U+{ord(char):04X}>") for char in piece
    )


def _show_value(value: Value) -> None:
    shown = value.value if value.label == value.value else f"{value.label} ({value.value})"
    say(f"  {faint(value.field.ljust(10))}  {one_line(shown)}{faint(_why(value.evidence))}")


def _why(evidence: Mapping[str, object]) -> str:
    if evidence.get("given"):
        return " · given"
    confidence = f" · {evidence['confidence']:.2f}" if "confidence" in evidence else ""
    said = f" · “{_piece(str(evidence['said']))}”" if evidence.get("said") else ""
    place = f" in the {evidence['field']}" if said and evidence.get("field") else ""
    at = f" at {evidence['start']}" if place and "start" in evidence else ""
    return f"{confidence}{said}{place}{at}"
