"""From a raw record to a document: the one way in. Fields that were given win over those found in the text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any

from corpus.clean import clean, repair
from corpus.clean.damage import find_damage
from corpus.document import Document
from corpus.metadata.calendar import parse_date
from corpus.metadata.dates import find_date
from corpus.metadata.doc_number import find_doc_number, normalise_doc_number
from corpus.metadata.industries import tag_industries
from corpus.metadata.language import find_language, normalise_language
from corpus.metadata.places import find_places
from corpus.metadata.source import find_source
from corpus.metadata.title import find_title, original_title, without_title
from corpus.sources.record import RawRecord
from corpus.vocabulary import industries, places

_CHINA = timezone(timedelta(hours=8))
"""Where the pages are written: further west, a page of today can bear the date of tomorrow."""


def document_from(raw: RawRecord) -> Document:
    """The document that a record describes: cleaned, with its metadata, tagged with places and industries.

    Raises RecordError where the date that was given is none, and where nothing of the text is left.
    """
    published = _published(raw)
    page = repair(raw.text)
    text = clean(page)
    if not text and not raw.title.strip():
        raise raw.place.error("the record has no text but invisible characters")
    title = _one_line(raw.title) or find_title(text) or original_title(page)
    source = _one_line(raw.source or find_source(page) or raw.otherwise.get("source", ""))
    doc_number = normalise_doc_number(raw.doc_number) or find_doc_number(page, title)
    if published is None:
        published = find_date(page, latest=datetime.now(_CHINA).date())
    if published is None and (made := raw.otherwise.get("published")):
        published = date.fromisoformat(made)
    if raw.is_page or not raw.title:
        text = without_title(text, title, published)
    districts, unknown_districts = _resolved(raw.districts, places().resolve)
    issued_in, unknown_places = _resolved((_one_line(raw.issued_in),) * bool(raw.issued_in), places().resolve)
    issuer = _one_line(raw.issuer)
    found_places = find_places(title, text, source, issuer, doc_number)
    branches, unknown_industries = _resolved(raw.industries, industries().resolve)
    extra: dict[str, Any] = dict(raw.extra)
    if damage := find_damage(text):
        extra["damage"] = damage
    if unknown_districts:
        extra["unknown_districts"] = unknown_districts
    if unknown_places:
        extra["unknown_issued_in"] = unknown_places
    if unknown_industries:
        extra["unknown_industries"] = unknown_industries
    return Document(
        id=_identifier(raw),
        title=title,
        text=text,
        published=published,
        source=source,
        url=_one_line(raw.url),
        lang=normalise_language(raw.lang) or find_language(f"{title}\n{text}"),
        districts=districts or tuple(found.value for found in found_places.districts),
        industries=branches or tag_industries(title, text),
        doc_number=doc_number,
        issuer=issuer,
        issued_in=next(iter(issued_in), found_places.issued_in.value if found_places.issued_in else ""),
        extra=extra,
    )


def _published(raw: RawRecord) -> date | None:
    if not raw.published.strip():
        return None
    try:
        return parse_date(raw.published)
    except ValueError:
        raise raw.place.error(
            f"published is {raw.published[:40]!r} and no date: write it as YYYY-MM-DD or leave it out"
        ) from None


def _identifier(raw: RawRecord) -> str:
    """The record's id; else its address; else the file's name, with a hash of the content for one record of many."""
    if given := _one_line(raw.id) or _one_line(raw.url):
        return given
    if raw.is_page:
        return raw.place.name
    content = f"{raw.title}\n{raw.text}".encode("utf-8", "replace")
    return f"{raw.place.name}#{hashlib.blake2b(content, digest_size=8).hexdigest()}"


def _one_line(field: str) -> str:
    return " ".join(repair(field).split())


def _resolved(
    names: Iterable[str], resolve: Callable[[str], tuple[str, ...]]
) -> tuple[tuple[str, ...], list[str]]:
    """The codes of some names, and the names that have none."""
    codes: dict[str, None] = {}
    unknown = []
    for name in names:
        found = resolve(name)
        codes.update(dict.fromkeys(found))
        if not found:
            unknown.append(name)
    return tuple(codes), unknown
