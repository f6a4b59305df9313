"""The record of a search and its JSON form, from which the search can be run again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, get_args

from corpus.errors import SourceError
from indexer.engine import Filters, Match, Sort
from indexer.parameters import SearchParameters
from indexer.query.ast import MatchKind
from indexer.query.reading import Expansion
from indexer.results import QueryReading

FORMAT = "zhengsou search record 1"
"""What a record says of its own form; another form would have another number."""

Named = TypeVar("Named", bound=str)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many documents were found; see :class:`indexer.results.Results`. Of families where these were collapsed."""

    total: int
    literal: int
    other: int | None
    partial: int
    documents: int | None


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which index was searched: how many documents it holds, and a digest of them all."""

    engine: str
    documents: int
    generation: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A search that was run over all of its result.

    ``filters`` hold the codes and days that the names and dates stood for. Dates that count from a day, such as 近三年,
    counted from that of ``made``, which knows its zone. ``versions`` are of all that decides what a query finds, by
    name. ``hits`` are the ids and scores of the whole result in its order.
    """

    made: datetime
    reading: QueryReading
    filters: Filters
    sort: Sort
    match: Match
    expand: bool
    collapse: bool
    totals: Totals
    index: IndexState
    versions: Mapping[str, str]
    hits: tuple[tuple[str, float], ...]

    @property
    def digest(self) -> str:
        """A digest of the ids in their order."""
        told = blake2b(digest_size=16)
        for id, _ in self.hits:
            told.update(f"{id}\n".encode("utf-8", "surrogatepass"))
        return told.hexdigest()

    def parameters(self, lexicon: tuple[Path, ...] = ()) -> SearchParameters:
        """The search again, for its whole result."""
        filters = self.filters
        return SearchParameters(
            q=self.reading.q,
            district=filters.district,
            industry=filters.industry,
            source=filters.source,
            lang=filters.lang,
            from_=filters.first.isoformat() if filters.first else "",
            to=filters.last.isoformat() if filters.last else "",
            sort=self.sort,
            match=self.match,
            expand=self.expand,
            lexicon=lexicon,
            collapse=self.collapse,
            limit=None,
        )


def record_json(record: SearchRecord, methods: Mapping[str, str]) -> Iterator[str]:
    """The record as JSON in pieces, a line for each document; with paragraphs for a methods section by language."""
    parameters, totals, index = record.parameters(), record.totals, record.index
    head = {
        "format": FORMAT,
        "made": record.made.isoformat(timespec="seconds"),
        "search": {
            "q": parameters.q,
            "district": list(parameters.district),
            "industry": list(parameters.industry),
            "source": list(parameters.source),
            "lang": list(parameters.lang),
            "from": parameters.from_,
            "to": parameters.to,
            "sort": record.sort,
            "match": record.match,
            "expand": record.expand,
            "collapse": record.collapse,
        },
        "query": record.reading.to_json(),
        "totals": {name: getattr(totals, name) for name in Totals.__slots__},
        "index": {name: getattr(index, name) for name in IndexState.__slots__},
        "versions": dict(record.versions),
        "methods": dict(methods),
        "digest": record.digest,
    }
    written = json.dumps(head, ensure_ascii=False, indent=2)
    yield _encodable(written.removesuffix("\n}") + ',\n  "hits": [')
    between = "\n"
    for hit in record.hits:
        yield _encodable(f"{between}    {json.dumps(hit, ensure_ascii=False)}")
        between = ",\n"
    yield "\n  ]\n}\n"


def read_record(path: Path) -> SearchRecord:
    """The record in a file. Raises SourceError for one that holds none or was changed since, and OSError."""
    try:
        values = json.loads(path.read_bytes())
        if values["format"] != FORMAT:
            raise SourceError(f"{path} is a record of another form, {values['format']!r}")
        record = _from_json(values)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise SourceError(
            f"{path} is no search record; `zhengsou search QUERY --record FILE` writes one"
        ) from error
    if record.digest != values.get("digest"):
        raise SourceError(f"{path} was changed after it was written: its documents do not have its digest")
    return record


def _from_json(values: Mapping[str, Any]) -> SearchRecord:
    search, query = values["search"], values["query"]
    return SearchRecord(
        made=_moment(values["made"]),
        reading=QueryReading(
            _text(search["q"]),
            _text(query["read_as"]),
            None if query["corrected"] is None else _text(query["corrected"]),
            expansions=tuple(_expansion(**expansion) for expansion in query["expansions"]),
        ),
        filters=Filters(
            district=_texts(search["district"]),
            industry=_texts(search["industry"]),
            source=_texts(search["source"]),
            lang=_texts(search["lang"]),
            first=_day(search["from"]),
            last=_day(search["to"]),
        ),
        sort=_one_of(search["sort"], get_args(Sort)),
        match=_one_of(search["match"], get_args(Match)),
        expand=_switch(search["expand"]),
        collapse=_switch(search["collapse"]),
        totals=_totals(**values["totals"]),
        index=_index(**values["index"]),
        versions={_text(name): _text(version) for name, version in values["versions"].items()},
        hits=tuple((_text(id), _number(score)) for id, score in values["hits"]),
    )


def _totals(*, total: Any, literal: Any, other: Any, partial: Any, documents: Any) -> Totals:
    return Totals(
        total=_count(total),
        literal=_count(literal),
        other=None if other is None else _count(other),
        partial=_count(partial),
        documents=None if documents is None else _count(documents),
    )


def _index(*, engine: Any, documents: Any, generation: Any, fingerprint: Any) -> IndexState:
    return IndexState(_text(engine), _count(documents), _count(generation), _text(fingerprint))


def _expansion(*, term: Any, equal: Any, kind: Any) -> Expansion:
    return Expansion(_text(term), _text(equal), _one_of(kind, get_args(MatchKind)))


def _moment(written: Any) -> datetime:
    moment = datetime.fromisoformat(_text(written))
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment


def _day(written: Any) -> date | None:
    return date.fromisoformat(written) if _text(written) else None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r} is no list of texts")
    return tuple(map(_text, values))


def _one_of(value: Any, known: tuple[Named, ...]) -> Named:
    for one in known:
        if one == value:
            return one
    raise ValueError(f"{value!r} is none of {known}")


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _count(value: Any) -> int:
    # True and false are whole numbers too.
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} is no count")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _encodable(piece: str) -> str:
    """The piece with halves of surrogate pairs, which UTF-8 cannot write, as JSON escapes them."""
    return piece.encode("utf-8", "backslashreplace").decode("utf-8")
