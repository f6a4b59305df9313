"""The option ``--map``, apart from the others: what knows the fields of records loads what reads files."""

from __future__ import annotations

import click

from corpus.sources import FIELDS


def _columns(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The columns that fields are mapped to. Raises BadParameter for what maps none, and for a field given twice."""
    columns: dict[str, str] = {}
    for pair in given:
        field, _, column = (part.strip() for part in pair.partition("="))
        if not column:
            raise click.BadParameter(f"{pair!r} is not of the form FIELD=COLUMN, as in title=标题")
        if field not in FIELDS:
            raise click.BadParameter(f"{field!r} is no field; those are {', '.join(sorted(FIELDS))}")
        if field in columns:
            raise click.BadParameter(f"{field} is given two columns, {columns[field]!r} and {column!r}")
        columns[field] = column
    return columns


map_option = click.option(
    "--map",
    "columns",
    multiple=True,
    callback=_columns,
    metavar="FIELD=COLUMN",
    help="The column of CSV and Excel tables that holds a field; usual names are known. Can be repeated.",
)
