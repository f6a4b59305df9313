"""Whole HTML pages: the article without what surrounds it, and the metadata that the page declares.

Where trafilatura is installed (extra ``formats``), it finds the article, unless it finds far less than our own rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from corpus.errors import RecordError
from corpus.sources.article import article_text
from corpus.sources.decoding import decode
from corpus.sources.html import element_text, parse_html
from corpus.sources.page_labels import is_date, labelled
from corpus.sources.parsing import parsing
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream, read_whole

_META = {
    "title": ("articletitle", "og:title", "dc.title"),
    "published": ("pubdate", "article:published_time", "publishdate", "datepublished", "dc.date", "date"),
    "source": ("contentsource",),
    "url": ("og:url",),
    "site": ("sitename", "og:site_name"),
}
"""Names under which pages declare their metadata; those of the Chinese government's page standard first."""
_SITE = re.compile(r"\s*(?:[-_|｜—–]+|\s::\s)\s*([^-_|｜—–]{2,30})$")
_NAME_BEFORE = re.compile(r"[^-_|｜—–]{2,30}\s*(?:[-_|｜—–]+|\s::)\s*")
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_MOST = 0.5
"""An article that trafilatura finds must have this share of the text of the one found here."""


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The page as one record."""
    with parsing(place, "page"):
        page = read_page(decode(read_whole(stream, place)))
    otherwise = {"source": page.pop("site", ""), "published": page.pop("day", "")}
    yield record_from(page, place, otherwise)


def read_page(markup: str) -> dict[str, str]:
    """The keys of a record that a page has, declared, labelled or as its text.

    What the page declares for machines is believed before its labels. ``site`` is the name of its website, ``day`` the
    date that its markup suggests. The language that pages declare is that of their templates, so it is not asked.
    """
    root = parse_html(markup)
    if root is None:
        return {}
    page = _declared(root)
    if not is_date(page["published"]):
        linked = _LINKED_DATE.search(markup)
        page["published"] = linked[1] if linked and is_date(linked[1]) else ""
    page["title"] = page["title"] or _headline(root)
    whole = element_text(root)
    page["text"], inferred = _article(root, whole, page)
    # What the article says itself is found there later, with the words that say it.
    told = labelled(page["text"])
    _fill(page, {key: value for key, value in labelled(whole).items() if key not in told})
    _fill(page, inferred)
    return page


def _article(root: Any, whole: str, declared: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text of the article, and what the library infers where the page declares too little. Takes the page apart."""
    library = _library()
    if library is None:
        return article_text(root) or whole, {}
    enough = declared["title"] and declared["published"] and (declared["source"] or declared["site"])
    inferred = {} if enough else library.metadata(root)
    found = library.main_text(root)
    text = article_text(root) or whole
    return (found if len(found) >= len(text) * _MOST else text), inferred


def _fill(page: dict[str, str], found: Mapping[str, str]) -> None:
    """Put what was found where nothing is."""
    for key, value in found.items():
        page[key] = page.get(key) or value


@cache
def _library() -> Any:
    try:
        return import_module("corpus.sources.main_text")
    except ImportError:
        # Not installed, or without something that it needs: what is found here has to do.
        return None


def _declared(root: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        if name and (content := (meta.get("content") or "").strip()):
            metas.setdefault(name, content)
    declared = {
        key: next((metas[name] for name in names if name in metas), "") for key, names in _META.items()
    }
    if not declared["published"]:
        declared["published"] = next(
            (time.get("datetime") for time in root.iter("time") if time.get("datetime")), ""
        )
    if not declared["url"]:
        declared["url"] = next(
            (link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"), ""
        )
    return declared


def _headline(root: Any) -> str:
    """The only first heading, or else the title element without the name of the site.

    The name stands behind the title, unless the page has what stands behind it as a heading, as pages of Taiwan do.
    """
    first, others = (_headings(root, *tags) for tags in (("h1",), ("h1", "h2", "h3")))
    if len(first) == 1:
        return first[0]
    title = next((element.text_content() for element in root.iter("title")), "").strip()
    behind = [heading for heading in others if _NAME_BEFORE.fullmatch(title.removesuffix(heading))]
    if behind and not any(map(title.startswith, others)):
        return max(behind, key=len)
    return _SITE.sub("", title) or title


def _headings(root: Any, *tags: str) -> list[str]:
    return [text for heading in root.iter(*tags) if (text := element_text(heading).replace("\n", " "))]
