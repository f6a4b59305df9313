"""Documents with their tokens, many at a time: what analysis gives and engines write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document

SIGNATURE = np.dtype([("size", "<u4"), ("marks", "u1", 128)])
"""What the copies of a document are told by; see :mod:`indexer.signatures`.

``size`` is how many shingles the document has, and 0 where nobody counted; ``marks`` is a byte of each permutation.
"""

Signatures: TypeAlias = NDArray[Any]
"""An array of :data:`SIGNATURE`."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenRows:
    """Rows of tokens, one for each document, every token as its number in a vocabulary.

    ``vocabulary`` holds each token that stands in a row, once and in any order; ``tokens`` are the rows one after the
    other, and ``lengths`` says how many tokens each has.
    """

    vocabulary: tuple[str, ...]
    tokens: NDArray[np.int32]
    lengths: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]]) -> TokenRows:
        """Rows given as texts."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        tokens: list[int] = []
        lengths: list[int] = []
        for row in rows:
            # Row by row, for texts that were just made are looked up fastest.
            tokens.extend(map(numbers.__getitem__, row))
            lengths.append(len(row))
        return cls(tuple(numbers), np.array(tokens, np.int32), np.array(lengths, np.int32))

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as texts: the inverse of :meth:`of`."""
        tokens = list(map(self.vocabulary.__getitem__, self.tokens.tolist()))
        ends = accumulate(self.lengths.tolist(), initial=0)
        return [tuple(tokens[start:end]) for start, end in pairwise(ends)]

    def only(self, numbers: Iterable[int]) -> TokenRows:
        """The rows of these numbers."""
        texts = self.texts()
        return TokenRows.of(texts[number] for number in numbers)


@dataclass(frozen=True, slots=True)
class AnalyzedDocument:
    """A document by itself with its tokens as texts; see :class:`AnalyzedBatch`."""

    document: Document
    title_words: tuple[str, ...]
    body_words: tuple[str, ...]
    title_units: tuple[str, ...]
    body_units: tuple[str, ...]
    districts: frozenset[str]
    issued: frozenset[str]
    industries: frozenset[str]
    cites: frozenset[str]
    signature: Signatures


@dataclass(frozen=True, slots=True, eq=False)
class AnalyzedBatch:
    """Documents with their tokens, ready to be written.

    The words are those of :func:`indexer.language.words.words`, in text order, repeated as often as they stand
    there; the units are those of :func:`indexer.language.units.unit_texts`. ``districts``, ``issued`` (where it
    was) and ``industries`` are the documents' codes with all their ancestors. ``cites`` are the document numbers that
    they cite, in canonical form. ``signatures`` has one for each document.
    """

    documents: tuple[Document, ...]
    title_words: TokenRows
    body_words: TokenRows
    title_units: TokenRows
    body_units: TokenRows
    districts: TokenRows
    issued: TokenRows
    industries: TokenRows
    cites: TokenRows
    signatures: Signatures

    def only(self, numbers: Sequence[int]) -> AnalyzedBatch:
        """The documents of these numbers, each of which is given once and in ascending order."""
        if len(numbers) == len(self.documents):
            return self
        rows = {field.name: getattr(self, field.name).only(numbers) for field in fields(self)[1:-1]}
        chosen = tuple(self.documents[number] for number in numbers)
        return AnalyzedBatch(documents=chosen, signatures=self.signatures[list(numbers)], **rows)

    def apart(self) -> Iterator[AnalyzedDocument]:
        """Each document by itself."""
        words = self.title_words.texts(), self.body_words.texts()
        units = self.title_units.texts(), self.body_units.texts()
        rows = (self.districts, self.issued, self.industries, self.cites)
        values = (map(frozenset, each.texts()) for each in rows)
        return map(AnalyzedDocument, self.documents, *words, *units, *values, self.signatures)
