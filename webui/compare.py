"""Two sides of a search beside each other: a page, and the same for programs.

What makes up a side is named as in a search, behind ``a_`` or ``b_``: ``a_district``, ``a_industry``, ``a_source`` and
``a_lang``, which may be repeated, and ``a_from`` and ``a_to``. What a side does not name it has from the search; one
that names nothing is the rest.
"""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, request
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from indexer.contrasting.contrast import Contrast, Side, contrast
from indexer.parameters import LANGUAGES
from indexer.search import search
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
from webui.endpoints import Given, endpoint
from webui.facets import chips, settled
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon
from webui.parameters import COLLAPSE, EXPAND, FILTERS, LABELS, MATCH, Q

comparing = Blueprint("compare", __name__)

SIDES = ("a", "b")
OF_SIDES = tuple(
    replace(one, name=f"{side}_{one.name}", help=_("Of side %(side)s: %(help)s", side=side, help=one.help))
    for side in SIDES
    for one in FILTERS
)
"""What makes up the sides; a side without any is the rest, and one at least has some."""

_OFFERED = 100
"""Names that a field of the form offers."""


@comparing.get("/compare")
@revalidated_page
def compare_page() -> Response:
    """The form for two sides, and what there is on each where one is chosen."""
    given = unpaged(arguments(request.query_string))
    engine, language = current_engine(), interface_language()
    parameters = page_parameters(given, LISTS, current_lexicon())
    a, b = (_side(given, name) for name in SIDES)
    facets = search(engine, replace(parameters, limit=0), language).facets
    base = settled(Address(tuple(search_pairs(given))), facets)
    chosen = [(one.name, value) for one in OF_SIDES for value in given.getlist(one.name)]
    address = Address((*base.pairs, *chosen), "compare.compare_page")
    return html(
        "compare.html",
        found=None if a.is_empty and b.is_empty else contrast(engine, parameters, a, b, language),
        base=base,
        address=address,
        chips=chips(facets, address),
        sides={"a": a, "b": b},
        side_addresses={"a": _side_address(base, a), "b": _side_address(base, b)},
        offered={key: [value.label for value in facets[key][:_OFFERED]] for key in LISTS},
        document_languages=LANGUAGES,
    )


@endpoint(
    comparing,
    "/api/v1/compare",
    summary=_(
        "Two sides of a search beside each other: counts, first documents, characteristic words, samples."
    ),
    parameters=(Q, *FILTERS, MATCH, EXPAND, COLLAPSE, *OF_SIDES, LABELS),
    answers=Contrast,
    examples=({"q": "自贸区", "a_district": "北京", "b_district": "上海"}, {"q": "自贸区", "a_to": "2020"}),
)
def compare_answer(given: Given) -> Response:
    """Two sides of a search as JSON."""
    parameters = api_parameters(given, current_lexicon())
    a, b = (_side(given, name) for name in SIDES)
    return json(contrast(current_engine(), parameters, a, b, labels_asked_for(given)).to_json())


def _side(given: MultiDict[str, str], side: str) -> Side:
    lists = {name: tuple(given.getlist(f"{side}_{name}")) for name in LISTS}
    return Side(**lists, from_=given.get(f"{side}_from", ""), to=given.get(f"{side}_to", ""))


def _side_address(base: Address, side: Side) -> Address | None:
    """The search for the documents of a side; of the rest, for which there is none, None."""
    if side.is_empty:
        return None
    found = base
    for name in LISTS:
        if values := getattr(side, name):
            found = found.with_values(name, values)
    if side.from_ or side.to:
        found = found.replacing("from", side.from_).replacing("to", side.to)
    return found
