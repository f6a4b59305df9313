"""The interface for programs: searches and documents as JSON, and whether the service is well."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import NotFound

from indexer.parameters import bounded_number
from indexer.results import Results
from indexer.search import DocumentView, document_view, search
from indexer.settings import MAX_SUGGESTIONS
from indexer.suggesting.suggester import Suggestion, suggester
from webui.answers import json
from webui.arguments import api_parameters
from webui.endpoints import Given, endpoint
from webui.freshness import current_engine
from webui.i18n import label_language
from webui.lexicon import current_lexicon
from webui.parameters import DOCUMENT_ID, EXPAND, FACETS, LIMIT, OFFSET, SEARCH, SUGGESTION_LIMIT, TYPED, Q

api = Blueprint("api", __name__)


@endpoint(
    api,
    "/api/v1/search",
    summary=_("One page of the result of a search, with the counts of its facets."),
    parameters=(*SEARCH, LIMIT, OFFSET, FACETS),
    answers=Results,
    examples=(
        {"q": "自贸区", "limit": "3"},
        {"q": "free trade zone", "facets": "district,year", "limit": "0"},
    ),
)
def search_answer(given: Given) -> Response:
    """One page of a result, labels in the language that the client accepts."""
    parameters = api_parameters(given, current_lexicon())
    return json(search(current_engine(), parameters, label_language(), bounded=True).to_json())


@endpoint(
    api,
    "/api/v1/documents/<path:document_id>",
    summary=_("A document with its links and copies, and where the query matches it."),
    places=(DOCUMENT_ID,),
    parameters=(Q, EXPAND),
    answers=DocumentView,
    examples=({"q": "自贸区"},),
)
def document_answer(given: Given, document_id: str) -> Response:
    """One document, with the spans that ``q`` matches; ``expand`` as in a search."""
    view = document_view(
        current_engine(),
        document_id,
        given.get("q", Q.default),
        label_language(),
        expand=given.get("expand", EXPAND.default),
        lexicon=current_lexicon(),
    )
    if view is None:
        raise NotFound(f"no document has the id {document_id!r}")
    return json(view.to_json())


@endpoint(
    api,
    "/api/v1/suggest",
    summary=_("How what has been typed may go on, by characters, pinyin or English."),
    parameters=(TYPED, SUGGESTION_LIMIT),
    answers={"q": str, "suggestions": tuple[Suggestion, ...]},
    examples=({"q": "zmq"}, {"q": "自贸", "limit": "5"}),
)
def suggest_answer(given: Given) -> Response:
    """How what has been typed may go on; in the script of the client's language where what was typed shows none."""
    q = given.get("q", TYPED.default)
    limit = bounded_number("limit", given.get("limit", SUGGESTION_LIMIT.default), MAX_SUGGESTIONS)
    found = suggester(current_engine(), current_lexicon()).suggest(q, limit, label_language())
    return json({"q": q, "suggestions": [suggestion.to_json() for suggestion in found]})


@api.get("/healthz")
def health_answer() -> Response:
    """What is served; 503 comes of an index that cannot be read."""
    stats = current_engine().stats()
    return json(
        {
            "status": "ok",
            "engine": stats.engine,
            "documents": stats.documents,
            "generation": stats.generation,
        }
    )
