"""The fields of the index and how what an analyzed document holds becomes their postings.

    id                        the document's id, unique
    hash, origin              its content hash, and what it was made from
    title_words, body_words   what it is ranked by: documents and counts
    title_units, body_units   what literals are answered by: unit bigrams with positions
    district, issued, industry, source, lang, doc_number, cites, date, url
                              what it is narrowed by, each value a term
    day                       its date as a number, 20200730, or 0
    signature                 what its copies are told by
    document                  the document itself

No analyzer runs inside Whoosh: a field takes tokens as they are.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from whoosh.columns import FixedBytesColumn, NumericColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Format

from corpus.metadata.doc_number import normalise_doc_number
from indexer.addresses import address_key
from indexer.batch import SIGNATURE, AnalyzedBatch, TokenRows
from indexer.engines.whoosh.arrays import Arrays
from indexer.engines.whoosh.columns import TermColumn
from indexer.engines.whoosh.rows import Rows, pack_positions, unpack_positions
from indexer.engines.whoosh.stored import encode_document
from indexer.engines.whoosh.unit_arrays import invert_units
from indexer.engines.whoosh.values import value_arrays
from indexer.engines.whoosh.words import invert_words

FORMAT_VERSION = "6"
"""Changes whenever an index of before can no longer be read."""

DIGEST_BYTES = 16
UNKNOWN = "00" * DIGEST_BYTES
"""The origin of a document that nobody told."""


class UnitPositions(Format):
    """The value of a posting is where its occurrences stand, in units from the start of the field."""

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The positions of one posting."""
        return [int(position) for position in unpack_positions(valuestring)]

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many occurrences one posting stands for."""
        return len(unpack_positions(valuestring))

    def decode_weight(self, valuestring: bytes) -> float:
        """The weight of one posting: its frequency."""
        return float(self.decode_frequency(valuestring))

    def combine(self, vs: Iterable[bytes]) -> bytes:
        """One posting of several of the same document."""
        return pack_positions(unpack_positions(b"".join(vs)))


class RowField(FieldType):
    """A field of which each document has a row of tokens; the codec inverts the rows of all documents at once."""

    suffix: ClassVar[str]
    """The file of a segment that holds the arrays of fields of this kind."""

    def __init__(self, format: Format, scorable: bool = False) -> None:
        self.format = format
        self.scorable = scorable

    @staticmethod
    @abstractmethod
    def arrays(rows: Rows) -> Arrays:
        """The rows of a segment as the arrays that are kept of them."""


class WordField(RowField):
    """Ranking words: documents and counts."""

    suffix = ".words"
    arrays = staticmethod(invert_words)

    def __init__(self) -> None:
        super().__init__(Existence(), scorable=True)


class UnitField(RowField):
    """Units: places by unit bigram."""

    suffix = ".units"
    arrays = staticmethod(invert_units)

    def __init__(self) -> None:
        super().__init__(UnitPositions())


class ValueField(RowField):
    """A field whose values are terms as they stand; with a column, the first value can be read as one."""

    suffix = ".values"
    arrays = staticmethod(value_arrays)

    def __init__(self, unique: bool = False, column: TermColumn | None = None) -> None:
        super().__init__(Existence())
        self.unique = unique
        self.column_type = column


def build_schema() -> Schema:
    """The schema of a new index."""
    return Schema(
        id=ValueField(unique=True, column=TermColumn()),
        hash=COLUMN(FixedBytesColumn(DIGEST_BYTES)),
        origin=COLUMN(FixedBytesColumn(DIGEST_BYTES)),
        title_words=WordField(),
        body_words=WordField(),
        title_units=UnitField(),
        body_units=UnitField(),
        district=ValueField(),
        issued=ValueField(),
        industry=ValueField(),
        source=ValueField(),
        lang=ValueField(),
        doc_number=ValueField(),
        cites=ValueField(),
        date=ValueField(),
        url=ValueField(),
        day=COLUMN(NumericColumn("i")),
        signature=COLUMN(FixedBytesColumn(SIGNATURE.itemsize)),
        document=STORED(),
    )


def to_rows(batch: AnalyzedBatch) -> dict[str, TokenRows]:
    """What is indexed of the documents of a batch, by field."""
    documents = batch.documents
    return {
        "id": TokenRows.of((document.id,) for document in documents),
        "title_words": batch.title_words,
        "body_words": batch.body_words,
        "title_units": batch.title_units,
        "body_units": batch.body_units,
        "district": batch.districts,
        "issued": batch.issued,
        "industry": batch.industries,
        "source": _values(document.source for document in documents),
        "lang": _values(document.lang for document in documents),
        "doc_number": _values(normalise_doc_number(document.doc_number) for document in documents),
        "cites": batch.cites,
        "date": _values(
            document.published.isoformat() if document.published else "" for document in documents
        ),
        "url": _values(address_key(document.url) for document in documents),
    }


def to_columns(batch: AnalyzedBatch, origins: Sequence[str]) -> dict[str, list[Any]]:
    """The numbers and digests that are kept of the documents of a batch, by field."""
    return {
        "origin": [bytes.fromhex(origin or UNKNOWN) for origin in origins or [""] * len(batch.documents)],
        "hash": [bytes.fromhex(document.content_hash()) for document in batch.documents],
        "day": [day_number(document.published) for document in batch.documents],
        "signature": [signature.tobytes() for signature in batch.signatures],
    }


def to_stored(batch: AnalyzedBatch) -> dict[str, list[bytes]]:
    """What is stored of the documents of a batch, by field."""
    return {"document": list(map(encode_document, batch.documents))}


def _values(values: Iterable[str]) -> TokenRows:
    """A row of one value for each document, or of none where that is empty."""
    return TokenRows.of((value,) if value else () for value in values)


def day_number(day: date | None) -> int:
    """A day as the number that reads like it, such as 20200730: it sorts, and its year and month are divisions away.

    None is 0.
    """
    return day.year * 10_000 + day.month * 100 + day.day if day else 0
