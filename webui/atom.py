"""Atom feeds (RFC 4287) of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from uuid import UUID, uuid5

from lxml import etree

from indexer.results import Coded, Hit
from webui.escaping import xml_text
from webui.security import web_address

MEDIA = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = UUID("8a6f3c0e-7a1c-5b5e-9d53-6f0a4b7c2e19")
"""What ids are made in: they stay the same whatever the service is called, and wherever it moves."""
_NEVER = "1970-01-01T00:00:00+08:00"
"""When something without a date was updated: a feed must say when, and it was not lately."""
# All that RFC 3987 lets stand in an IRI, and the percent sign of what is escaped already.
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class FeedOf:
    """What a feed is of: a title, the search that its id is made of, its own address and that of the page, absolute."""

    title: str
    search: Sequence[tuple[str, str]]
    url: str
    page_url: str
    lang: str
    program: str


def atom(feed: FeedOf, hits: Iterable[Hit], document_url: Callable[[str], str]) -> bytes:
    """The feed with an entry for each hit, in their order; ``document_url`` gives the absolute address of a page by id.

    Documents have days and no times. A day begins where they come from, eight hours east of Greenwich.
    """
    shown = list(hits)
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set(_LANG, feed.lang)
    _add(root, "id", _urn("search", repr(sorted(feed.search))))
    _add(root, "title", feed.title)
    _add(root, "updated", max((_moment(hit.published) for hit in shown), default=_NEVER))
    _link(root, "self", feed.url, type=MEDIA)
    _link(root, "alternate", feed.page_url, type="text/html")
    _add(_add(root, "author"), "name", feed.program)
    _add(root, "generator", feed.program)
    for hit in shown:
        _entry(root, hit, document_url(hit.id))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _entry(root: etree._Element, hit: Hit, url: str) -> None:
    entry = _add(root, "entry")
    if hit.lang:
        entry.set(_LANG, hit.lang)
    _add(entry, "id", _urn("document", hit.id))
    _add(entry, "title", " ".join(hit.title.split()) or hit.id)
    _add(entry, "updated", _moment(hit.published))
    if hit.published:
        _add(entry, "published", _moment(hit.published))
    if by := hit.issuer or hit.source:
        _add(_add(entry, "author"), "name", " ".join(by.split()))
    _link(entry, "alternate", url, type="text/html")
    if original := web_address(hit.url):
        _link(entry, "via", quote(original, safe=_IN_ADDRESS))
    _add(entry, "summary", " … ".join(snippet.text for snippet in hit.snippets), type="text")
    for scheme, values in (("district", hit.districts), ("industry", hit.industries)):
        for value in values:
            _category(entry, scheme, value)


def _category(entry: etree._Element, scheme: str, value: Coded) -> None:
    _add(entry, "category", term=value.code, label=value.label, scheme=_urn("scheme", scheme))


def _link(parent: etree._Element, relation: str, url: str, **more: str) -> None:
    _add(parent, "link", rel=relation, href=url, **more)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """An element within another; what XML cannot hold becomes a replacement character."""
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = None if text is None else xml_text(text)
    for key, value in attributes.items():
        element.set(key, xml_text(value))
    return element


def _urn(kind: str, name: str) -> str:
    # UUIDs are made of UTF-8, which cannot write half of a surrogate pair.
    return uuid5(_NAMES, f"{kind}:{name}".encode("utf-8", "backslashreplace").decode("utf-8")).urn


def _moment(day: date | None) -> str:
    return f"{day.isoformat()}T00:00:00+08:00" if day else _NEVER
