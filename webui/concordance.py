"""The concordance of a search: its page, and what programs are given of it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from indexer.concordance.asking import LINE_SORTS, CollocateParameters, ConcordanceParameters
from indexer.concordance.collocates import Collocates, collocates
from indexer.concordance.exports import COLLOCATE_FORMATS, LINE_FORMATS
from indexer.concordance.kwic import concordance, streamed
from indexer.concordance.lines import Concordance
from indexer.concordance.marking import match_numbers
from indexer.engine import FACET_KEYS
from indexer.parameters import SearchParameters, choice
from indexer.settings import (
    COLLOCATE_MINIMUM,
    COLLOCATE_SPAN,
    COLLOCATES,
    CONTEXT_WIDTH,
    DEFAULT_LIMIT,
    MAX_COLLOCATE_SPAN,
    MAX_COLLOCATES,
    MAX_CONTEXT_WIDTH,
    MAX_LIMIT,
    MAX_WINDOW,
)
from webui.address import Address
from webui.answers import html, json
from webui.arguments import (
    arguments,
    filled,
    labels_asked_for,
    last_page,
    page_number,
    search_pairs,
    search_parameters,
)
from webui.caching import revalidated_page
from webui.downloads import FILE_KINDS, download
from webui.endpoints import JSON, Given, endpoint
from webui.facets import settled
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon
from webui.narrowing import narrowing
from webui.pager import page_numbers
from webui.pages import EXAMPLES
from webui.parameters import COLLAPSE, FILTERS, LABELS, MATCH, Parameter, Q

concordance_views = Blueprint("concordance", __name__)

LINES = 50
"""Lines of a page."""
PAGE_WIDTH = 40
"""Code points on either side that a page is given; it shows as many of them as there is room for."""
BESIDE = 24
"""Collocates that a page shows."""
SAMPLE_SIZE = 100
"""Occurrences that a page offers to draw at random."""

LINE_SORT = Parameter(
    "sort",
    _(
        "The order of the lines: by what stands to the left or right, outwards and by pinyin, by date or by place."
    ),
    "choice",
    "right",
    choices=LINE_SORTS,
)
WIDTH = Parameter(
    "width",
    _("How many characters are given on each side."),
    "number",
    str(CONTEXT_WIDTH),
    most=MAX_CONTEXT_WIDTH,
)
LINE_LIMIT = Parameter(
    "limit", _("How many lines are given; a file has them all."), "number", str(DEFAULT_LIMIT), most=MAX_LIMIT
)
LINE_OFFSET = Parameter(
    "offset",
    _("How many lines are passed over before the first."),
    "number",
    "0",
    most=MAX_WINDOW,
)
SAMPLE = Parameter(
    "sample",
    _("So many occurrences are drawn at random, always the same ones; without it all are taken."),
    "number",
    least=1,
)
SPAN = Parameter(
    "span",
    _("How many characters or words may lie between an occurrence and a word."),
    "number",
    str(COLLOCATE_SPAN),
    most=MAX_COLLOCATE_SPAN,
)
MINIMUM = Parameter(
    "minimum", _("How often a word must stand beside occurrences."), "number", str(COLLOCATE_MINIMUM), least=1
)
COLLOCATE_LIMIT = Parameter(
    "limit", _("How many words are given."), "number", str(COLLOCATES), most=MAX_COLLOCATES
)
COLLOCATE_OFFSET = Parameter(
    "offset", _("How many words are passed over before the first."), "number", "0", most=MAX_WINDOW
)
LITERAL_EXPAND = Parameter("expand", _("Whether synonyms and translations are shown too."), "switch", "0")
FORMAT = Parameter(
    "format",
    _("JSON of one page, or a file."),
    "choice",
    "json",
    choices=("json", *LINE_FORMATS),
)

COLLOCATE_FORMAT = replace(FORMAT, choices=("json", *COLLOCATE_FORMATS))

_LITERAL_SEARCH = (Q, *FILTERS, MATCH, LITERAL_EXPAND, COLLAPSE)
_ENDPOINT = "concordance.concordance_page"
_OWN = ("order", "sample")
"""Parameters of the page beside those of a search, whose ``sort`` is another thing."""


@concordance_views.get("/concordance")
@revalidated_page
def concordance_page() -> Response:
    """Every place where a query stands literally, and the words that stand beside it."""
    given = filled(arguments(request.query_string))
    own = [(name, value) for name in _OWN for value in given.getlist(name)[:1]]
    address = Address((*search_pairs(given), *own), _ENDPOINT)
    page = page_number(given, LINES)
    search = _search(given, LINES, (page - 1) * LINES, FACET_KEYS)
    engine = current_engine()
    order = choice("order", given.get("order", "right"), LINE_SORTS)
    asked = ConcordanceParameters(search, order, PAGE_WIDTH, given.get("sample"))
    found = concordance(engine, asked, interface_language(), bounded=True)
    beside = None
    if found.total and page == 1:
        beside = collocates(engine, CollocateParameters(replace(search, limit=BESIDE, offset=0, facets=())))
    address = settled(address, found.facets)
    marked = replace(search, expand=address.get("expand") or "1")
    last = min(-(-found.drawn // LINES), last_page(LINES))
    bare = address.without("sort", "order")
    return html(
        "concordance.html",
        concordance=found,
        numbered_lines=zip(found.lines, match_numbers(engine, marked, found.lines), strict=True),
        results=found,
        beside=beside,
        address=address,
        **narrowing(found.facets, address, given),
        page=page,
        last=last,
        page_numbers=page_numbers(page, last),
        sample=SAMPLE_SIZE,
        lines_url=bare.file_url("concordance.concordance_answer", sort=found.sort, format="csv"),
        beside_url=bare.without("sample").program_url("concordance.collocates_answer", format="csv"),
        examples=EXAMPLES,
    )


@endpoint(
    concordance_views,
    "/api/v1/concordance",
    summary=_(
        "Every place where a query stands literally, with what stands around it; the whole of it as a file."
    ),
    parameters=(*_LITERAL_SEARCH, LINE_SORT, WIDTH, LINE_LIMIT, LINE_OFFSET, SAMPLE, FORMAT, LABELS),
    answers=Concordance,
    media=(JSON, *(FILE_KINDS[name].media for name in LINE_FORMATS)),
    examples=(
        {"q": "自贸区", "sort": "left", "width": "12", "limit": "5"},
        {"q": "自贸区", "format": "csv", "sort": "date"},
    ),
)
def concordance_answer(given: Given) -> Response:
    """A page of a concordance, or with ``format`` the whole of it as a file."""
    name = choice("format", given.get("format", FORMAT.default), FORMAT.choices)
    search = _search(given, given.get("limit", LINE_LIMIT.default), given.get("offset", LINE_OFFSET.default))
    asked = ConcordanceParameters(
        search,
        given.get("sort", LINE_SORT.default),
        given.get("width", WIDTH.default),
        given.get("sample"),
    )
    labels = labels_asked_for(given)
    if name == "json":
        return json(concordance(current_engine(), asked, labels, bounded=True).to_json())
    _told, lines = streamed(current_engine(), asked, labels)
    return download(LINE_FORMATS[name](lines), FILE_KINDS[name], search.q)


@endpoint(
    concordance_views,
    "/api/v1/collocates",
    summary=_("The words that stand beside what a query matches literally, the most telling first."),
    parameters=(*_LITERAL_SEARCH, SPAN, MINIMUM, COLLOCATE_LIMIT, COLLOCATE_OFFSET, COLLOCATE_FORMAT),
    answers=Collocates,
    media=(JSON, *(FILE_KINDS[name].media for name in COLLOCATE_FORMATS)),
    examples=({"q": "自贸区", "limit": "10"}, {"q": "自贸区", "format": "csv"}),
)
def collocates_answer(given: Given) -> Response:
    """The words that stand beside what a query matches literally."""
    name = choice("format", given.get("format", COLLOCATE_FORMAT.default), COLLOCATE_FORMAT.choices)
    search = _search(
        given, given.get("limit", COLLOCATE_LIMIT.default), given.get("offset", COLLOCATE_OFFSET.default)
    )
    asked = CollocateParameters(
        search, given.get("span", SPAN.default), given.get("minimum", MINIMUM.default)
    )
    found = collocates(current_engine(), asked)
    if name == "json":
        return json(found.to_json())
    return download(COLLOCATE_FORMATS[name](found.collocates), FILE_KINDS[name], search.q)


def _search(
    given: MultiDict[str, str], limit: str | int, offset: str | int, facets: tuple[str, ...] = ()
) -> SearchParameters:
    """The search of a concordance, which shows what was typed and nothing else unless that is asked for."""
    search = search_parameters(given, limit, offset, facets, current_lexicon())
    return replace(search, expand=given.get("expand", "0"), sort="relevance")
