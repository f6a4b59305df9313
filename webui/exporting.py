"""Taking a whole result along: the page that offers it, its files, and the record of the search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _

from indexer.exports import EXPORT_FORMATS, ids
from indexer.parameters import choice
from indexer.recording.making import make_record
from indexer.recording.methods import methods, paragraph, record_text
from indexer.recording.record import record_json
from indexer.results import Results
from indexer.search import iterate, ranked, search
from webui.address import Address
from webui.answers import html
from webui.arguments import (
    LISTS,
    arguments,
    labels_asked_for,
    page_parameters,
    search_pairs,
    whole_parameters,
)
from webui.caching import revalidated_page
from webui.downloads import FILE_KINDS, FileKind, download
from webui.endpoints import Given, endpoint
from webui.facets import chips, settled
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon
from webui.parameters import LABELS, SEARCH, Parameter

exporting = Blueprint("exporting", __name__)

SAMPLE = 20
"""Documents by which the size of a file is guessed."""

FORMAT = Parameter("format", _("The format of the file."), "choice", "jsonl", choices=tuple(EXPORT_FORMATS))
RECORD_FORMAT = Parameter(
    "format",
    _("JSON to run the search again by, or text to read."),
    "choice",
    "json",
    choices=("json", "text"),
)
_RECORD_KINDS = {"json": FileKind("application/json", "json"), "text": FileKind("text/plain", "txt")}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that a result can be taken along as: its format, about how many bytes it has, and where it is."""

    format: str
    bytes: int
    url: str


@exporting.get("/export")
@revalidated_page
def export_page() -> Response:
    """What a result can be taken along as, how much it is, and what a methods section says of the search."""
    given = arguments(request.query_string)
    lang = interface_language()
    parameters = page_parameters(given, LISTS, current_lexicon())
    engine = current_engine()
    results = search(engine, replace(parameters, limit=SAMPLE, offset=0), lang)
    address = settled(Address(tuple(search_pairs(given))), results.facets).without("page")
    record = make_record(engine, parameters, _now(), ranking=False)
    return html(
        "export.html",
        results=results,
        address=address,
        chips=chips(results.facets, address),
        offers=list(_offers(results, address)),
        paragraph=paragraph(record, lang),
        records={name: address.file_url("exporting.record_answer", format=name) for name in _RECORD_KINDS},
    )


@endpoint(
    exporting,
    "/api/v1/export",
    summary=_("The whole result of a search as a file, which is sent while it is made."),
    parameters=(*SEARCH, FORMAT, LABELS),
    media=tuple(kind.media for kind in FILE_KINDS.values()),
    examples=({"q": "自贸区", "format": "csv"}, {"q": "自贸区", "district": "北京", "format": "ris"}),
)
def export_answer(given: Given) -> Response:
    """Every document of the result, in its order, however many there are. X-Total-Count tells how many."""
    name = choice("format", given.get("format", FORMAT.default), FORMAT.choices)
    labels = labels_asked_for(given)
    parameters = whole_parameters(given, current_lexicon())
    if name == "ids":
        found = ranked(current_engine(), parameters)
        return download(ids(found), FILE_KINDS[name], parameters.q, len(found))
    hits = iterate(current_engine(), parameters, labels)
    return download(EXPORT_FORMATS[name](hits), FILE_KINDS[name], parameters.q, hits.total)


@endpoint(
    exporting,
    "/api/v1/record",
    summary=_(
        "The record of a search: what was asked of which index, and the documents found, in their order."
    ),
    parameters=(*SEARCH, RECORD_FORMAT, LABELS),
    answers=dict[str, Any],
    media=tuple(kind.media for kind in _RECORD_KINDS.values()),
    examples=({"q": "自贸区"}, {"q": "自贸区", "format": "text"}),
)
def record_answer(given: Given) -> Response:
    """The record of a search, by which `zhengsou rerun` runs it again."""
    name = choice("format", given.get("format", RECORD_FORMAT.default), RECORD_FORMAT.choices)
    labels = labels_asked_for(given)
    record = make_record(current_engine(), whole_parameters(given, current_lexicon()), _now())
    pieces = record_json(record, methods(record)) if name == "json" else record_text(record, labels)
    return download(pieces, _RECORD_KINDS[name], record.reading.q, record.totals.total)


def _offers(results: Results, address: Address) -> Iterator[Offer]:
    """The files, each as large as if all documents were like the first ones."""
    sample = results.hits
    for name in FILE_KINDS:
        written = sum(len(piece.encode("utf-8", "replace")) for piece in EXPORT_FORMATS[name](sample))
        size = written * results.total // len(sample) if sample else 0
        yield Offer(name, size, address.file_url("exporting.export_answer", format=name))


def _now() -> datetime:
    return datetime.now().astimezone()
