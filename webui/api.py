"""The interface for programs: searches and documents as JSON, and whether the service is well."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from indexer.parameters import suggestion_limit
from indexer.search import document_view, search
from indexer.settings import SUGGESTIONS
from indexer.suggesting.suggester import suggester
from webui.answers import json
from webui.arguments import api_parameters, arguments, check_names
from webui.freshness import current_engine
from webui.i18n import accepted_language
from webui.lexicon import current_lexicon

api = Blueprint("api", __name__)


@api.get("/api/v1/search")
def search_answer() -> Response:
    """One page of a result, labels in the language that the client accepts."""
    parameters = api_parameters(arguments(request.query_string), current_lexicon())
    return json(search(current_engine(), parameters, _label_language(), bounded=True).to_json())


@api.get("/api/v1/documents/<path:document_id>")
def document_answer(document_id: str) -> Response:
    """One document, with the spans that ``q`` matches; ``expand`` as in a search."""
    given = arguments(request.query_string)
    check_names(given, ("q", "expand"))
    view = document_view(
        current_engine(),
        document_id,
        given.get("q", ""),
        _label_language(),
        expand=given.get("expand", "1"),
        lexicon=current_lexicon(),
    )
    if view is None:
        raise NotFound(f"no document has the id {document_id!r}")
    return json(view.to_json())


@api.get("/api/v1/suggest")
def suggest_answer() -> Response:
    """How what has been typed may go on; in the script of the client's language where what was typed shows none."""
    given = arguments(request.query_string)
    check_names(given, ("q", "limit"))
    q, limit = given.get("q", ""), suggestion_limit(given.get("limit", SUGGESTIONS))
    found = suggester(current_engine()).suggest(q, limit, _label_language())
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


def _label_language() -> str:
    return accepted_language(request.accept_languages)
