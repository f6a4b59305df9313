"""``zhengsou index``."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TextIO

import click

from corpus.errors import EngineError, RecordError
from indexer.build import BuildReport, build
from indexer.cli.columns import map_option
from indexer.cli.console import complain, one_line, say
from indexer.cli.options import index_option
from indexer.cli.program import FOUND, NOTHING_FOUND
from indexer.cli.progress import progress_bar
from indexer.engine import Engine
from indexer.opening import open_engine
from indexer.suggesting.collected import renew

_SHOWN_ERRORS = 5
"""Records that failed and are told of; a file given with --errors has all of them."""


@click.command(
    "index",
    epilog="""\b
Examples:
  zhengsou index articles.jsonl.gz
  zhengsou index ~/articles ~/more/*.html --index ~/policy-index --errors failed.jsonl
  zhengsou index table.xlsx --map title=政策题名 --map text=政策原文
  zhengsou index ~/articles --prune

Exit status: 0 done, 1 no document was found, 2 error.""",
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="PATH..."
)
@index_option
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each processor",
    help="Processes that clean and analyse.",
)
@map_option
@click.option("--prune", is_flag=True, help="Delete the documents that are in none of the PATHs.")
@click.option("--strict", is_flag=True, help="Stop at the first record that fails, and change nothing.")
@click.option(
    "--errors",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write file, line and reason of each record that failed to this file, as JSON Lines.",
)
def index_command(
    paths: tuple[Path, ...],
    index_path: str,
    workers: int,
    columns: Mapping[str, str],
    prune: bool,
    strict: bool,
    errors: Path | None,
) -> int:
    """Bring an index up to date with files and folders.

    Documents are known by their ids: new ones are added, changed ones replaced, others left alone. Readers see
    the index as it was until everything is done.
    """
    if _is_read(Path(index_path), paths):
        raise click.UsageError(
            f"The index {index_path} lies in what is to be read; name a folder outside of it"
        )
    if errors and _is_read(errors, paths):
        raise click.UsageError(f"The file {errors} lies in what is to be read; name a file outside of it")
    with (
        errors.open("w", encoding="utf-8") if errors else nullcontext() as file,
        closing(open_engine(index_path, create=True)) as engine,
        # How much there is to read shows only at the end.
        progress_bar("reading", "read") as progress,
    ):
        failed = _Failures(file)
        report = build(
            engine,
            paths,
            workers=workers,
            prune=prune,
            strict=strict,
            columns=columns,
            on_progress=progress.at,
            on_commit=lambda: progress.call("writing the index"),
            on_error=failed.note,
        )
        _renew_suggestions(engine)
    failed.tell()
    if report.not_pruned:
        complain(f"nothing was pruned, because {report.not_pruned}")
    say(_summary(report))
    say()
    for line in _table(report):
        say(line)
    return FOUND if report.read > report.failed else NOTHING_FOUND


def _renew_suggestions(engine: Engine) -> None:
    """Have suggestions ready for who comes next; what was indexed is in place without them."""
    try:
        renew(engine)
    except EngineError as error:
        complain(f"suggestions will be collected when they are asked for: {error}")


def _is_read(place: Path, paths: Iterable[Path]) -> bool:
    """Whether a file or folder is one of the paths, or lies in one of them and is not hidden there."""
    whole = place.resolve()
    return any(
        whole.is_relative_to(path) and not any(part.startswith(".") for part in whole.relative_to(path).parts)
        for path in (path.resolve() for path in paths)
    )


class _Failures:
    """The records that failed: the first few to tell of, all of them for the file."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file
        self._first: list[RecordError] = []
        self._count = 0

    def note(self, error: RecordError) -> None:
        """Take one down."""
        self._count += 1
        if len(self._first) < _SHOWN_ERRORS:
            self._first.append(error)
        if self._file is not None:
            values = {"file": error.file, "line": error.line, "reason": error.reason}
            self._file.write(json.dumps(values, ensure_ascii=False) + "\n")

    def tell(self) -> None:
        """Say which failed, and where the others are told of."""
        for error in self._first:
            complain(str(error))
        more = self._count - len(self._first)
        if more:
            place = f"{self._file.name} has all of them" if self._file else "--errors FILE writes all of them"
            complain(f"and {more:,} more; {place}")


def _summary(report: BuildReport) -> str:
    return (
        f"{report.read:,} read: {report.added:,} added, {report.updated:,} updated, "
        f"{report.unchanged:,} unchanged, {report.deleted:,} deleted, {report.failed:,} failed "
        f"({report.seconds:.1f} s, {report.documents_per_second:,.0f} documents/s)"
    )


def _table(report: BuildReport) -> Iterator[str]:
    """What became of the records, a count to a line."""
    yield _row("read", report.read)
    yield _row("as before", report.read - report.cleaned - report.failed)
    yield _row("cleaned and tagged", report.cleaned)
    for tag, count in report.tagged.items():
        yield _row(f"  with {tag}", count, f"{count / report.cleaned:7.1%}")
    yield _row("skipped", report.failed)
    for reason, count in report.reasons.items():
        yield _row("", count, f"  {one_line(reason)}")


def _row(name: str, count: int, note: str = "") -> str:
    return f"{name:<22}{count:>12,}{note}"
