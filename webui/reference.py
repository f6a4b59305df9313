"""The reference of the interface for programs: an OpenAPI document, and a page to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import lazy_gettext as _

from indexer.parameters import SearchParameters
from indexer.search import search
from webui.answers import html, json
from webui.caching import revalidated_page
from webui.endpoints import Endpoint, Given, declared, endpoint
from webui.freshness import current_engine
from webui.i18n import speaking
from webui.openapi import document
from webui.schemas import Schema, schema
from webui.shapes import Key, Piece, keys, pieces

reference = Blueprint("reference", __name__)


@dataclass(frozen=True, slots=True)
class Example:
    """An address to try, and how it reads without its escapes."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """An endpoint, addresses to try, and the shape of its answer, which is empty where that is not JSON."""

    endpoint: Endpoint
    examples: tuple[Example, ...]
    shape: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that has a name: what it is, in English, and its keys."""

    name: str
    description: str
    keys: tuple[Key, ...]


@endpoint(
    reference,
    "/api/v1/openapi.json",
    summary=_("This interface as an OpenAPI 3.1 document."),
    examples=({},),
)
def openapi_answer(given: Given) -> Response:
    """The OpenAPI document, in English whatever the client accepts."""
    with speaking("en"):
        return json(document(declared(current_app).values(), request.script_root))


@reference.get("/api")
@revalidated_page
def interface_page() -> Response:
    """The endpoints of the interface, their parameters, examples, and what the answers are made of."""
    named: dict[str, Schema] = {}
    a_document = _some_document()
    described = [
        Described(
            one,
            _examples(name, one, a_document),
            () if one.answers is None else pieces(schema(one.answers, named)),
        )
        for name, one in declared(current_app).items()
    ]
    shapes = [Shape(name, one["description"], keys(one)) for name, one in sorted(named.items())]
    return html("interface.html", described=described, shapes=shapes)


def _examples(name: str, one: Endpoint, a_document: str | None) -> tuple[Example, ...]:
    if one.places and a_document is None:
        return ()
    places: dict[str, Any] = {place.name: a_document for place in one.places}
    urls = (url_for(name, **{**places, **example}) for example in one.examples)
    return tuple(Example(url, unquote(url)) for url in urls)


def _some_document() -> str | None:
    """The id of the newest document, or None of an index without any."""
    newest = search(current_engine(), SearchParameters(sort="newest", limit=1)).hits
    return newest[0].id if newest else None
