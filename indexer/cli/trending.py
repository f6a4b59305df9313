"""``zhengsou trend``: documents over time, by district or industry, and where they were first."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import click
from rich.cells import cell_len, set_cell_size

from indexer.cli.blocks import bar, gathered, row
from indexer.cli.console import count_of_documents, faint, note, one_line, say, strong, terminal_width
from indexer.cli.options import QueryCommand, index_option, labels_option, search_of, search_options, text
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.exports import json_lines
from indexer.opening import open_engine
from indexer.shares import per_10_000
from indexer.trends.levels import LEVELS
from indexer.trends.tables import POINT_COLUMNS, USE_COLUMNS, comma_separated, points, uses
from indexer.trends.trend import PERIOD_KEYS, SPLITS, Counts, Panel, TrendParameters, Trends, trends

_NARROWEST = 6
"""Columns that a bar has at least where it is the highest; a narrower terminal breaks its lines."""
_WIDEST_LABEL = 24


@click.command(
    "trend",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou trend 自贸区 --by year
  zhengsou trend 人工智能 --versus 区块链 --versus 元宇宙 --from 2019
  zhengsou trend 专精特新 --split district --share
  zhengsou trend '"一网通办"' --first-use --level city
  zhengsou trend 碳中和 --format csv > trend.csv

Documents count that satisfy the whole query. Shares are per 10,000 of all documents of the same period that the options
let through.

Exit status: 0 found, 1 nothing found, 2 error.""",
)
@search_options
@labels_option
@click.option(
    "--versus", multiple=True, type=text, metavar="QUERY", help="Another query beside the first; repeatable."
)
@click.option(
    "--by",
    type=click.Choice(PERIOD_KEYS),
    default=None,
    help="How time is divided.  [default: month, unless these are too many]",
)
@click.option("--share", is_flag=True, help="Draw shares per 10,000 documents, not numbers.")
@click.option(
    "--split",
    type=click.Choice(SPLITS),
    default=None,
    help="Also one by one for the districts or industries with the most.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default=None,
    help="Which districts.  [default: provinces, or what is below those of --district]",
)
@click.option(
    "--first-use", is_flag=True, help="Instead, the districts in the order of their first document."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "jsonl", "csv"]),
    default="text",
    show_default=True,
    help="text is for reading; jsonl and csv have a line for each query and period.",
)
@index_option
def trend_command(
    index_path: str,
    labels: str,
    versus: tuple[str, ...],
    by: str | None,
    share: bool,
    split: str | None,
    level: str | None,
    first_use: bool,
    format_name: str,
    **given: Any,
) -> int:
    """Count the documents that QUERY finds over time, and how many those are of all."""
    parameters = TrendParameters(search_of(**given), versus, by or "", split or "", level or "", first_use)
    with closing(open_engine(index_path)) as engine:
        found = trends(engine, parameters, labels)
    for reading in found.queries:
        note(reading)
    if format_name == "text":
        _show_uses(found) if first_use else _show(found, share)
    else:
        records, columns = (uses(found), USE_COLUMNS) if first_use else (points(found), POINT_COLUMNS)
        written = json_lines(records) if format_name == "jsonl" else comma_separated(columns, records)
        sys.stdout.writelines(written)
    return FOUND if any(counts.total for counts in found.whole.series) else NOTHING_FOUND


def _show(found: Trends, share: bool) -> None:
    for number, (reading, counts) in enumerate(zip(found.queries, found.whole.series, strict=True), 1):
        name = f"{number}. {_named(reading.q)}" if len(found.queries) > 1 else _named(reading.q)
        undated = f", {counts.undated:,} without a date" if counts.undated else ""
        every = f"{counts.total:,} of {count_of_documents(found.whole.documents.total)}"
        say(f"{strong(name)}  {faint(every + undated)}")
    if share:
        say(faint("per 10,000 documents of the same period"))
    if found.periods:
        say()
        for line in _table(found, share, terminal_width()):
            say(line)
    if found.values:
        say()
        for line in _multiples(found, share, terminal_width()):
            say(line)


