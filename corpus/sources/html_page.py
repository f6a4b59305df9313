"""Whole HTML pages: the article without what surrounds it, and the metadata that the page declares.

The article is the element that holds most running text, by the rule of Arc90's Readability: each paragraph
counts for its parent, and half for its grandparent. Where trafilatura is installed (extra ``formats``), it finds the
article, unless it finds far less.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import RecordError
from corpus.metadata.calendar import parse_date
from corpus.sources.decoding import decode
from corpus.sources.html import element_text, parse_html
from corpus.sources.record import Place, RawRecord, record_from

_AROUND = ("nav", "header", "footer", "aside", "form", "menu", "dialog")
_CHROME = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|breadcrumb|crumbs?|sidebar|footer|header|share|related|recommend|comments?"
    r"|copyright|pager|pagination|ads?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_META = {
    "title": ("articletitle", "og:title", "dc.title"),
    "published": ("pubdate", "article:published_time", "publishdate", "datepublished", "dc.date", "date"),
    "source": ("contentsource",),
    "url": ("og:url",),
}
"""Names under which pages declare their metadata; those of the Chinese government's page standard first."""
_SITE = re.compile(r"\s*(?:[-_|｜—–]+|\s::\s)\s*([^-_|｜—–]{2,30})$")
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_MOST = 0.5
"""An article that trafilatura finds must have this share of the text of the one found here."""


def read_html(path: Path, place: Place) -> Iterator[RawRecord | RecordError]:
    """The page as one record."""
    yield record_from(read_page(decode(path.read_bytes())), place)


def read_page(markup: str) -> dict[str, str]:
    """The known keys of one page: text, and title, published, source, url and lang where the page declares them."""
    root = parse_html(markup)
    if root is None:
        return {}
    declared = _declared(root)
    if not _is_date(declared["published"]):
        linked = _LINKED_DATE.search(markup)
        declared["published"] = linked[1] if linked and _is_date(linked[1]) else ""
    title = declared.get("title") or _headline(root)
    text = _article(root)
    if library := _library():
        found = library.extract(markup, favor_recall=True, include_comments=False, include_tables=True) or ""
        if len(found) >= len(text) * _MOST:
            text = found.replace("\n", "\n\n")
    return {**declared, "title": title, "text": text}


@cache
def _library() -> Any:
    try:
        return import_module("trafilatura")
    except ImportError:
        # Not installed, or without something that it needs: what is found here has to do.
        return None


def _is_date(written: str) -> bool:
    try:
        parse_date(written)
    except ValueError:
        return False
    return True


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
    return {**declared, "lang": root.get("lang") or ""}


def _headline(root: Any) -> str:
    """The only first heading, or the title element without the name of the site behind it."""
    headings = [text for heading in root.iter("h1") if (text := element_text(heading).replace("\n", " "))]
    if len(headings) == 1:
        return headings[0]
    title = next((element.text_content() for element in root.iter("title")), "").strip()
    return _SITE.sub("", title) or title


def _article(root: Any) -> str:
    """The text of the article, or of the whole page where no part of it stands out."""
    body = next(root.iter("body"), root)
    whole = element_text(body)
    for element in list(body.iter(*_AROUND)) + [
        e for e in body.iter("div", "section", "ul", "p") if _is_chrome(e)
    ]:
        if element.getparent() is not None and not any(
            e.tag in ("article", "main", "h1") for e in element.iter()
        ):
            element.drop_tree()
    marked = list(body.iter("article")) or list(body.iter("main"))
    article = max(marked, key=lambda element: len(element.text_content()), default=None)
    if article is None:
        article = _densest(body)
    text = element_text(article) if article is not None else ""
    return text or element_text(body) or whole


def _is_chrome(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_CHROME.search(names) or _HIDDEN.search(element.get("style") or ""))


def _densest(body: Any) -> Any:
    scores: defaultdict[Any, float] = defaultdict(float)
    for element in body.iter("p", "div", "td", "section", "pre", "blockquote"):
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        if element.tag == "p":
            own = element.text_content()
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        amount = len(own.strip()) - linked
        if amount < 10:
            continue
        holder = element.getparent() if element.tag == "p" else element
        scores[holder] += amount
        if (above := holder.getparent()) is not None:
            scores[above] += amount / 2
    return max(scores, key=scores.__getitem__, default=None)
