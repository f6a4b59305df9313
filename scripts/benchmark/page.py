"""The unit of work: one results page, and what an engine must offer to be measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from benchmark.queries import Query
from corpus.document import Document

HITS = 10
"""Hits of a page, each with its title and with its snippet highlighted."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: the exact number of documents found, the best of them, and the counts of four facets.

    ``hits`` and ``facets`` come in the form that the engine gives, since bringing them into one would be timed too.
    """

    total: int
    hits: Sequence[Any]
    facets: Any


PageMaker: TypeAlias = Callable[[Query], Page]
"""Makes the page of a query."""


class Contender(Protocol):
    """A module that measures one engine."""

    def version(self) -> str:
        """Name and version of what is measured."""

    def warm(self) -> None:
        """Load dictionaries, so that nobody's clock runs for them."""

    def write(self, documents: Iterable[Document], folder: Path, workers: int) -> None:
        """Index documents into an empty folder and commit them to disk, segmentation included."""

    def pages(self, folder: Path) -> AbstractContextManager[PageMaker]:
        """Open the index anew, and close it at the end."""
