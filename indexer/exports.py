"""A result as a file for other programs: JSON Lines, CSV, RIS, BibTeX or bare ids, streamed hit by hit."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b

from indexer.engine import RankedHit
from indexer.results import Hit

_CSV_COLUMNS = (
    "id",
    "title",
    "published",
    "source",
    "url",
    "lang",
    "doc_number",
    "districts",
    "industries",
    "score",
    "matched_by",
    "partial",
    "snippets",
)
# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# Braces are spelled out because BibTeX counts even escaped ones.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "%&#_$"},
    }
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9_:.-]+")


def jsonl(hits: Iterable[Hit]) -> Iterator[str]:
    """One hit a line, in the API's form."""
    for hit in hits:
        # Inside JSON these two end a line for some readers and may be escaped for all.
        line = json.dumps(hit.to_json(), ensure_ascii=False)
        yield line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"


def ids(hits: Iterable[Hit | RankedHit]) -> Iterator[str]:
    """One id a line; hits need no documents for that."""
    for hit in hits:
        yield f"{hit.id}\n"


def comma_separated(hits: Iterable[Hit]) -> Iterator[str]:
    """A table for spreadsheets: marked as UTF-8, and no cell that would run as a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(_CSV_COLUMNS)
    for hit in hits:
        yield writer.writerow([_defused(cell) for cell in _cells(hit)])


def ris(hits: Iterable[Hit]) -> Iterator[str]:
    """References in the RIS format, for Zotero, EndNote and others."""
    for hit in hits:
        fields = [("TY", "NEWS"), ("ID", hit.id), ("TI", hit.title), ("T2", hit.source)]
        if hit.published:
            fields += [("PY", str(hit.published.year)), ("DA", f"{hit.published:%Y/%m/%d/}")]
        fields += [("M1", hit.doc_number), ("LA", hit.lang), ("UR", hit.url)]
        fields += [("KW", coded.label) for coded in (*hit.districts, *hit.industries)]
        lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value.strip()]
        yield "".join([*lines, "ER  - \r\n\r\n"])


def bibtex(hits: Iterable[Hit]) -> Iterator[str]:
    """References for LaTeX: ``year`` for BibTeX's own styles, ``date`` for biblatex."""
    for hit in hits:
        fields = {
            "title": _tex(hit.title),
            "howpublished": _tex(hit.source),
            "date": hit.published.isoformat() if hit.published else "",
            "year": str(hit.published.year) if hit.published else "",
            "number": _tex(hit.doc_number),
            "url": "".join(hit.url.split()).translate(_IN_ADDRESS),
            "langid": {"zh-Hans": "chinese", "zh-Hant": "chinese", "en": "english"}.get(hit.lang, ""),
            "keywords": _tex(", ".join(coded.label for coded in (*hit.districts, *hit.industries))),
        }
        # Double braces keep the capitals of a title as they are.
        lines = [
            f"  {name} = {{{{{value}}}}},\n" if name == "title" else f"  {name} = {{{value}}},\n"
            for name, value in fields.items()
            if value
        ]
        yield "".join([f"@misc{{{_bibtex_key(hit.id)},\n", *lines, "}\n\n"])


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
    yield "; ".join(coded.label for coded in hit.districts)
    yield "; ".join(coded.label for coded in hit.industries)
    yield f"{hit.score:.6g}"
    yield "; ".join(hit.matched_by)
    yield "yes" if hit.partial else "no"
    yield " … ".join(snippet.text for snippet in hit.snippets)


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)


def _bibtex_key(document_id: str) -> str:
    """The id where it can be a key; otherwise what can be of it, and a digest that tells it from others."""
    safe = _NOT_IN_KEY.sub("-", document_id).strip("-")
    if safe == document_id:
        return document_id
    digest = blake2b(document_id.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{safe}-{digest}" if safe else digest
