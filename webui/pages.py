"""The pages of a search: where it begins, its results, and why a document was found or not."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from indexer.addresses import address_key
from indexer.engine import FACET_KEYS, Engine, FacetKey
from indexer.explain import explain_query
from indexer.parameters import SearchParameters
from indexer.results import Results
from indexer.search import search
from webui.address import Address
from webui.answers import html
from webui.arguments import (
    LISTS,
    PAGE_SIZES,
    arguments,
    last_page,
    page_number,
    page_parameters,
    page_size,
    search_pairs,
)
from webui.caching import revalidated_page
from webui.facets import FacetList, chips, facet_list, period_list, settled
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon
from webui.narrowing import narrowing
from webui.pager import page_numbers
from webui.rescue import ways_out

pages = Blueprint("pages", __name__)

EXAMPLES = (
    "自贸区",
    "人工智慧",
    "free trade zone",
    "“高质量发展”",
    "district:海淀 人工智能",
)
"""Queries to begin with: both scripts, English, a literal, a place."""


@pages.get("/")
@revalidated_page
def search_page() -> Response:
    """The empty search page, or the results of a search."""
    given = arguments(request.query_string)
    address = Address(tuple(search_pairs(given)))
    parameters = page_parameters(given, FACET_KEYS, current_lexicon())
    engine = current_engine()
    if not address.is_search:
        results = search(engine, replace(parameters, limit=0), interface_language())
        return html(
            "home.html",
            results=results,
            facets=_browsing(results, address),
            examples=EXAMPLES,
            address=address,
        )
    results = search(engine, parameters, interface_language(), bounded=True, unfolded=True)
    return _results(engine, parameters, results, settled(address, results.facets), given)


@pages.get("/why")
@revalidated_page
def why_page() -> Response:
    """How a search was read, and why a document is in its result or is not."""
    given = arguments(request.query_string)
    address = Address(tuple(search_pairs(given)))
    named = given.get("doc", "").strip()
    parameters = page_parameters(given, (), current_lexicon())
    engine = current_engine()
    names = (named, _id_in_address(named)) if named else ()
    explanations = (explain_query(engine, parameters, name, interface_language()) for name in names if name)
    explanation = next((one for one in explanations if one), None)
    return html(
        "why.html",
        status=404 if named and explanation is None else 200,
        explanation=explanation or explain_query(engine, parameters, "", interface_language()),
        address=address,
        named=named,
    )


def _id_in_address(named: str) -> str:
    """The id in the address of a document's page here, which a reader may have copied; empty for any other."""
    path = urlsplit(named).path if address_key(named) else named
    _, _, document_id = path.partition("/documents/")
    return unquote(document_id)


def _results(
    engine: Engine,
    parameters: SearchParameters,
    results: Results,
    address: Address,
    given: MultiDict[str, str],
) -> Response:
    page = page_number(given)
    size = page_size(given)
    last = min(-(-results.total // size), last_page(size))
    return html(
        "results.html",
        results=results,
        address=address,
        **narrowing(results.facets, address, given),
        page=page,
        last=last,
        page_numbers=page_numbers(page, last),
        first_number=parameters.offset,
        page_size=size,
        page_sizes=PAGE_SIZES,
        examples=EXAMPLES,
        ways_out=[]
        if results.total
        else ways_out(engine, parameters, address, chips(results.facets, address)),
    )


def _browsing(results: Results, address: Address) -> dict[FacetKey, FacetList]:
    """What the first page offers to browse by."""
    facets = {key: facet_list(key, results.facets[key], address) for key in LISTS}
    return {**facets, "year": period_list(results.facets["year"], (), address)}