def _table(found: Trends, share: bool, width: int | None) -> Iterator[str]:
    """One line for each period, with a number for each query, and a bar where there is a terminal of some width."""
    columns = [_values(counts, found.whole.documents, share) for counts in found.whole.series]
    written = [[_written(value, share) for value in column] for column in columns]
    widest = [max(map(len, column)) for column in written]
    highest = max((value or 0 for column in columns for value in column), default=0)
    margin = len(found.periods[0])
    length = 0
    if width is not None:
        free = width - margin - sum(each + 3 for each in widest)
        length = max(free // len(columns), _NARROWEST)
    if len(columns) > 1:
        names = (f"{number}." for number in range(1, len(columns) + 1))
        heads = (
            f"  {name:>{each}}{' ' * (length + 1 if length else 0)}"
            for name, each in zip(names, widest, strict=True)
        )
        yield faint(f"{'':{margin}}{''.join(heads)}").rstrip()
    for place, period in enumerate(found.periods):
        cells = []
        for column, said, each in zip(columns, written, widest, strict=True):
            drawn = bar(column[place] or 0, highest, length) if length else ""
            cells.append(f"  {said[place]:>{each}}" + (f" {drawn:{length}}" if length else ""))
        yield f"{period}{''.join(cells)}".rstrip()


def _multiples(found: Trends, share: bool, width: int | None) -> Iterator[str]:
    """One line for each district or industry and query: how many in all, and a row of bars on one scale."""
    labels = [one_line(panel.label) for panel in found.values]
    margin = min(max(map(cell_len, labels)), _WIDEST_LABEL)
    totals = [[f"{counts.total:,}" for counts in panel.series] for panel in found.values]
    widest = max(len(total) for each in totals for total in each)
    number = len(f"{len(found.queries)}. ") if len(found.queries) > 1 else 0
    free = (width or 0) - margin - widest - number - 4
    rows = [[_row(panel, counts, share, free) for counts in panel.series] for panel in found.values]
    highest = max((value for each in rows for values, _ in each for value in values), default=0)
    size = rows[0][0][1] if rows and found.periods else 1
    if width is not None and found.periods:
        each = f"{found.periods[0]} to {found.periods[-1]}"
        yield faint(each if size == 1 else f"{each}, {size} {found.by}s a bar")
    for label, panel, drawn, said in zip(labels, found.values, rows, totals, strict=True):
        for place, _ in enumerate(panel.series):
            name = set_cell_size(label if place == 0 else "", margin)
            which = f"{place + 1}. " if number else ""
            bars = f"  {row(drawn[place][0], highest)}" if width is not None else ""
            yield f"{name}  {which}{said[place]:>{widest}}{bars}".rstrip()


def _row(panel: Panel, counts: Counts, share: bool, width: int) -> tuple[Sequence[float], int]:
    """What a row of bars shows, several periods together where there are too many, and how many that are."""
    found, size = gathered(counts.counts, width)
    if not share:
        return found, size
    every, _ = gathered(panel.documents.counts, width)
    return [per_10_000(one, whole) or 0 for one, whole in zip(found, every, strict=True)], size


def _values(counts: Counts, every: Counts, share: bool) -> Sequence[float | None]:
    return counts.per_10_000(every) if share else counts.counts


def _written(value: float | None, share: bool) -> str:
    if value is None:
        return "–"
    return f"{value:,.1f}" if share else f"{value:,}"


def _show_uses(found: Trends) -> None:
    for place, (reading, each) in enumerate(zip(found.queries, found.first_use, strict=True)):
        if place:
            say()
        say(strong(_named(reading.q)))
        margin = max((cell_len(one_line(used.label)) for used in each), default=0)
        for rank, used in enumerate(each, 1):
            label = set_cell_size(one_line(used.label), margin)
            say(f"{rank:>4}. {used.published.isoformat()}  {label}  {one_line(used.title) or '—'}")
            say(faint(f"      {one_line(used.id)}, first of {count_of_documents(used.total)}"))
        if not each:
            say(faint("no dated document is about a district of this level"))


def _named(q: str) -> str:
    return one_line(q) or "all documents"
