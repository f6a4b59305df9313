"""The document: one published page, cleaned and tagged, and its JSON form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Document:
    """One page as it is indexed, stored and shown.

    ``text`` is the clean text; every offset anywhere counts code points of it (or of ``title``). ``districts``, what
    it is about, and ``industries`` are codes of the vocabularies in ``corpus/data``, most specific only: ancestors
    are implied. ``issuer`` is the body that issued it, as the page writes it, and ``issued_in`` the code of the
    place whose authority that is. ``lang`` is ``zh-Hans``, ``zh-Hant``, ``en`` or empty. ``extra`` holds input keys
    we do not know.

    ``evidence`` says of a field why it has its value: ``confidence`` between 0 and 1 and either ``given``, true
    where the value came with the record, or ``said``, the words that say it, and their ``field``. That is ``title``
    or ``text``, where ``start`` and ``end`` tell the place, or ``page`` for words that cleaning took off.
    """

    id: str
    title: str
    text: str
    published: date | None = None
    source: str = ""
    url: str = ""
    lang: str = ""
    districts: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    doc_number: str = ""
    issuer: str = ""
    issued_in: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The document as JSON-ready values; unknown keys stand beside the known ones, as they came."""
        known: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "published": self.published.isoformat() if self.published else None,
            "source": self.source,
            "url": self.url,
            "lang": self.lang,
            "districts": list(self.districts),
            "industries": list(self.industries),
            "doc_number": self.doc_number,
            "issuer": self.issuer,
            "issued_in": self.issued_in,
            "evidence": dict(self.evidence),
        }
        return {**self.extra, **known}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Document:
        """The inverse of :meth:`to_json`.

        Raises KeyError where ``id`` or ``text`` is missing and ValueError for a date that is not ISO 8601.
        """
        published = values.get("published")
        return cls(
            id=values["id"],
            title=values.get("title") or "",
            text=values["text"],
            published=date.fromisoformat(published) if published else None,
            source=values.get("source") or "",
            url=values.get("url") or "",
            lang=values.get("lang") or "",
            districts=tuple(values.get("districts") or ()),
            industries=tuple(values.get("industries") or ()),
            doc_number=values.get("doc_number") or "",
            issuer=values.get("issuer") or "",
            issued_in=values.get("issued_in") or "",
            evidence=values.get("evidence") or {},
            extra={key: value for key, value in values.items() if key not in _KEYS},
        )

    def content_hash(self) -> str:
        """A hexadecimal digest that changes exactly when anything in the document changes."""
        canonical = _CANONICAL.encode(self.to_json())
        return hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


_KEYS = frozenset(each.name for each in fields(Document)) - {"extra"}
