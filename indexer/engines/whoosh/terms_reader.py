"""The terms of a segment as Whoosh's own searcher reads them, a term and a posting at a time.

Searching here does not go this way; Whoosh's queries, suggestions and tools do.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.fields import FieldType
from whoosh.formats import Format
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.files import SegmentFiles
from indexer.engines.whoosh.rows import decode, pack_positions
from indexer.engines.whoosh.words import Postings, WordLists


class ArrayTermsReader(TermsReader):
    """The terms of all fields and their postings; the terms of units are bigrams."""

    def __init__(self, files: SegmentFiles) -> None:
        self._files = files
        self._terms: dict[str, Sequence[bytes]] = dict(
            sorted(
                {
                    **{name: field.terms for name, field in (files.words | files.values).items()},
                    **{name: field.bigrams for name, field in files.units.items()},
                }.items()
            )
        )

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._find(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """The fields that have terms."""
        return self._terms.keys()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every field and term, in order."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Every field and term from one on, in order."""
        return ((name, terms[number]) for name, terms, number in self._from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every field and term with what is known of it, in order."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every field and term with what is known of it from one on, in order."""
        return (
            ((name, terms[number]), self._info(name, number))
            for name, terms, number in self._from(fieldname, prefix)
        )

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term. Raises TermNotFound."""
        return self._info(fieldname, self._number(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in the segment."""
        number = self._find(fieldname, text)
        return 0.0 if number is None else float(self._info(fieldname, number).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents hold a term."""
        number = self._find(fieldname, text)
        return 0 if number is None else len(self._postings(fieldname, number).documents)

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ListMatcher:
        """The postings of a term."""
        number = self._number(fieldname, text)
        postings = self._postings(fieldname, number)
        return ListMatcher(
            postings.documents.tolist(),
            postings.counts.astype(np.float64).tolist(),
            self._positions(fieldname, number, postings) if fieldname in self._files.units else None,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self._info(fieldname, number),
        )

    def cursor(self, fieldname: str, fieldobj: FieldType) -> TermCursor:
        """A cursor over the terms of a field."""
        return TermCursor(self, fieldname, self._terms.get(fieldname, ()))

    def _from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, Sequence[bytes], int]]:
        for name, terms in self._terms.items():
            if name >= fieldname:
                first = bisect_left(terms, prefix) if name == fieldname else 0
                yield from ((name, terms, number) for number in range(first, len(terms)))

    def _find(self, fieldname: str, text: bytes) -> int | None:
        terms = self._terms.get(fieldname, ())
        number = bisect_left(terms, text)
        return number if number < len(terms) and terms[number] == text else None

    def _number(self, fieldname: str, text: bytes) -> int:
        number = self._find(fieldname, text)
        if number is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return number

    def _postings(self, fieldname: str, number: int) -> Postings:
        files = self._files
        if fieldname in files.words:
            return files.words[fieldname].postings(number)
        if fieldname in files.values:
            documents = files.values[fieldname].documents(number)
            return Postings(documents, np.ones(len(documents), np.int32))
        units = files.units[fieldname]
        holders = np.searchsorted(units.text_starts, units.of_number(number), side="right") - 1
        return Postings(*np.unique(holders, return_counts=True))

    def _positions(self, fieldname: str, number: int, postings: Postings) -> list[bytes]:
        units = self._files.units[fieldname]
        starts = np.repeat(units.text_starts[postings.documents], postings.counts)
        positions = units.of_number(number) - starts
        return [pack_positions(one) for one in np.split(positions, np.cumsum(postings.counts)[:-1])]

    def _info(self, fieldname: str, number: int) -> TermInfo:
        postings = self._postings(fieldname, number)
        lengths = np.zeros(1, np.int64)
        if isinstance(field := self._files.words.get(fieldname), WordLists):
            lengths = field.lengths.whole()[postings.documents]
        return TermInfo(
            weight=float(postings.counts.sum(dtype=np.int64)),
            df=len(postings.documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(postings.counts.max()),
            minid=int(postings.documents[0]),
            maxid=int(postings.documents[-1]),
        )


class TermCursor(FieldCursor):
    """Walks through the terms of a field."""

    def __init__(self, reader: ArrayTermsReader, fieldname: str, terms: Sequence[bytes]) -> None:
        self._reader = reader
        self._fieldname = fieldname
        self._terms = terms
        self._number = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._number = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term that is not before another."""
        wanted = term if isinstance(term, bytes) else term.encode("utf-8", "surrogatepass")
        self._number = bisect_left(self._terms, wanted)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._number += 1
        return self.text()

    def text(self) -> str | None:
        """The term, or None after the last one."""
        return decode(self._terms[self._number]) if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        """What is known of the term."""
        if not self.is_valid():
            return None
        return self._reader.term_info(self._fieldname, self._terms[self._number])

    def is_valid(self) -> bool:
        """Whether there is a term."""
        return self._number < len(self._terms)
