"""The copies of a document: what else of its family the index holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from indexer.engine import Engine
from indexer.settings import LISTED_COPIES


class Copy(NamedTuple):
    """Another document of the same family."""

    id: str
    title: str
    published: date | None
    source: str
    lang: str

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        published = self.published.isoformat() if self.published else None
        return self._asdict() | {"published": published}


@dataclass(frozen=True, slots=True)
class Copies:
    """The other documents of a document's family.

    ``family`` is the smallest id in it, also where the document is alone. ``total`` counts the others, and the first
    :data:`~indexer.settings.LISTED_COPIES` of them by id are ``documents``.
    """

    family: str
    total: int
    documents: tuple[Copy, ...]

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "family": self.family,
            "total": self.total,
            "documents": [one.to_json() for one in self.documents],
        }


def copies_of(engine: Engine, document_id: str) -> Copies:
    """The copies of a document that is there."""
    family = engine.family(document_id)
    others = [id for id in family if id != document_id]
    # Another process may delete documents meanwhile.
    read = [one for one in engine.documents(others[:LISTED_COPIES]) if one is not None]
    copies = tuple(Copy(one.id, one.title, one.published, one.source, one.lang) for one in read)
    return Copies(family[0] if family else document_id, len(others), copies)
