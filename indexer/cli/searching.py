"""``zhengsou search`` and ``zhengsou facets``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from indexer.cli.console import complain, count_of_documents, faint, how_found, marked, note, one_line, say
from indexer.cli.facet_lists import show_facets
from indexer.cli.options import (
    QueryCommand,
    format_option,
    index_option,
    labels_option,
    search_of,
    search_options,
    sort_option,
)
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.cli.progress import counted, progress_bar
from indexer.engine import FACET_KEYS, FacetKey
from indexer.exports import EXPORT_FORMATS, ids, json_lines
from indexer.opening import open_engine
from indexer.parameters import shared_names
from indexer.results import Hit, QueryReading, Results
from indexer.search import SearchParameters, iterate, ranked, search
from indexer.settings import DEFAULT_LIMIT

_COUNTED: tuple[FacetKey, ...] = ("district", "industry", "year", "source", "lang")
_SHOWN_EXPANSIONS = 8
"""Equals of a query's terms that a terminal shows."""

_SPACES = re.compile(" {2,}")


@click.command(
    "search",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou search 自贸区
  zhengsou search '"科技创新片区"' --district 海淀 --from 2020 --sort newest
  zhengsou search 'AI OR 人工智能 -招聘' --industry 软件 --facets
  zhengsou search 專項資金 --all --format csv > results.csv
  zhengsou search 'free trade zone' --count
  zhengsou search 双随机 --lexicon our-terms.tsv
  zhengsou search 自贸区 --from 2020 --record 2020.json

Exit status: 0 found, 1 nothing found, 2 error.""",
)
@search_options
@sort_option
@labels_option
@click.option(
    "--limit", type=click.IntRange(min=0), default=DEFAULT_LIMIT, show_default=True, help="How many hits."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many hits to pass over.")
@click.option("--all", "everything", is_flag=True, help="Every hit, whatever --limit says.")
@click.option("--count", is_flag=True, help="Only the number of documents.")
@click.option(
    "--facets", is_flag=True, help="Also count districts, industries, years, sources and languages."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", *EXPORT_FORMATS]),
    default="text",
    show_default=True,
    help="text is for reading, the others are for programs.",
)
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also record the search and its whole result: as JSON for `zhengsou rerun`, or as text in a FILE.txt to read.",
)
@index_option
def search_command(
    index_path: str,
    labels: str,
    everything: bool,
    count: bool,
    facets: bool,
    format_name: str,
    record: Path | None,
    **given: Any,
) -> int:
    """Search for QUERY: words, "literal texts", AND OR NOT, title: district: date: and more.

    Without a query, everything that the options let through is found.
    """
    if facets and format_name != "text":
        raise click.UsageError(
            "--facets goes with --format text; 'zhengsou facets --format jsonl' is for programs"
        )
    parameters = search_of(**given, facets=_COUNTED if facets else ())
    if everything:
        parameters = replace(parameters, limit=None)
    # Hits that are not shown, or shown as they are read, are not fetched beforehand.
    fetched = not (count or everything or format_name == "ids")
    with closing(open_engine(index_path)) as engine:
        results = search(engine, parameters if fetched else replace(parameters, limit=0), labels)
        _warn(results.query, parameters, labels)
        if count:
            _show_count(results)
        elif format_name == "ids":
            sys.stdout.writelines(ids(ranked(engine, parameters)))
        else:
            hits = iter(results.hits) if fetched else iterate(engine, parameters, labels)
            if format_name == "text":
                _show(results, hits, parameters)
            else:
                # Beside a bar on the terminal, hits on the terminal could not be read.
                shown = everything and not sys.stdout.isatty()
                with progress_bar("writing", "documents", results.total, shown=shown) as progress:
                    sys.stdout.writelines(EXPORT_FORMATS[format_name](counted(hits, progress)))
        if record:
            # Few searches are recorded, and every one would wait for it to be loaded.
            from indexer.cli.recording import record_search

            record_search(engine, parameters, record, labels)
    return _status(results)


@click.command(
    "facets",
    cls=QueryCommand,
    epilog="""\b
Examples:
  zhengsou facets
  zhengsou facets 自贸区 --from 2020 --facet district --facet year
  zhengsou facets 人工智能 --format jsonl

Exit status: 0 found, 1 nothing found, 2 error.""",
)
@search_options
@labels_option
@click.option(
    "--facet",
    "facets",
    type=click.Choice(FACET_KEYS),
    multiple=True,
    default=FACET_KEYS,
    help="What to count; repeatable.  [default: all]",
)
@format_option("jsonl", "is one value a line.")
@index_option
def facets_command(
    index_path: str, labels: str, facets: tuple[FacetKey, ...], format_name: str, **given: Any
) -> int:
    """Count districts, industries, dates, sources and languages of what QUERY finds, or of everything."""
    parameters = search_of(**given, facets=facets)
    with closing(open_engine(index_path)) as engine:
        results = search(engine, replace(parameters, limit=0), labels)
    _warn(results.query, parameters, labels)
    if format_name == "text":
        if not results.total:
            _show_nothing(results)
        show_facets(results.facets)
        return _status(results)
    sys.stdout.writelines(
        json_lines(
            {"facet": key, **value.to_json()} for key, values in results.facets.items() for value in values
        )
    )
    return _status(results)


def _status(results: Results) -> int:
    return FOUND if results.total else NOTHING_FOUND


def _warn(reading: QueryReading, parameters: SearchParameters, labels: str) -> None:
    note(reading)
    if reading.corrected and not any(warning.code == "ran-corrected" for warning in reading.warnings):
        complain(f"note: did you mean {reading.corrected}?")
    for parameter, name, bearers in shared_names(parameters, labels):
        complain(f"note: --{parameter} {name} stands for {', '.join(bearers)}; a code stands for one of them")


def _show_count(results: Results) -> None:
    if results.partial_total:
        complain(f"note: {results.partial_total:,} of these satisfy only part of the query; see --match all")
    say(str(results.total))


def _show_nothing(results: Results) -> None:
    complain(f"nothing found for {results.query.read_as or 'these options'}")


def _show(results: Results, hits: Iterator[Hit], parameters: SearchParameters) -> None:
    if results.total:
        say(faint(_summary(results)))
        _show_expansions(results.query)
    else:
        _show_nothing(results)
    for rank, hit in enumerate(hits, start=int(parameters.offset) + 1):
        say()
        _show_hit(rank, hit)
    if results.total and results.facets:
        say()
    show_facets(results.facets)


def _summary(results: Results) -> str:
    if results.documents_total is None:
        found = count_of_documents(results.total)
    else:
        families = "1 family" if results.total == 1 else f"{results.total:,} families"
        found = f"{families} of {count_of_documents(results.documents_total)}"
    how = how_found(results.literal_total, results.other_total, results.partial_total)
    return f"{found}{how} ({results.took_ms:.1f} ms)"


def _show_expansions(reading: QueryReading) -> None:
    equals = list(dict.fromkeys(one_line(expansion.equal) for expansion in reading.expansions))
    if equals:
        more = ", …" if len(equals) > _SHOWN_EXPANSIONS else ""
        say(faint(f"also searched for {', '.join(equals[:_SHOWN_EXPANSIONS])}{more}"))


def _show_hit(rank: int, hit: Hit) -> None:
    say(f"{rank:>3}. {marked(one_line(hit.title) or '—', hit.title_matches, bold=True)}")
    about = [
        hit.published.isoformat() if hit.published else "",
        one_line(hit.source),
        ", ".join(coded.label for coded in hit.districts),
        ", ".join(hit.matched_by) + (" (partial)" if hit.partial else ""),
        _copies(hit),
    ]
    say(faint(f"     {' · '.join(part for part in about if part)}"))
    for snippet in hit.snippets:
        lead = "…" if snippet.start else ""
        shown = marked(one_line(snippet.text), snippet.matches)
        # Line ends between paragraphs became spaces.
        say(f"     {lead}{_SPACES.sub(' ', shown)}")
    say(faint(f"     {one_line(hit.id)}"))


def _copies(hit: Hit) -> str:
    if not hit.family or not hit.family.copies:
        return ""
    return "1 copy" if hit.family.copies == 1 else f"{hit.family.copies:,} copies"
