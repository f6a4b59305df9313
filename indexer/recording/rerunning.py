"""Running a recorded search again, and what has changed in its result since."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from indexer.engine import Engine
from indexer.recording.making import make_record
from indexer.recording.record import SearchRecord

ChangeKind: TypeAlias = Literal["added", "removed", "reranked"]

_BATCH = 200
"""Documents whose titles are read at once."""


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A document that is found now and was not, or was and is not, or that stands elsewhere among those found twice.

    ``then`` and ``now`` are its ranks, from 1. ``title`` is that of now, None where the index holds it no more.
    """

    kind: ChangeKind
    id: str
    then: int | None
    now: int | None
    title: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The form for scripts."""
        return {"change": self.kind, "id": self.id, "then": self.then, "now": self.now, "title": self.title}


@dataclass(frozen=True, slots=True)
class Rerun:
    """A record, the record of the same search now, and the documents that make the difference between their results."""

    then: SearchRecord
    now: SearchRecord
    changes: tuple[ResultChange, ...]

    @property
    def same_index(self) -> bool:
        """Whether both searched the very same documents."""
        return self.then.index.fingerprint == self.now.index.fingerprint

    @property
    def versions(self) -> dict[str, tuple[str, str]]:
        """What differs of the versions: then and now, empty for what was not there."""
        then, now = self.then.versions, self.now.versions
        names = dict.fromkeys((*then, *now))
        pairs = {name: (then.get(name, ""), now.get(name, "")) for name in names}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def read_alike(self) -> bool:
        """Whether the query was read and expanded now as it was then."""
        then, now = self.then.reading, self.now.reading
        return (then.read_as, then.corrected, then.expansions) == (now.read_as, now.corrected, now.expansions)

    def count(self, kind: ChangeKind) -> int:
        """How many documents changed in this way."""
        return sum(change.kind == kind for change in self.changes)

    def to_json(self) -> dict[str, Any]:
        """The summary for scripts; the changes have a form of their own."""
        return {
            "same": not self.changes,
            "added": self.count("added"),
            "removed": self.count("removed"),
            "reranked": self.count("reranked"),
            "then": _summary(self.then),
            "now": _summary(self.now),
            "same_index": self.same_index,
            "read_alike": self.read_alike,
            "versions": {name: list(pair) for name, pair in self.versions.items()},
        }


def rerun(engine: Engine, then: SearchRecord, made: datetime, lexicon: tuple[Path, ...] = ()) -> Rerun:
    """Run a recorded search again, its dates counting from the day they did, and compare the results.

    ``made`` is the moment it is now, in its zone. Raises what :func:`indexer.search.search` does.
    """
    now = make_record(engine, then.parameters(lexicon), made, today=then.made.date())
    found = changes([id for id, _ in then.hits], [id for id, _ in now.hits])
    return Rerun(then, now, tuple(_titled(engine, found)))


def changes(then: Sequence[str], now: Sequence[str]) -> list[ResultChange]:
    """What makes one result of another, both given as ids in their order.

    Of the documents in both as few as possible count as reranked: those without which the others stand in one order,
    which is what is left of a longest increasing subsequence of their ranks.
    """
    before = {id: rank for rank, id in enumerate(then, 1)}
    after = {id: rank for rank, id in enumerate(now, 1)}
    both = [id for id in now if id in before]
    steady = set(_longest_increasing([before[id] for id in both]))
    return [
        *(ResultChange("added", id, None, after[id]) for id in now if id not in before),
        *(ResultChange("removed", id, before[id], None) for id in then if id not in after),
        *(
            ResultChange("reranked", id, before[id], after[id])
            for place, id in enumerate(both)
            if place not in steady
        ),
    ]


def _summary(record: SearchRecord) -> dict[str, Any]:
    return {"made": record.made.isoformat(timespec="seconds"), "total": record.totals.total}


def _longest_increasing(values: Sequence[int]) -> Iterator[int]:
    """The places of a longest increasing subsequence of different values, the last first, by patience sorting."""
    smallest: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(smallest, value)
        previous.append(ends[length - 1] if length else -1)
        # A slice of one replaces an element, and behind the last it appends.
        smallest[length : length + 1] = [value]
        ends[length : length + 1] = [place]
    place = ends[-1] if ends else -1
    while place >= 0:
        yield place
        place = previous[place]


def _titled(engine: Engine, found: Sequence[ResultChange]) -> Iterable[ResultChange]:
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        for change, document in zip(batch, engine.documents(one.id for one in batch), strict=True):
            yield replace(change, title=document.title if document else None)
