"""Turning rows of tokens, one row a document, into posting lists: by term, and within a term by document.

Pure array work, a few operations for millions of tokens. Words are inverted to documents and counts; units to unit
bigrams with their positions, so that a literal of m units is the shifted intersection of ⌈m/2⌉ lists and one unit is
all the terms that begin with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.language.units import is_mark

Integers = NDArray[np.int32]

SEPARATOR = b" "
"""Between the two units of a bigram: sorts below every character that can follow the beginning of a longer word."""
MARKS = b""
"""The term whose positions are those of all marks; it sorts before every bigram."""


@dataclass(frozen=True, slots=True)
class Inverted:
    """Posting lists in the order of their terms.

    The postings of ``terms[i]`` are those from ``starts[i]`` to ``starts[i + 1]``: ``documents`` ascending within a
    term, ``counts`` of occurrences. ``positions`` holds the places of all occurrences, in units, posting after
    posting; it is None where places are not kept.
    """

    terms: list[bytes]
    starts: NDArray[np.int64]
    documents: Integers
    counts: Integers
    positions: Integers | None


class Rows:
    """Rows of tokens, each token replaced by its number in a vocabulary."""

    def __init__(self) -> None:
        self.tokens = 0
        self._vocabulary: defaultdict[str, int] = defaultdict()
        self._vocabulary.default_factory = self._vocabulary.__len__
        self._documents: list[int] = []
        self._rows: list[Integers] = []

    def add(self, document: int, tokens: tuple[str, ...]) -> None:
        """Add the row of a document; documents come in ascending order."""
        self._documents.append(document)
        self._rows.append(np.fromiter(map(self._vocabulary.__getitem__, tokens), np.int32, len(tokens)))
        self.tokens += len(tokens)

    def ranked(self) -> tuple[list[str], Integers, Integers, Integers]:
        """The vocabulary sorted, the token at each place as its number in it, and each row's document and length."""
        vocabulary = sorted(self._vocabulary)
        ranks = np.empty(len(vocabulary), np.int32)
        ranks[[self._vocabulary[token] for token in vocabulary]] = np.arange(len(vocabulary), dtype=np.int32)
        tokens = ranks[np.concatenate(self._rows)] if self._rows else np.empty(0, np.int32)
        lengths = np.fromiter(map(len, self._rows), np.int32, len(self._rows))
        return vocabulary, tokens, np.array(self._documents, np.int32), lengths


def invert_words(rows: Rows) -> Inverted:
    """Posting lists of the words themselves, without places."""
    vocabulary, tokens, documents, lengths = rows.ranked()
    order = np.argsort(tokens, kind="stable")
    holders = np.repeat(documents, lengths)[order]
    terms, starts, posting_starts = _runs(tokens[order].astype(np.int64), holders)
    return Inverted(
        terms=[encode(vocabulary[term]) for term in terms.tolist()],
        starts=starts,
        documents=holders[posting_starts[:-1]],
        counts=np.diff(posting_starts).astype(np.int32),
        positions=None,
    )


def invert_units(rows: Rows) -> Inverted:
    """Posting lists of the unit bigrams; the last unit of a row is paired with nothing. See also :data:`MARKS`."""
    vocabulary, tokens, documents, lengths = rows.ranked()
    ends = np.cumsum(lengths)
    following = np.zeros(len(tokens), np.int64)
    following[:-1] = tokens[1:] + 1
    following[ends[lengths > 0] - 1] = 0
    keys = (tokens.astype(np.int64) + 1) * (len(vocabulary) + 1) + following
    places = np.arange(len(tokens), dtype=np.int32) - np.repeat(ends - lengths, lengths).astype(np.int32)
    holders = np.repeat(documents, lengths)
    is_marks = np.fromiter(map(is_mark, vocabulary), np.bool_, len(vocabulary))
    marks = np.flatnonzero(is_marks[tokens])

    keys = np.concatenate((np.zeros(len(marks), np.int64), keys))
    order = np.argsort(keys, kind="stable")
    origin = np.where(order < len(marks), 0, order - len(marks))
    origin[: len(marks)] = marks
    holders = holders[origin]
    terms, starts, posting_starts = _runs(keys[order], holders)
    units = ["", *vocabulary]
    return Inverted(
        terms=[
            bigram(units[one], units[two]) if one else MARKS
            for one, two in zip(*_parts(terms, len(units)), strict=True)
        ],
        starts=starts,
        documents=holders[posting_starts[:-1]],
        counts=np.diff(posting_starts).astype(np.int32),
        positions=places[origin],
    )


def bigram(unit: str, following: str) -> bytes:
    """The term of two units in a row; ``following`` is empty at the end of a text."""
    return encode(unit) + SEPARATOR + encode(following)


def encode(token: str) -> bytes:
    """A token as the bytes of a term: UTF-8, in which bytes sort as code points do."""
    return token.encode("utf-8", "surrogatepass")


def _parts(keys: NDArray[np.int64], base: int) -> tuple[list[int], list[int]]:
    first, second = np.divmod(keys, base)
    return first.tolist(), second.tolist()


def _runs(
    keys: NDArray[np.int64], documents: Integers
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The distinct keys of sorted occurrences, where the postings of each start, and the occurrences of each posting.

    The starts end with the totals.
    """
    new_term = np.ones(len(keys), np.bool_)
    new_term[1:] = keys[1:] != keys[:-1]
    new_posting = new_term.copy()
    new_posting[1:] |= documents[1:] != documents[:-1]
    posting_starts = np.append(np.flatnonzero(new_posting), len(keys))
    term_starts = np.flatnonzero(new_term)
    starts = np.searchsorted(posting_starts, np.append(term_starts, len(keys)))
    return keys[term_starts], starts, posting_starts


def iter_postings(inverted: Inverted, chunk: int = 1 << 18) -> Iterator[tuple[bytes, int, float, bytes]]:
    """Each posting as term, document, count and packed positions, in order, ``chunk`` postings unpacked at a time."""
    ends = inverted.starts[1:]
    occurrence = 0
    for low in range(0, len(inverted.documents), chunk):
        high = min(low + chunk, len(inverted.documents))
        documents = inverted.documents[low:high].tolist()
        counts = inverted.counts[low:high].tolist()
        numbers = np.searchsorted(ends, np.arange(low, high), side="right").tolist()
        if inverted.positions is None:
            values: Iterable[bytes] = (b"" for _ in counts)
        else:
            upto = occurrence + sum(counts)
            values = _slices(pack_positions(inverted.positions[occurrence:upto]), counts)
            occurrence = upto
        for number, document, count, value in zip(numbers, documents, counts, values, strict=True):
            yield inverted.terms[number], document, float(count), value


def pack_positions(positions: Integers) -> bytes:
    """Positions as the value of a posting: 32-bit little-endian numbers."""
    return positions.astype("<i4").tobytes()


def unpack_positions(value: bytes) -> Integers:
    """The inverse of :func:`pack_positions`; values joined give the positions joined."""
    return np.frombuffer(value, "<i4")


def _slices(packed: bytes, counts: Iterable[int]) -> Iterator[bytes]:
    start = 0
    for count in counts:
        end = start + 4 * count
        yield packed[start:end]
        start = end
