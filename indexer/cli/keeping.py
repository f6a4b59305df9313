"""``zhengsou stats``, ``zhengsou check`` and ``zhengsou delete``: looking after an index."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict

import click

from indexer.cli.console import complain, faint, say
from indexer.cli.options import format_option, index_option, text
from indexer.cli.program import FAILED, FOUND, NOTHING_FOUND
from indexer.opening import check_index, open_engine


@click.command(
    "stats",
    epilog="""\b
Examples:
  zhengsou stats
  zhengsou stats --format json | python3 -m json.tool""",
)
@format_option("json", "is one object.")
@index_option
def stats_command(index_path: str, format_name: str) -> int:
    """Tell how many documents an index holds, and what it takes."""
    with closing(open_engine(index_path)) as engine:
        stats = engine.stats()
    if format_name == "json":
        say(json.dumps({**asdict(stats), "stamp": dict(stats.stamp)}, ensure_ascii=False))
        return FOUND
    rows = {
        "documents": f"{stats.documents:,}",
        "size": f"{stats.bytes / 1_000_000:,.1f} MB",
        "segments": str(stats.segments),
        "generation": str(stats.generation),
        "engine": stats.engine,
        **stats.stamp,
    }
    width = max(map(len, rows))
    for name, value in rows.items():
        say(f"{faint(name.ljust(width))}  {value}")
    return FOUND


@click.command(
    "check",
    epilog="""\b
Examples:
  zhengsou check
  zhengsou check --index ~/policy-index || mail -s 'index damaged' operator

Exit status: 0 sound, 2 not.""",
)
@index_option
def check_command(index_path: str) -> int:
    """Check that an index is whole: every file there, none cut short or changed."""
    problems = check_index(index_path)
    for problem in problems:
        complain(problem)
    if problems:
        return FAILED
    with closing(open_engine(index_path)) as engine:
        say(f"The index is sound: {engine.stats().documents:,} documents.")
    return FOUND


@click.command(
    "delete",
    epilog="""\b
Examples:
  zhengsou delete notice-17 notice-18
  zhengsou search 'source:某某网' --all --format ids | zhengsou delete -

Exit status: 0 deleted, 1 none of them was there, 2 error.""",
)
@click.argument("ids", nargs=-1, required=True, type=text, metavar="ID...")
@index_option
def delete_command(index_path: str, ids: tuple[str, ...]) -> int:
    """Delete documents by their ids, all at once; - reads ids from standard input, one a line."""
    # Read to the end first: what gives the ids may still be searching this index.
    wanted = list(dict.fromkeys(_each(ids)))
    with closing(open_engine(index_path)) as engine, engine.writer() as writer:
        missing = [document_id for document_id in wanted if not writer.delete(document_id)]
    for document_id in missing:
        complain(f"no document has the id {document_id!r}")
    deleted = len(wanted) - len(missing)
    say(f"{deleted:,} deleted")
    return FOUND if deleted else NOTHING_FOUND


def _each(ids: tuple[str, ...]) -> Iterator[str]:
    for given in ids:
        if given == "-":
            yield from (line for typed in sys.stdin if (line := typed.rstrip("\r\n")))
        else:
            yield given
