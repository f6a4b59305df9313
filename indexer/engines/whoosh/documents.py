"""The stored documents of a segment, one after the other, and where each of them ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Arrays, Section, bounds, narrow

_USUAL_HEAD = 1 << 10
"""Bytes that the first line of a document seldom exceeds."""


class DocumentRows:
    """Collects documents one after the other."""

    def __init__(self) -> None:
        self._documents: list[bytes] = []

    def add(self, documents: Iterable[bytes]) -> None:
        """Add documents."""
        self._documents += documents

    def arrays(self) -> Arrays:
        """The arrays of the documents added."""
        return _arrays(
            self._documents, np.fromiter(map(len, self._documents), np.int64, len(self._documents))
        )


class StoredDocuments:
    """Documents as they lie in a file: ``bytes`` of all of them, ``lengths`` of each."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        self.bytes = sections["bytes"]
        self.lengths = sections["lengths"]

    def read(self, number: int) -> bytes:
        """A document."""
        starts = self._starts
        return self.bytes.part(starts[number], starts[number + 1]).tobytes()

    def head(self, number: int) -> bytes:
        """The first line of a document, without the line feed."""
        start, end = self._starts[number], self._starts[number + 1]
        line = self.bytes.part(start, min(start + _USUAL_HEAD, end)).tobytes()
        if (length := line.find(b"\n")) >= 0:
            return line[:length]
        return self.read(number).partition(b"\n")[0]

    def runs(self, kept: NDArray[np.bool_]) -> list[memoryview]:
        """The documents that are marked, those that stand in a row together."""
        edges = np.flatnonzero(np.diff(kept, prepend=False, append=False)).tolist()
        starts = self._starts
        return [
            self.bytes.part(starts[first], starts[end]).data
            for first, end in zip(edges[::2], edges[1::2], strict=True)
        ]

    @cached_property
    def _starts(self) -> memoryview[int]:
        # Looking up one number is several times faster in a memoryview than in an array.
        return bounds(self.lengths.whole()).data


def merge_documents(parts: Sequence[StoredDocuments], kept: Sequence[NDArray[np.bool_]]) -> Arrays:
    """The arrays of several segments' documents as one, without those that are not kept."""
    runs = [run for part, alive in zip(parts, kept, strict=True) for run in part.runs(alive)]
    lengths = [part.lengths.whole()[alive] for part, alive in zip(parts, kept, strict=True)]
    return _arrays(runs, np.concatenate(lengths))


def _arrays(documents: Sequence[bytes | memoryview], lengths: NDArray[np.int64]) -> Arrays:
    return {"bytes": np.frombuffer(b"".join(documents), np.uint8), "lengths": narrow(lengths)}
