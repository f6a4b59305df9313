"""The words of a field: for each word the documents that hold it, ascending, and how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Integers, Section, bounds, narrow
from indexer.engines.whoosh.rows import Rows, bits, encode, run_starts
from indexer.engines.whoosh.runs import joined_starts, kept_lengths, targets
from indexer.engines.whoosh.terms import Terms, merge_terms, term_arrays

WORD_FIELDS = ("title_words", "body_words")
"""The fields of the words by which a document is ranked."""


class Postings(NamedTuple):
    """Documents, ascending, and how often each holds the thing in question.

    ``frequency`` is how many documents hold it, where these are not all of them.
    """

    documents: Integers
    counts: Integers
    frequency: int | None = None


NO_POSTINGS = Postings(np.empty(0, np.int32), np.empty(0, np.int32))


class WordLists:
    """The words of a field as they lie in a file."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self.terms = Terms(sections)
        self.starts = sections["starts"]
        self.documents = sections["documents"]
        self.counts = sections["counts"]
        self.lengths = sections["lengths"]

    def postings(self, number: int) -> Postings:
        """The posting list of a word by its number."""
        start, end = self.starts.pair(number)
        return Postings(self.documents.part(start, end), self.counts.part(start, end))


def invert_words(rows: Rows) -> Arrays:
    """The arrays of a field's words."""
    vocabulary, tokens, lengths = rows.ranked()
    # A token and its document as one number: sorting these is all that inverting takes.
    width = bits(len(lengths))
    narrowest = np.uint32 if bits(len(vocabulary)) + width <= 32 else np.int64
    keys: Integers = tokens.astype(narrowest)
    keys <<= width
    keys |= np.repeat(np.arange(len(lengths), dtype=narrowest), lengths)
    keys.sort()
    firsts = run_starts(keys)
    counts = np.diff(firsts, append=len(keys))
    keys = keys[firsts]
    return _arrays(
        [encode(word) for word in vocabulary],
        np.searchsorted(keys >> width, np.arange(len(vocabulary) + 1)),
        keys & ((1 << width) - 1),
        counts,
        lengths,
    )


def merge_words(parts: Sequence[WordLists], kept: Sequence[NDArray[np.bool_]]) -> Arrays:
    """The arrays of several segments' words as one, without the documents that are not kept."""
    offsets = bounds(np.array([np.count_nonzero(one) for one in kept]))
    words, sizes, documents, counts = [], [], [], []
    for part, alive, offset in zip(parts, kept, offsets.tolist(), strict=False):
        new_numbers = (np.cumsum(alive) + (offset - 1)).astype(np.int32)
        holders = part.documents.whole()
        stay = alive[holders]
        left = kept_lengths(part.starts.whole(), stay)
        used = np.flatnonzero(left)
        words.append(part.terms.several(used))
        sizes.append(left[used])
        documents.append(new_numbers[holders[stay]])
        counts.append(part.counts.whole()[stay])
    terms, groups = merge_terms(words)
    starts = joined_starts(groups, sizes, len(terms))
    merged_documents = np.empty(starts[-1], np.int32)
    merged_counts = np.empty(starts[-1], np.int32)
    for number, places in enumerate(targets(groups, sizes, starts)):
        merged_documents[places] = documents[number]
        merged_counts[places] = counts[number]
    lengths = np.concatenate([part.lengths.whole()[alive] for part, alive in zip(parts, kept, strict=True)])
    return _arrays(terms, starts, merged_documents, merged_counts, lengths)


def _arrays(
    terms: list[bytes], starts: Integers, documents: Integers, counts: Integers, lengths: Integers
) -> Arrays:
    return {
        **term_arrays(terms),
        "starts": narrow(starts),
        "documents": narrow(documents),
        "counts": narrow(counts),
        "lengths": narrow(lengths),
    }
