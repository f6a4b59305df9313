"""``zhengsou rerun``: a recorded search again, and what has changed since."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from indexer.cli.console import count_of_documents, faint, one_line, say, strong
from indexer.cli.options import format_option, index_option, lexicon_option
from indexer.cli.program import FOUND
from indexer.exports import json_lines
from indexer.opening import open_engine
from indexer.recording.record import read_record
from indexer.recording.rerunning import ChangeKind, Rerun, ResultChange, rerun

DIFFERENT = 1
"""Exit status: the result is another one than was recorded."""

_SIGNS: dict[ChangeKind, str] = {"added": "+", "removed": "-", "reranked": "~"}


@click.command(
    "rerun",
    epilog="""\b
Examples:
  zhengsou search 自贸区 --from 2020 --record 2020.json
  zhengsou rerun 2020.json
  zhengsou rerun 2020.json --index ~/policy-index --format jsonl

Exit status: 0 the same documents in the same order, 1 others or another order, 2 error.""",
)
@click.argument("record", metavar="RECORD", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@lexicon_option
@format_option("jsonl", "is a summary in the first line and then a change a line.")
@index_option
def rerun_command(index_path: str, record: Path, lexicon: tuple[Path, ...], format_name: str) -> int:
    """Run a recorded search again and tell which documents came, went and changed their places since.

    Dates such as 近三年 count from the day of the record. Files of --lexicon are given again.
    """
    then = read_record(record)
    with closing(open_engine(index_path)) as engine:
        again = rerun(engine, then, datetime.now().astimezone(), lexicon)
    if format_name == "jsonl":
        sys.stdout.writelines(json_lines((again.to_json(), *(change.to_json() for change in again.changes))))
    else:
        for told in _report(again):
            say(told)
    return DIFFERENT if again.changes else FOUND


def _report(again: Rerun) -> Iterator[str]:
    then, now = again.then, again.now
    q = one_line(then.reading.q.strip())
    yield f"{q or 'every document'}, recorded {then.made:%Y-%m-%d %H:%M}: {count_of_documents(then.totals.total)}"
    yield f"now: {count_of_documents(now.totals.total)}"
    if not again.same_index:
        yield (
            f"the index is another one: {one_line(then.index.fingerprint)} of "
            f"{count_of_documents(then.index.documents)}, "
            f"now {now.index.fingerprint} of {count_of_documents(now.index.documents)}"
        )
    for name, (before, after) in again.versions.items():
        yield f"{one_line(name)} differs: {one_line(before) or 'none'}, now {after or 'none'}"
    if not again.read_alike:
        yield f"the query is read otherwise: {one_line(then.reading.read_as)}, now {one_line(now.reading.read_as)}"
    for kind, verb in (("added", "added"), ("removed", "removed"), ("reranked", "in another place")):
        changes = [change for change in again.changes if change.kind == kind]
        if changes:
            yield strong(f"{len(changes):,} {verb}")
            yield from map(_line, changes)
    if not again.changes:
        yield "the same documents in the same order"


def _line(change: ResultChange) -> str:
    ranks = " → ".join(str(rank) for rank in (change.then, change.now) if rank)
    title = "not in the index any more" if change.title is None else one_line(change.title) or "—"
    return f"{_SIGNS[change.kind]} {ranks:>6}  {title}  {faint(one_line(change.id))}"
