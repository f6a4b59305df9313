"""The page of a document: to read, to go through match by match, to cite, and to go on from."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from indexer.citing import STYLE_NAMES, citations
from indexer.facets import value_label
from indexer.search import document_view
from indexer.similar import similar_to
from webui.address import Address
from webui.answers import html
from webui.arguments import arguments, search_pairs
from webui.caching import revalidated_page
from webui.display import chosen_script, shown
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon
from webui.marks import paragraphs, stretches
from webui.origins import Origins

documents = Blueprint("documents", __name__)


@documents.get("/documents/<path:document_id>")
@revalidated_page
def document_page(document_id: str) -> Response:
    """A document to read, with what the query matches, and the way back to the results."""
    given = arguments(request.query_string)
    address = Address(tuple(search_pairs(given)))
    engine = current_engine()
    view = document_view(
        engine,
        document_id,
        address.get("q"),
        interface_language(),
        expand=address.get("expand") or "1",
        lexicon=current_lexicon(),
    )
    if view is None:
        raise NotFound("no document has this id")
    document = view.document
    title, text = shown(document.title, document.lang), shown(document.text, document.lang)
    origins = Origins(document.evidence, {"title": title, "text": text})
    matches = text.spans(view.text_matches)
    return html(
        "document.html",
        view=view,
        document=document,
        lang=text.lang,
        title=stretches(title.text, title.spans(view.title_matches), origins.quotes("title")),
        paragraphs=paragraphs(text.text, matches, origins.quotes("text")),
        matches=len(matches),
        at=min(_number(given), len(matches)),
        language=value_label("lang", document.lang, interface_language()) if document.lang else "",
        origins=origins,
        similar=similar_to(engine, document),
        citations=citations(document, date.today()),
        styles=STYLE_NAMES,
        permalink=url_for(
            ".document_page", document_id=document_id, script=chosen_script() or None, _external=True
        ),
        address=address,
    )


def _number(given: MultiDict[str, str]) -> int:
    """The match at which reading begins, from 1; 0 for the beginning of the text."""
    typed = given.get("at", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else 0
