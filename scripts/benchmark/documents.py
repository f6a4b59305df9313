"""The documents that every engine is given: read and cleaned once, before any clock starts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.document import Document
from corpus.errors import RecordError
from corpus.intake import document_from
from corpus.sources import read
from corpus.vocabulary import industries, places

FACETS = ("district", "industry", "year", "source")
"""The facets of a results page, in the order in which everything here names them."""


def read_documents(paths: Iterable[Path], limit: int | None) -> list[Document]:
    """The documents of files and folders, the first of each id; with a limit, about so many, evenly spread.

    A record that is none is left out, as ``zhengsou index`` does.
    """
    records = [record for record in read(paths) if not isinstance(record, RecordError)]
    if limit is not None and limit < len(records):
        records = [records[number * len(records) // limit] for number in range(limit)]
    documents: dict[str, Document] = {}
    for record in records:
        try:
            document = document_from(record)
        except RecordError:
            continue
        documents.setdefault(document.id, document)
    return list(documents.values())


def repeated(documents: Sequence[Document], times: int) -> Iterator[Document]:
    """The documents so many times over, those of the second time on under ids of their own."""
    yield from documents
    for number in range(1, times):
        for document in documents:
            yield replace(document, id=f"{document.id}#{number}")


def save(documents: Iterable[Document], path: Path) -> None:
    """Write documents for :func:`load`."""
    with path.open("w", encoding="utf-8") as lines:
        for document in documents:
            lines.write(json.dumps(document.to_json(), ensure_ascii=False) + "\n")


def load(path: Path) -> list[Document]:
    """Documents as they were saved."""
    with path.open(encoding="utf-8") as lines:
        return [Document.from_json(json.loads(line)) for line in lines]


def facet_values(document: Document) -> tuple[list[str], list[str], int | None, str]:
    """What a document counts for in each of the facets; its places and industries with all their ancestors."""
    return (
        sorted(places().with_ancestors(document.districts)),
        sorted(industries().with_ancestors(document.industries)),
        document.published.year if document.published else None,
        document.source,
    )
