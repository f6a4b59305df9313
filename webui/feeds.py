"""A feed of the newest documents that a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from indexer.parameters import choice
from indexer.search import search
from indexer.settings import FEED_ENTRIES
from webui.address import Address
from webui.arguments import LISTS, labels_asked_for, search_pairs, whole_parameters
from webui.atom import MEDIA, FeedOf, atom
from webui.endpoints import Given, endpoint
from webui.facets import chips, settled
from webui.freshness import current_engine
from webui.i18n import speaking
from webui.lexicon import current_lexicon
from webui.parameters import LABELS, SEARCH, SORT

feeds = Blueprint("feeds", __name__)


@endpoint(
    feeds,
    "/feed.atom",
    summary=_("The newest documents that a search finds, as an Atom feed."),
    parameters=(*SEARCH, LABELS),
    media=(MEDIA,),
    examples=({"q": "自贸区"}, {"district": "北京"}),
)
def feed_answer(given: Given) -> Response:
    """The feed of a search, which is always in the order of the newest, whatever ``sort`` says."""
    lang = labels_asked_for(given)
    parameters = whole_parameters(given, current_lexicon())
    choice("sort", parameters.sort, SORT.choices)
    newest = replace(
        parameters,
        sort="newest",
        limit=FEED_ENTRIES,
        facets=LISTS,
    )
    results = search(current_engine(), newest, lang)
    address = settled(Address(tuple(_said(given))), results.facets).without("page", "sort")
    with speaking(lang):
        named = [address.get("q") or gettext("All documents")]
        named += [chip.label for chip in chips(results.facets, address)]
        program = gettext("Zhengsou")
    feed = FeedOf(
        title=f"{' · '.join(named)} — {program}",
        search=address.pairs,
        url=_external("feeds.feed_answer", (*address.pairs, ("labels", lang))),
        page_url=_external("pages.search_page", (*address.pairs, ("sort", "newest"))),
        lang=lang,
        program=program,
    )
    marked = (("q", address.get("q")),) if address.get("q") else ()

    def document_url(document_id: str) -> str:
        return _external("documents.document_page", marked, document_id=document_id)

    return Response(atom(feed, results.hits, document_url), mimetype=MEDIA)


def _said(given: Given) -> Iterator[tuple[str, str]]:
    """What makes up the search, without what would stand there anyway: a search has one feed, however it is written."""
    defaults = {(one.name, one.default) for one in SEARCH}
    return (pair for pair in search_pairs(given) if pair not in defaults)


def _external(endpoint: str, pairs: tuple[tuple[str, str], ...], **places: str) -> str:
    return url_for(endpoint, _external=True, **places) + (f"?{urlencode(pairs)}" if pairs else "")
