"""``zhengsou suggest``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from indexer.cli.console import count_of_documents, faint, one_line, say
from indexer.cli.options import QueryCommand, format_option, index_option, labels_option, lexicon_option, text
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.exports import json_lines
from indexer.opening import open_engine
from indexer.settings import MAX_SUGGESTIONS, SUGGESTIONS
from indexer.suggesting.suggester import Suggestion, suggester


@click.command(
    "suggest",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou suggest 自贸
  zhengsou suggest zmq
  zhengsou suggest 'hai dian' --limit 3 --format jsonl
  zhengsou suggest 双随 --lexicon our-terms.tsv

Exit status: 0 something begins like that, 1 nothing does, 2 error.""",
)
@click.argument("typed", nargs=-1, required=True, metavar="PREFIX", type=text)
@click.option(
    "--limit",
    type=click.IntRange(0, MAX_SUGGESTIONS),
    default=SUGGESTIONS,
    show_default=True,
    help="How many suggestions.",
)
@format_option("jsonl", "is one suggestion a line, in the form of the API.")
@labels_option
@lexicon_option
@index_option
def suggest_command(
    index_path: str,
    typed: tuple[str, ...],
    limit: int,
    format_name: str,
    labels: str,
    lexicon: tuple[Path, ...],
) -> int:
    """Show how a query that begins with PREFIX may go on: in Chinese of either script, pinyin or English."""
    with closing(open_engine(index_path)) as engine:
        found = suggester(engine, lexicon).suggest(" ".join(typed).lstrip(), limit, labels)
    if format_name == "jsonl":
        sys.stdout.writelines(json_lines(suggestion.to_json() for suggestion in found))
    else:
        for suggestion in found:
            say(f"{one_line(suggestion.text)}  {faint(_about(suggestion))}")
    return FOUND if found else NOTHING_FOUND


def _about(suggestion: Suggestion) -> str:
    if suggestion.id is not None:
        return f"{suggestion.kind} · {one_line(suggestion.id)}"
    if suggestion.documents is not None:
        return f"{suggestion.kind} · {count_of_documents(suggestion.documents)}"
    return suggestion.kind
