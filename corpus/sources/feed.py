"""RSS and Atom feeds that were saved to files: one record for each entry. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import feedparser

from corpus.errors import RecordError
from corpus.metadata.calendar import parse_date
from corpus.sources.decoding import decode
from corpus.sources.html import html_to_text
from corpus.sources.parsing import parsing
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream, read_whole

_UTF8 = {"content-type": "application/xml; charset=utf-8"}
"""What the text is in once we decoded it, whatever its first line says."""
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b[^>]*>")
"""A declaration of what may stand thousands of times in the text: a way to fill the memory, and none of a feed."""
_GLOBAL = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""How an identifier begins that no other feed can have."""


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The entries in their order; the line of each is its number."""
    markup = _ENTITY.sub("", decode(read_whole(stream, place)))
    with parsing(place, "feed"):
        # Given as a stream, what is read can be taken for neither an address nor a file's name.
        feed = feedparser.parse(BytesIO(markup.encode("utf-8", "replace")), response_headers=_UTF8)
    if not feed.get("version") and not feed.entries:
        raise place.error("the file is neither an RSS nor an Atom feed")
    for number, entry in enumerate(feed.entries, start=1):
        here = replace(place, line=number)
        try:
            with parsing(here, "entry"):
                yield _record(entry, feed.feed, here)
        except RecordError as error:
            yield error
    if not _END.search(markup, max(0, len(markup) - 1000)):
        reason = "the feed is cut short after this entry; what stands before was read"
        yield replace(place, line=len(feed.entries)).error(reason)


def _record(entry: Any, feed: Any, place: Place) -> RawRecord:
    identifier = entry.get("id") or ""
    values = {
        "id": identifier if _GLOBAL.match(identifier) else "",
        "title": html_to_text(entry.get("title") or "").replace("\n", " "),
        "text": _text(entry),
        "published": _published(entry),
        "source": (entry.get("source") or {}).get("title") or "",
        "url": entry.get("link") or "",
    }
    return record_from(values, place, {"source": feed.get("title") or ""})


def _text(entry: Any) -> str:
    """The longest of what the entry says of itself: its content, or what it has for a summary."""
    parts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [
        part["value"] if part.get("type") == "text/plain" else html_to_text(part["value"])
        for part in parts
        if part.get("value")
    ]
    return max(texts, key=len, default="")


def _published(entry: Any) -> str:
    """The day as the feed writes it, which in another time zone may be that before or after; or nothing."""
    for key in ("published", "updated", "created"):
        # Asked for one that is not there, the library would answer with another, and warn of it.
        if key in entry:
            try:
                return parse_date(entry[key]).isoformat()
            except ValueError:
                parsed = entry.get(f"{key}_parsed")
                if parsed:
                    return date(*parsed[:3]).isoformat()
    return ""
