"""``zhengsou kwic``: a concordance on a terminal or for programs, and the words beside what was found."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import closing
from typing import Any

import click
from rich.cells import cell_len, set_cell_size

from indexer.cli.console import complain, count_of_documents, faint, marked, note, one_line, say, strong
from indexer.cli.options import QueryCommand, index_option, labels_option, literal_search_options, search_of
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.concordance.asking import LINE_SORTS, CollocateParameters, ConcordanceParameters
from indexer.concordance.collocates import Collocate, Collocates, collocates
from indexer.concordance.exports import COLLOCATE_FORMATS, LINE_FORMATS
from indexer.concordance.kwic import concordance, streamed
from indexer.concordance.lines import Concordance, Line
from indexer.engine import Engine
from indexer.opening import open_engine
from indexer.results import QueryReading
from indexer.settings import (
    COLLOCATE_MINIMUM,
    COLLOCATE_SPAN,
    CONTEXT_WIDTH,
    MAX_COLLOCATE_SPAN,
    MAX_CONTEXT_WIDTH,
)

_SHOWN = 20
"""Lines or collocates that a terminal shows unless more or fewer are asked for."""


@click.command(
    "kwic",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou kwic 自贸区
  zhengsou kwic '"高质量发展"' --sort left --width 30 --from 2023
  zhengsou kwic 人工智能 --district 北京 --all --format csv > lines.csv
  zhengsou kwic 政策 --sample 200 --format jsonl | jq -r .right
  zhengsou kwic 政策 --collocates

Exit status: 0 found, 1 nothing found, 2 error.""",
)
@literal_search_options
@click.option(
    "--sort",
    type=click.Choice(LINE_SORTS),
    default="right",
    show_default=True,
    help="By what stands to the left or right, outwards and by pinyin; the oldest first; or by place.",
)
@click.option(
    "--width",
    type=click.IntRange(0, MAX_CONTEXT_WIDTH),
    default=CONTEXT_WIDTH,
    show_default=True,
    help="Characters of context on each side.",
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=_SHOWN, show_default=True, help="How many lines."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many lines to pass over.")
@click.option("--all", "everything", is_flag=True, help="Every line, whatever --limit says.")
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    metavar="N",
    help="Only so many occurrences, drawn at random; the same search draws the same ones.",
)
@click.option(
    "--collocates", "beside", is_flag=True, help="The words that stand beside it, in place of the lines."
)
@click.option(
    "--span",
    type=click.IntRange(0, MAX_COLLOCATE_SPAN),
    default=COLLOCATE_SPAN,
    show_default=True,
    help="For --collocates: how many characters or words may lie between.",
)
@click.option(
    "--minimum",
    type=click.IntRange(min=1),
    default=COLLOCATE_MINIMUM,
    show_default=True,
    help="For --collocates: how often a word must stand there.",
)
@labels_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", *LINE_FORMATS]),
    default="text",
    show_default=True,
    help="text is for reading, the others are for programs.",
)
@index_option
def kwic_command(
    index_path: str,
    labels: str,
    everything: bool,
    beside: bool,
    span: int,
    minimum: int,
    sort: str,
    width: int,
    sample: int | None,
    limit: int,
    format_name: str,
    **given: Any,
) -> int:
    """Show every place where QUERY stands literally, one a line, with what stands around it.

    Terms are taken as if they stood in quotes, English words side by side as one. Of A NEAR/5 B, the lines show A where
    B is near.
    """
    search = search_of(**given, limit=None if everything else limit)
    with closing(open_engine(index_path)) as engine:
        if beside:
            found = collocates(engine, CollocateParameters(search, span, minimum))
            note(found.query)
            _write_collocates(found, format_name)
            return FOUND if found.collocates else NOTHING_FOUND
        asked = ConcordanceParameters(search, sort, width, sample)
        return _write(engine, asked, labels, format_name)


def _write(engine: Engine, asked: ConcordanceParameters, labels: str, format_name: str) -> int:
    lines: Iterable[Line]
    if asked.search.limit is None:
        shown, lines = streamed(engine, asked, labels)
    else:
        shown = concordance(engine, asked, labels)
        lines = shown.lines
    note(shown.query)
    if not shown.total:
        _complain_of_nothing(shown.query)
    elif shown.is_sampled:
        complain(f"note: {shown.drawn:,} of {shown.total:,} occurrences, drawn at random")
    if format_name != "text":
        sys.stdout.writelines(LINE_FORMATS[format_name](lines))
    elif shown.total:
        say(faint(_summary(shown)))
        for line in lines:
            _show(line, shown.width)
    return FOUND if shown.total else NOTHING_FOUND


def _complain_of_nothing(reading: QueryReading) -> None:
    complain(f"nothing stands literally for {reading.read_as or 'an empty query'}")


def _summary(shown: Concordance) -> str:
    occurrences = "1 occurrence" if shown.total == 1 else f"{shown.total:,} occurrences"
    return f"{occurrences} in {count_of_documents(shown.documents)} ({shown.took_ms:.1f} ms)"


def _show(line: Line, width: int) -> None:
    """Write a line so that occurrences stand below each other; a Han character takes two columns."""
    left, match, right = map(one_line, (line.left, line.match, line.right))
    # What is cut of the left side lies at its beginning.
    before = set_cell_size(left[::-1], 2 * width)[::-1]
    after = set_cell_size(right, 2 * width)
    about = (
        line.published.isoformat() if line.published else "",
        ", ".join(coded.label for coded in line.districts),
        "title" if line.field == "title" else "",
        one_line(line.id),
    )
    text = f"{before}{match}{after}"
    shown = marked(text, ((len(before), len(before) + len(match)),))
    say(f"{shown}  {faint(' · '.join(part for part in about if part))}")


def _write_collocates(found: Collocates, format_name: str) -> None:
    if not found.total:
        _complain_of_nothing(found.query)
    elif found.drawn < found.total:
        complain(
            f"note: counted beside {found.drawn:,} of {found.total:,} occurrences, in documents drawn at random"
        )
    if format_name != "text":
        sys.stdout.writelines(COLLOCATE_FORMATS[format_name](found.collocates))
        return
    if found.collocates:
        _show_table(found.collocates)


def _show_table(found: Iterable[Collocate]) -> None:
    rows = [(one_line(one.form), one) for one in found]
    widest = max(cell_len(form) for form, _ in rows)
    say(strong(f"{'word':<{widest}} {'observed':>10} {'expected':>10} {'frequency':>10} {'LL':>10}"))
    for form, one in rows:
        numbers = (
            f"{one.observed:>10,} {one.expected:>10,.1f} {one.frequency:>10,} {one.log_likelihood:>10,.1f}"
        )
        say(f"{set_cell_size(form, widest)} {numbers}")
