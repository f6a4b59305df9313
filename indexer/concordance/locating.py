"""From the numbers of occurrences to where they stand: which are drawn, and in which text at which code point."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from random import Random
from typing import NamedTuple

import numpy as np

from corpus.document import Document
from indexer.engine import Engine, Occurrences
from indexer.language.fold import fold
from indexer.query.ast import Node, Span
from indexer.query.finding import finder
from indexer.query.occurrences import FIELDS, Field, Sought, sought
from indexer.settings import SAMPLE_SEED

_BATCH = 1_000
"""Documents that are read at once."""
_SEPARATOR = "\uffff"
"""Stands between texts that are read as one: a mark, and in no text."""


class Located(NamedTuple):
    """An occurrence in a document: its number, and where it stands in the title or the text, in code points."""

    number: int
    document: Document
    field: Field
    start: int
    end: int

    @property
    def text(self) -> str:
        """The title or the text in which it stands."""
        return self.document.title if self.field == "title" else self.document.text


class Numbering:
    """The occurrences of a query, numbered document by document, those of a title before those of its text."""

    def __init__(self, held: Occurrences) -> None:
        self.ids = held.ids
        self._ends = np.cumsum(held.in_titles.astype(np.int64) + held.in_texts)
        self.total = int(self._ends[-1]) if len(self._ends) else 0

    def drawn(self, count: int) -> Sequence[int]:
        """So many numbers drawn evenly at random, ascending, always the same ones; all where there are no more."""
        if count >= self.total:
            return range(self.total)
        return sorted(Random(SAMPLE_SEED).sample(range(self.total), count))

    def drawn_by_document(self, count: int) -> Sequence[int]:
        """All numbers of documents drawn evenly at random, of so many that they hold ``count``, ascending.

        They are always the same ones, and all where there are no more.
        """
        if count >= self.total:
            return range(self.total)
        order = Random(SAMPLE_SEED).sample(range(len(self.ids)), len(self.ids))
        sizes = np.diff(self._ends, prepend=0)[order]
        enough = int(np.searchsorted(np.cumsum(sizes), count)) + 1
        firsts = [0, *self._ends.tolist()]
        return [number for one in sorted(order[:enough]) for number in range(firsts[one], firsts[one + 1])]

    def places(self, numbers: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        """For each number the id of its document, its number there, and that number again."""
        holders = np.searchsorted(self._ends, numbers, side="right")
        firsts = np.concatenate(([0], self._ends[:-1]))[holders] if len(holders) else holders
        for number, holder, first in zip(numbers, holders.tolist(), firsts.tolist(), strict=True):
            yield self.ids[holder], number - first, number


def located(engine: Engine, query: Node, numbering: Numbering, numbers: Sequence[int]) -> Iterator[Located]:
    """Where the occurrences with some ascending numbers stand, in that order.

    Documents are read in batches. One that another process changed meanwhile gives what it still has.
    """
    looked_for = tuple(sought(query, field) for field in FIELDS)
    wanted = [
        (id, [(place, number) for _, place, number in group])
        for id, group in groupby(numbering.places(numbers), key=lambda one: one[0])
    ]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        documents = engine.documents(id for id, _ in batch)
        held = [(one, places) for one, (_, places) in zip(documents, batch, strict=True) if one]
        titles, texts = (
            _spans(
                sought_there, [one.title if sought_there.field == "title" else one.text for one, _ in held]
            )
            for sought_there in looked_for
        )
        for (document, places), in_title, in_text in zip(held, titles, texts, strict=True):
            for place, number in places:
                if place < len(in_title):
                    yield Located(number, document, "title", *in_title[place])
                elif place < len(in_title) + len(in_text):
                    yield Located(number, document, "text", *in_text[place - len(in_title)])


def _spans(looked_for: Sought, texts: Sequence[str]) -> list[list[Span]]:
    """The occurrences in each of several texts, which are read as one: that is faster than one by one."""
    found: list[set[Span]] = [set() for _ in texts]
    folded = fold(_SEPARATOR.join(texts))
    starts = [0, *accumulate(len(text) + len(_SEPARATOR) for text in texts)]
    for pattern in looked_for.patterns:
        for number, span in _apart(finder(pattern).spans(folded), starts):
            found[number].add(span)
    if looked_for.nearnesses:
        for text, spans in zip(texts, found, strict=True):
            spans.update(looked_for.near_spans(text))
    return [sorted(spans) for spans in found]


def _apart(spans: Iterable[Span], starts: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Spans in texts that stand in a row as the number of the text and the span in it."""
    for start, end in spans:
        number = bisect_right(starts, start) - 1
        begin = starts[number]
        # Only who searches for the separator itself finds what reaches over it.
        if end < starts[number + 1]:
            yield number, (start - begin, end - begin)
