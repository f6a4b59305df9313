"""A result as a file for other programs: JSON Lines, CSV, RIS, BibTeX or bare ids, streamed hit by hit."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from indexer.engine import RankedHit
from indexer.references import Reference, bibtex_entry, ris_reference
from indexer.results import Hit

_CSV_COLUMNS = (
    "id",
    "title",
    "published",
    "source",
    "url",
    "lang",
    "doc_number",
    "issuer",
    "districts",
    "industries",
    "score",
    "matched_by",
    "partial",
    "snippets",
)
# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), in every width, and behind anything that
# it may trim or not show.
_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_FORMULA = re.compile(rf"[\t\r\n]|[{_UNSEEN}]*[-=+@＝＋－＠﹦﹢﹣﹫]")


def jsonl(hits: Iterable[Hit]) -> Iterator[str]:
    """One hit a line, in the API's form."""
    return json_lines(hit.to_json() for hit in hits)


def json_lines(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One value a line, as JSON."""
    for value in values:
        # Inside JSON these two end a line for some readers and may be escaped for all.
        line = json.dumps(value, ensure_ascii=False)
        yield line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def ids(hits: Iterable[Hit | RankedHit]) -> Iterator[str]:
    """One id a line; hits need no documents for that."""
    for hit in hits:
        yield f"{hit.id}\n"


def comma_separated(hits: Iterable[Hit]) -> Iterator[str]:
    """A table for spreadsheets, one hit a row."""
    return spreadsheet(_CSV_COLUMNS, map(_cells, hits))


def spreadsheet(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Rows under the names of their columns as CSV, marked as UTF-8, and no cell that would run as a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow(map(_defused, row))


def ris(hits: Iterable[Hit]) -> Iterator[str]:
    """References in the RIS format, for Zotero, EndNote and others."""
    return (ris_reference(Reference.of_hit(hit)) for hit in hits)


def bibtex(hits: Iterable[Hit]) -> Iterator[str]:
    """References for LaTeX."""
    return (bibtex_entry(Reference.of_hit(hit)) for hit in hits)


EXPORT_FORMATS: Mapping[str, Callable[[Iterable[Hit]], Iterator[str]]] = {
    "jsonl": jsonl,
    "csv": comma_separated,
    "ids": ids,
    "ris": ris,
    "bibtex": bibtex,
}
"""The formats by name: how hits become the pieces of a file."""


class _Echo:
    """A file whose write gives its argument back, so that a csv writer returns its row."""

    def write(self, row: str) -> str:
        return row


def _cells(hit: Hit) -> Iterator[str]:
    yield hit.id
    yield hit.title
    yield hit.published.isoformat() if hit.published else ""
    yield hit.source
    yield hit.url
    yield hit.lang
    yield hit.doc_number
    yield hit.issuer
    yield "; ".join(coded.label for coded in hit.districts)
    yield "; ".join(coded.label for coded in hit.industries)
    yield f"{hit.score:.6g}"
    yield "; ".join(hit.matched_by)
    yield "yes" if hit.partial else "no"
    yield " … ".join(snippet.text for snippet in hit.snippets)


def _defused(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
