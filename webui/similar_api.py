"""The interface for programs: which documents are like one."""

from __future__ import annotations

from flask import Blueprint, Response
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import NotFound

from indexer.parameters import bounded_number
from indexer.settings import MAX_SIMILAR
from indexer.similar import Similar, similar_to
from webui.answers import json
from webui.endpoints import Given, endpoint
from webui.freshness import current_engine
from webui.parameters import DOCUMENT_ID, SIMILAR_LIMIT

similar = Blueprint("similar", __name__)


@endpoint(
    similar,
    "/api/v1/documents/<path:document_id>/similar",
    summary=_("The documents most like one, copies left out, the most alike first."),
    places=(DOCUMENT_ID,),
    parameters=(SIMILAR_LIMIT,),
    answers={"id": str, "similar": tuple[Similar, ...]},
    examples=({"limit": "3"},),
)
def similar_answer(given: Given, document_id: str) -> Response:
    """The documents most like one."""
    limit = bounded_number("limit", given.get("limit", SIMILAR_LIMIT.default), MAX_SIMILAR)
    engine = current_engine()
    document = engine.document(document_id)
    if document is None:
        raise NotFound(f"no document has the id {document_id!r}")
    return json(
        {"id": document.id, "similar": [one.to_json() for one in similar_to(engine, document, limit)]}
    )
