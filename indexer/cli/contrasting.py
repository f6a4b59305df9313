"""``zhengsou compare``: two districts, spans of time or other parts of a result beside each other."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import click

from indexer.cli.console import faint, marked, note, one_line, say, strong
from indexer.cli.options import (
    QueryCommand,
    format_option,
    index_option,
    labels_option,
    search_of,
    search_options,
    text,
)
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.contrasting.contrast import FACETS, SIDE_FIELDS, Contrast, Side, SideFound, contrast
from indexer.exports import json_lines
from indexer.opening import open_engine


@click.command(
    "compare",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou compare 自贸区 --a district=北京 --b district=上海
  zhengsou compare 人工智能 --a to=2019 --b from=2020
  zhengsou compare 补贴 --district 北京 --a district=海淀 --a from=2020
  zhengsou compare 碳中和 --a lang=zh-Hans --b lang=zh-Hant --format jsonl

A side takes district, industry, source, lang, from and to; what it does not have comes from the options of the search.
A side without any is the rest: what is found and not on the other side. Words are told by log-likelihood, behind which
stands how many times as frequent they are on their side.

Exit status: 0 found, 1 nothing found, 2 error.""",
)
@search_options
@labels_option
@click.option(
    "--a",
    "side_a",
    multiple=True,
    type=text,
    metavar="NAME=VALUE",
    help="What makes up one side; repeatable.",
)
@click.option(
    "--b", "side_b", multiple=True, type=text, metavar="NAME=VALUE", help="What makes up the other side."
)
@format_option("jsonl", "is one line with both sides.")
@index_option
def compare_command(
    index_path: str,
    labels: str,
    side_a: tuple[str, ...],
    side_b: tuple[str, ...],
    format_name: str,
    **given: Any,
) -> int:
    """Lay two sides of what QUERY finds beside each other: counts, first documents, characteristic words, samples."""
    sides = (_side("--a", side_a), _side("--b", side_b))
    with closing(open_engine(index_path)) as engine:
        found = contrast(engine, search_of(**given), *sides, labels)
    note(found.query)
    if format_name == "jsonl":
        sys.stdout.writelines(json_lines((found.to_json(),)))
    else:
        _show(found)
    return FOUND if found.a.total or found.b.total else NOTHING_FOUND


def _side(option: str, given: Sequence[str]) -> Side:
    values: dict[str, Any] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or name not in SIDE_FIELDS:
            raise click.UsageError(f"{option} {each}: write NAME=VALUE, with one of {', '.join(SIDE_FIELDS)}")
        if name in FACETS:
            values[name] = (*values.get(name, ()), value)
        else:
            values["from_" if name == "from" else name] = value
    return Side(**values)


def _show(found: Contrast) -> None:
    for name, side, other in (("A", found.a, found.b), ("B", found.b, found.a)):
        if name == "B":
            say()
        _show_side(name, side, other)
    if found.shared:
        say()
        say(faint(f"{found.shared:,} of these are on both sides, and count on both"))


def _show_side(name: str, side: SideFound, other: SideFound) -> None:
    labels = " · ".join(map(one_line, side.labels)) or "the rest"
    say(strong(f"{name}  {labels}"))
    share = "" if side.per_10_000 is None else f", {side.per_10_000:,.1f} in 10,000"
    undated = f", {side.undated:,} without a date" if side.undated else ""
    say(f"   {side.total:,} of {side.documents:,} documents{share}{undated}")
    if side.first and side.first.published:
        first = side.first
        say(f"   first {first.published}  {one_line(first.title)}  {faint(one_line(first.id))}")
    for word in side.words:
        times = f"{2**word.log_ratio:,.1f} ×"
        counts = f"{word.count:,} against {word.other_count:,}"
        say(f"   {word.log_likelihood:>9,.1f}  {times:>9}  {one_line(word.label)}  {faint(counts)}")
    if not side.words and side.total and other.total:
        say(faint("   no word is characteristic of it"))
    for hit in side.samples:
        said = hit.snippets[0] if hit.snippets else None
        quoted = marked(one_line(said.text), said.matches) if said else one_line(hit.title)
        say(f"   “{quoted}” {faint(one_line(hit.id))}")
