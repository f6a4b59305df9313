"""The seam between searching and whatever keeps the index.

An engine stores documents, answers a :class:`SearchRequest` with ranked ids and exact counts, and gives documents
back by id. Highlighting, labels and output are the same for every engine and live above the seam; the contract
suite in ``tests/indexer/engines`` runs on each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from indexer.batch import AnalyzedBatch
from indexer.query.ast import Everything, MatchKind, Node

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]
Match: TypeAlias = Literal["auto", "all", "any"]
FacetKey: TypeAlias = Literal["district", "industry", "year", "month", "source", "lang"]

PeriodKey: TypeAlias = Literal["year", "month"]

FACET_KEYS: tuple[FacetKey, ...] = ("district", "industry", "year", "month", "source", "lang")


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search beside its query. Values of one field are alternatives, different fields all hold.

    ``district`` and ``industry`` are codes, and a code stands for everything below it. ``first`` and ``last`` are
    days, both included; None leaves that end open. ``id`` are ids of documents, and ``url`` web addresses as
    :func:`indexer.addresses.address_key` has them.
    """

    district: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    id: tuple[str, ...] = ()
    url: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search, validated.

    ``limit`` None asks for every document of the result from ``offset`` on. ``facets`` names the facets to count;
    ``stored`` asks for the documents of the hits too. ``collapse`` asks for one document of each family, of those
    found the one that ranks best; see :mod:`indexer.families`. Without it the members of a family stand apart from each
    other in a result by relevance.
    """

    query: Node = field(default_factory=Everything)
    filters: Filters = Filters()
    sort: Sort = "relevance"
    match: Match = "auto"
    limit: int | None = 10
    offset: int = 0
    facets: tuple[FacetKey, ...] = ()
    stored: bool = False
    collapse: bool = False


class RankedHit(NamedTuple):
    """One document of a result: how well and how it matched.

    ``matched_by`` is in the order of :data:`indexer.query.ast.MatchKind` and empty where the query has no text
    leaf. ``partial`` marks a document that satisfies most of the query, not all of it. ``document`` is what is stored,
    where that was asked for.
    """

    id: str
    score: float
    matched_by: tuple[MatchKind, ...] = ()
    partial: bool = False
    document: Document | None = None


class FamilyFound(NamedTuple):
    """The family of a hit: its id, which is the smallest id in it, and how many others of it were found."""

    id: str
    copies: int


@dataclass(frozen=True, slots=True)
class EngineResult:
    """The answer to one request.

    ``total`` counts the documents of the whole result, ``partial_total`` those among them that satisfy only part
    of the query, ``literal_total`` those that satisfy all of it and whose ``matched_by`` is just ``("literal",)``.
    ``facets`` gives, per facet asked for, documents by value over the whole result, each facet regardless of its own
    filter. District and industry counts include every ancestor of a document's codes. A document without a value
    is counted nowhere. The most frequent values come first, equally frequent ones in their own order, but years and
    months in order of time.

    Where the request collapses families, all of these count families in place of documents: the totals by the document
    that stands for each, the facets each family once for every value that any of its documents found bears.
    ``documents_total`` is then how many documents were found, and ``families`` the family of each hit by the hit's id.
    """

    total: int
    literal_total: int
    partial_total: int
    hits: tuple[RankedHit, ...]
    facets: Mapping[FacetKey, Mapping[str, int]] = field(default_factory=dict)
    documents_total: int | None = None
    families: Mapping[str, FamilyFound] = field(default_factory=dict)

    @property
    def other_total(self) -> int:
        """The documents that satisfy all of the query, but not by literal matches alone."""
        return self.total - self.literal_total - self.partial_total


@dataclass(frozen=True, slots=True)
class Timeline:
    """How many documents a result has: in all, without a date, and in each year or month that has any, in order.

    Where the request collapses families it has so many families, each of which counts in every period that any of its
    documents found is of; so the periods may add up to more than ``total``.
    """

    total: int = 0
    undated: int = 0
    periods: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Timelines:
    """The timeline of a result, and that of the documents that bear each value of a facet, by the value."""

    whole: Timeline
    by_value: Mapping[str, Timeline] = field(default_factory=dict)


class FirstUse(NamedTuple):
    """The day of the earliest document of a result, and its id: of several of that day the smallest."""

    day: date
    id: str


@dataclass(frozen=True, slots=True)
class WordTotals:
    """How often ranking words stand in the documents of several results, titles and texts taken together.

    ``words`` are in the order of their code points. ``totals`` has a row for each and a column for each result.
    ``holders`` says alike how many documents hold the word in their text, or in their title where these are more.
    ``sizes`` counts all words of each result, those that are not listed too.
    """

    words: Sequence[str]
    totals: NDArray[np.int64]
    holders: NDArray[np.int64]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class EngineStats:
    """What an index holds: ``generation`` grows with each commit, ``bytes`` is what its files take."""

    engine: str
    documents: int
    segments: int
    generation: int
    bytes: int
    stamp: Mapping[str, str] = field(default_factory=dict)


class Kept(NamedTuple):
    """Arrays that were derived of a generation and kept with the index.

    ``changed`` counts the documents that have come since, or may have, and those that have gone. ``known`` tells what
    was there already; it is of use for :meth:`Engine.titles`.
    """

    arrays: Mapping[str, NDArray[Any]]
    changed: int
    known: frozenset[str] = frozenset()


class Occurrences(NamedTuple):
    """The documents of a result in which the text of its query occurs, and how often.

    ``ids`` come by date, the oldest first, of one day in their own order, and those without a date last. ``in_titles``
    and ``in_texts`` are the numbers of occurrences in each, as :mod:`indexer.query.occurrences` defines them.
    """

    ids: Sequence[str]
    in_titles: NDArray[np.int32]
    in_texts: NDArray[np.int32]


class WordCounts(NamedTuple):
    """How often each word stands in some documents, title and text together, and how many words these have in all."""

    counts: Sequence[int]
    total: int


class Writer(Protocol):
    """Changes to an index, collected and then committed at once."""

    def put(self, batch: AnalyzedBatch, origins: Sequence[str] = ()) -> None:
        """Add documents, or replace those with their ids.

        ``origins`` says for each what it was made from, see :mod:`corpus.origin`; without them that is not known.
        """

    def delete(self, document_id: str) -> bool:
        """Remove a document; whether it was there."""


class Engine(Protocol):
    """An index that can be searched and written."""

    @property
    def generation(self) -> int:
        """The number of the generation that is searched; what was derived of it holds until this is another."""

    def search(self, request: SearchRequest) -> EngineResult:
        """Answer a request. Safe to call from many threads."""

    def occurrences(self, request: SearchRequest) -> Occurrences:
        """Where the query of a request occurs in the whole of its result, whatever part of it is asked for."""

    def word_counts(self, words: Sequence[str], request: SearchRequest) -> WordCounts:
        """How often each of some ranking words stands in the whole result of a request."""

    def document(self, document_id: str) -> Document | None:
        """The stored document, or None."""

    def documents(self, document_ids: Iterable[str]) -> list[Document | None]:
        """Several stored documents, in the order of the ids."""

    def frequencies(self, texts: Sequence[str]) -> Sequence[int]:
        """How common each text is: how many documents hold it literally, or some more than that, but found quickly.

        It is 0 only where no document holds the text, and always where two units in a row stand nowhere in a row.
        """

    def word_frequency(self, word: str) -> int:
        """How many documents hold a ranking word in their text, or in their title where these are more."""

    def family(self, document_id: str) -> tuple[str, ...]:
        """The ids of a document and its copies, ascending; none where there is no such document."""

    def vocabulary(self, at_least: int = 1) -> Mapping[str, int]:
        """Its words of two Han characters or more, and of two Latin letters or more, and how many documents hold each.

        Han words are folded, Latin ones folded but as they stand in the texts, not their stems. A word counts as
        often as texts hold it, or titles where these do more often, and is left out where that is less often than
        ``at_least``.
        """

    def timelines(self, request: SearchRequest, by: PeriodKey, split: FacetKey | None = None) -> Timelines:
        """The timeline of a result under all of its filters, and of the values of a facet where one is named.

        A document counts for each value that it bears, ancestors included. Of the request ``limit``, ``offset``,
        ``sort``, ``facets`` and ``stored`` mean nothing here.
        """

    def first_uses(self, request: SearchRequest, key: FacetKey) -> Mapping[str, FirstUse]:
        """The earliest dated document of a result that bears each value of a facet.

        The earliest comes first; those of one day are in the order of ids and then of values. Values that only undated
        documents bear are left out. Copies are documents like any other here.
        """

    def word_totals(self, requests: Sequence[SearchRequest], at_least: int = 1) -> WordTotals:
        """How often ranking words stand in the documents of each result.

        Those are left out that stand in all of the results together less often than ``at_least``.
        Where a request collapses families, the documents that stand for these are counted.
        """

    def titles(self, newest: int, known: Collection[str] = ()) -> Sequence[tuple[str, str]]:
        """The ids and titles of so many documents at most, in the order of a search for the newest.

        With what :class:`Kept` calls ``known``, those of documents that have come since, and perhaps of some more.
        """

    def keep(self, kind: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep arrays with the index that were derived of the generation that is searched.

        They take the place of what was kept of the kind, which is a word of small letters. Raises EngineError where
        the index cannot be written; it needs no writer, and the index is whole without them.
        """

    def kept(self, kind: str) -> Kept | None:
        """What was kept last of a kind, perhaps of an earlier generation; None where nothing was, or is any more."""

    def content_hashes(self) -> Mapping[str, str]:
        """The content hash of every stored document by id."""

    def fingerprint(self) -> str:
        """A hexadecimal digest of everything stored: the same exactly where the same documents are, in whatever engine.

        BLAKE2b of the content hashes, 16 bytes each, in ascending order.
        """

    def origins(self) -> Mapping[str, str]:
        """What every stored document was made from, by id, where that is known."""

    def stats(self) -> EngineStats:
        """Counts and sizes of the newest committed generation."""

    def check(self) -> list[str]:
        """What is wrong with the index, a sentence each; empty when nothing is."""

    def refresh(self) -> bool:
        """Turn to the newest committed generation; whether there was a newer one."""

    def snapshot(self) -> Engine:
        """The index as it is searched now, which stays so whatever is committed, until it is refreshed itself."""

    def writer(self) -> AbstractContextManager[Writer]:
        """A writer whose changes are committed together when the block ends, and dropped when it raises.

        Raises IndexLockedError, naming the holder, while another writer is open.
        """

    def close(self) -> None:
        """Release what the engine holds."""


def document_count(engine: Engine) -> int:
    """How many documents the generation that is searched holds, whatever has been committed since."""
    return engine.search(SearchRequest(limit=0)).total
