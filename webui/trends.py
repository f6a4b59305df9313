"""Documents over time: a page with charts and a table, the chart as a file, and the same for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, Response, request
from flask_babel import format_decimal, gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from indexer.parameters import SearchParameters, choice, switch
from indexer.search import search
from indexer.settings import MAX_TREND_QUERIES
from indexer.trends.levels import LEVELS
from indexer.trends.tables import POINT_COLUMNS, USE_COLUMNS, comma_separated, points, uses
from indexer.trends.trend import PERIOD_KEYS, SPLITS, Counts, Panel, TrendParameters, Trends, trends
from webui import svg, wording
from webui.address import Address
from webui.answers import html, json
from webui.arguments import (
    LISTS,
    api_parameters,
    arguments,
    labels_asked_for,
    page_parameters,
    search_pairs,
    unpaged,
)
from webui.caching import revalidated_page
from webui.charts import Chart, Curve, Plot
from webui.downloads import FILE_KINDS, disposition, download
from webui.endpoints import JSON, Given, endpoint
from webui.facets import chips, settled
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon
from webui.parameters import COLLAPSE, EXPAND, FILTERS, LABELS, MATCH, Parameter, Q

trending = Blueprint("trends", __name__)

FORMATS = ("json", "csv")
BY = Parameter("by", _("How time is divided."), "choice", "month", PERIOD_KEYS)
SPLIT = Parameter("split", _("What documents are told apart by."), "choice", choices=SPLITS)
LEVEL = Parameter(
    "level",
    _("Which districts: by default provinces, or what is below those that are filtered for."),
    "choice",
    choices=LEVELS,
)
FIRST_USE = Parameter("first_use", _("Whether districts are given in the order of first use."), "switch", "0")
FORMAT = Parameter("format", _("JSON, or a table for spreadsheets."), "choice", FORMATS[0], FORMATS)
OWN = ("by", "split", "level")
"""Parameters of a count over time beside those of a search; ``q`` may be repeated."""
SHOWN = ("count", "share")
"""What a page draws: numbers of documents, or shares per 10,000."""

_USES, _USES_EACH = 20, 8
"""Districts of first use that a page shows before the rest, which is folded away: of one query, and of several."""
_MOST_USES = 200
"""Districts of first use that a page shows at all; the table for spreadsheets has the others."""


@trending.get("/trends")
@revalidated_page
def trends_page() -> Response:
    """Charts of one query or several, with the numbers in a table, and the districts in the order of first use."""
    given = unpaged(arguments(request.query_string))
    engine, language = current_engine(), interface_language()
    show = choice("show", given.get("show", SHOWN[0]), SHOWN)
    found = trends(engine, _of_page(given, first_use=True), language)
    parameters = page_parameters(given, LISTS, current_lexicon())
    facets = search(engine, replace(parameters, limit=0), language).facets
    base = settled(Address(tuple(search_pairs(given))), facets)
    address = _settled(given, base)
    whole, multiples = _charts(found, show)
    return html(
        "trends.html",
        found=found,
        whole=whole,
        multiples=multiples,
        svg=svg,
        show=show,
        base=base,
        address=address,
        chips=chips(facets, address),
        columns=_columns(found, show, base),
        of_programs=address.without("show", "sort"),
        uses_shown=_USES if len(found.queries) == 1 else _USES_EACH,
        uses_most=_MOST_USES,
        most_queries=MAX_TREND_QUERIES,
    )


@trending.get("/trends.svg")
@revalidated_page
def chart_file() -> Response:
    """The chart of a page as a file of its own."""
    given = unpaged(arguments(request.query_string))
    show = choice("show", given.get("show", SHOWN[0]), SHOWN)
    found = trends(current_engine(), _of_page(given), interface_language())
    whole, multiples = _charts(found, show)
    response = Response(svg.file(multiples if multiples.plots else whole), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = disposition(given.get("q", ""), date.today(), "svg")
    return response


@endpoint(
    trending,
    "/api/v1/trends",
    summary=_("Documents over time, of one query or several, in all and by district or industry."),
    parameters=(
        *(replace(Q, repeatable=True), *FILTERS, MATCH, EXPAND, COLLAPSE),
        BY,
        SPLIT,
        LEVEL,
        FIRST_USE,
        FORMAT,
        LABELS,
    ),
    answers=Trends,
    media=(JSON, FILE_KINDS["csv"].media),
    examples=(
        {"q": "自贸区", "by": "year"},
        {"q": "自贸区", "split": "district"},
        {"q": "自贸区", "first_use": "1"},
    ),
)
def trends_answer(given: Given) -> Response:
    """Counts over time as JSON, or as a table of them or of first uses."""
    form = choice("format", given.get("format", FORMAT.default), FORMATS)
    first_use = switch("first_use", given.get("first_use", FIRST_USE.default))
    found = trends(
        current_engine(),
        _parameters(given, api_parameters(given, current_lexicon()), first_use),
        labels_asked_for(given),
    )
    if form == "json":
        return json(found.to_json())
    columns, records = (USE_COLUMNS, uses(found)) if first_use else (POINT_COLUMNS, points(found))
    return download(comma_separated(columns, records), FILE_KINDS["csv"], given.get("q", ""))


def _of_page(given: MultiDict[str, str], first_use: bool = False) -> TrendParameters:
    return _parameters(given, page_parameters(given, (), current_lexicon()), first_use)


def _parameters(given: MultiDict[str, str], search: SearchParameters, first_use: bool) -> TrendParameters:
    first, *versus = given.getlist("q") or [""]
    own = {name: given.get(name, "") for name in OWN}
    return TrendParameters(replace(search, q=first), tuple(versus), first_use=first_use, **own)


def _settled(given: MultiDict[str, str], base: Address) -> Address:
    """The address of a page of trends: its search, its further queries, and how it counts."""
    versus = (("q", q) for q in given.getlist("q")[1:])
    own = ((name, given[name]) for name in (*OWN, "show") if name in given)
    return Address((*base.pairs, *versus, *own), "trends.trends_page")


def _charts(found: Trends, show: str) -> tuple[Chart, Chart]:
    """What is drawn: everything, and then what that was split by, on one scale."""
    share = show == "share"
    title = str(wording.TRENDS[show, found.by])
    unit = gettext("per 10,000 documents") if share else gettext("documents")
    names = [reading.q or gettext("All documents") for reading in found.queries]

    def plot(panel: Panel) -> Plot:
        return Plot(
            panel.label,
            " ".join(
                _described(name, counts, found.periods)
                for name, counts in zip(names, panel.series, strict=True)
            ),
            tuple(
                Curve(name, number, counts.per_10_000(panel.documents) if share else counts.counts)
                for number, (name, counts) in enumerate(zip(names, panel.series, strict=True))
            ),
        )

    def chart(panels: Sequence[Panel]) -> Chart:
        return Chart(title, unit, found.periods, tuple(map(plot, panels)), not share)

    return chart((found.whole,)), chart(found.values)


def _described(name: str, counts: Counts, periods: tuple[str, ...]) -> str:
    """What the curve of a query shows, for who does not see it."""
    if counts.total <= counts.undated:
        return str(gettext("%(query)s: no dated document.", query=name))
    most = max(range(len(periods)), key=counts.counts.__getitem__)
    total = ngettext(
        "%(number)s document", "%(number)s documents", counts.total, number=format_decimal(counts.total)
    )
    most_of_them = format_decimal(counts.counts[most])
    return str(
        gettext(
            "%(query)s: %(total)s, most of them (%(most)s) in %(period)s.",
            query=name,
            total=total,
            most=most_of_them,
            period=periods[most],
        )
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: a district or industry, a query, and what is written for each period, with its link."""

    label: str
    query: str
    cells: tuple[tuple[str, str], ...]


def _columns(found: Trends, show: str, base: Address) -> list[Column]:
    """The numbers that the charts draw; those of a query in all lead to its documents of the period."""
    columns = []
    for panel in (*([] if found.values else [found.whole]), *found.values):
        for reading, counts in zip(found.queries, panel.series, strict=True):
            values = counts.per_10_000(panel.documents) if show == "share" else counts.counts
            cells = []
            for period, value in zip(found.periods, values, strict=True):
                said = "–" if value is None else f"{value:,.1f}" if show == "share" else f"{value:,}"
                link = ""
                if value and not panel.code:
                    narrowed = (
                        base.replacing("q", reading.q).replacing("from", period).replacing("to", period)
                    )
                    link = narrowed.url
                cells.append((said, link))
            columns.append(Column(panel.label, reading.q or gettext("All documents"), tuple(cells)))
    return columns
