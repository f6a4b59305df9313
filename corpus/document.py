"""The document: one published page, cleaned and tagged, and its JSON form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

_KEYS = frozenset(
    ("id", "title", "text", "published", "source", "url", "lang", "districts", "industries", "doc_number")
)

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Document:
    """One page as it is indexed, stored and shown.

    ``text`` is the clean text; every offset anywhere counts code points of it (or of ``title``). ``districts``
    and ``industries`` are codes of the vocabularies in ``corpus/data``, most specific only: ancestors are
    implied. ``lang`` is ``zh-Hans``, ``zh-Hant``, ``en`` or empty. ``extra`` holds input keys we do not know.
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
            extra={key: value for key, value in values.items() if key not in _KEYS},
        )

    def content_hash(self) -> str:
        """A hexadecimal digest that changes exactly when anything in the document changes."""
        canonical = _CANONICAL.encode(self.to_json())
        return hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
