"""From a raw record to a document: the one way in. Fields that were given win over those found in the text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone

from corpus.clean import clean_page, repair
from corpus.clean.damage import find_damage
from corpus.document import Document
from corpus.evidence import Evidence
from corpus.metadata.calendar import parse_date
from corpus.metadata.dates import find_date
from corpus.metadata.doc_number import normalise_doc_number
from corpus.metadata.finding import Finding
from corpus.metadata.industries import find_industries
from corpus.metadata.issuer import find_issuer
from corpus.metadata.language import find_language, normalise_language
from corpus.metadata.own_number import find_doc_number
from corpus.metadata.places import find_places
from corpus.metadata.source import find_source
from corpus.metadata.title import find_title, without_title
from corpus.sources.record import RawRecord
from corpus.vocabulary import industries, places

_CHINA = timezone(timedelta(hours=8))
"""Where the pages are written: further west, a page of today can bear the date of tomorrow."""
_STATED = 0.65
"""How sure one may be of what a file or site states of itself: the day a PDF was made, the name of the site."""


def document_from(raw: RawRecord) -> Document:
    """The document that a record describes: cleaned, with its metadata, tagged with places and industries.

    Raises RecordError where the date that was given is none, and where nothing of the text is left.
    """
    day = _published(raw)
    page, text = clean_page(raw.text)
    if not text and not raw.title.strip():
        raise raw.place.error("the record has no text but invisible characters")
    why = Evidence()
    title = why.choose("title", _one_line(raw.title), text, lambda: find_title(text, page))
    source = why.choose("source", _one_line(raw.source), page, lambda: _source(page, raw))
    number = normalise_doc_number(raw.doc_number)
    number = why.choose("doc_number", number, page, lambda: find_doc_number(page, title))
    given_issuer = _one_line(raw.issuer)
    issuer = why.choose("issuer", given_issuer, page, lambda: find_issuer(page, title, source))
    published = why.choose("published", day, page, lambda: _day(page, title, raw))
    if raw.is_page or not raw.title:
        text = without_title(text, title, published)
    lang = normalise_language(raw.lang)
    lang = why.choose("lang", lang, text, lambda: find_language(f"{title}\n{text}"))
    # An issuer that was found says nothing of places that title and text do not say themselves.
    named = find_places(title, text, source, given_issuer, number)
    given_in, unknown_places = _resolved([raw.issued_in] if raw.issued_in else [], places().resolve)
    issued_in = why.choose("issued_in", "".join(given_in[:1]), text, lambda: named.issued_in)
    given_districts, unknown_districts = _resolved(raw.districts, places().resolve)
    districts = why.choose_codes("districts", given_districts, text, lambda: named.districts)
    given_branches, unknown_branches = _resolved(raw.industries, industries().resolve)
    branches = why.choose_codes("industries", given_branches, text, lambda: find_industries(title, text))
    kept = {
        "damage": find_damage(text),
        "unknown_districts": unknown_districts,
        "unknown_issued_in": unknown_places,
        "unknown_industries": unknown_branches,
    }
    return Document(
        id=_identifier(raw),
        title=title,
        text=text,
        published=published,
        source=source,
        url=_one_line(raw.url),
        lang=lang,
        districts=districts,
        industries=branches,
        doc_number=number,
        issuer=issuer,
        issued_in=issued_in,
        evidence=why.to_json(text),
        extra={**raw.extra, **{key: value for key, value in kept.items() if value}},
    )


def _source(page: str, raw: RawRecord) -> Finding[str] | None:
    """The source that the page says or else, where the reader knows it, the name of its site."""
    if found := find_source(page):
        return found
    site = _one_line(raw.otherwise.get("source", ""))
    return Finding(site, _STATED, site) if site else None


def _day(page: str, title: str, raw: RawRecord) -> Finding[date] | None:
    """The day that the page says; where it is not sure and the file states when it was made, that day."""
    found = find_date(page, title, latest=datetime.now(_CHINA).date())
    made = raw.otherwise.get("published")
    if made and (found is None or found.confidence < _STATED):
        return Finding(date.fromisoformat(made), _STATED, made)
    return found


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
    return " ".join(repair(field).split()) if field else ""


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
