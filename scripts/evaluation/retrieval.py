"""How well searches find what they are for: the part that the measures of ranking share."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import closing, contextmanager
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.floors import Figures

if TYPE_CHECKING:
    from corpus.document import Document
    from indexer.engine import Engine

DEPTH = 10
"""How many hits of a search are looked at: a page."""


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file, compressed or not."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        return [json.loads(line) for line in file]


@contextmanager
def indexed(documents: Iterable[Document]) -> Iterator[Engine]:
    """An index of documents, which are taken as they are, in a folder that is gone afterwards."""
    from indexer.build import write_documents
    from indexer.opening import open_engine

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_engine(Path(folder) / "index", create=True)) as engine,
    ):
        write_documents(engine, documents)
        yield engine


def found(engine: Engine, query: str) -> tuple[str, ...] | None:
    """The ids of the first page of a search for what was typed; None where the query is refused."""
    from corpus.errors import QueryLimitError
    from indexer.search import SearchParameters, ranked

    try:
        return tuple(hit.id for hit in ranked(engine, SearchParameters(q=query, limit=DEPTH)))
    except QueryLimitError:
        return None


def ndcg(ids: Sequence[str], relevant: Set[str]) -> float:
    """The discounted gain of the relevant ones among the first ids, against that of the best order there is.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002, with a gain of 1 for each
    relevant one and the logarithm to the base 2 of the rank and one.
    """
    gained = sum(_discount(rank) for rank, one in enumerate(ids[:DEPTH]) if one in relevant)
    return gained / sum(map(_discount, range(min(len(relevant), DEPTH))))


def judged(engine: Engine, queries: Iterable[tuple[str, Set[str]]]) -> Figures:
    """The mean nDCG of queries with what is relevant for each; one that is refused finds nothing."""
    gains: list[float] = []
    refused = 0
    for query, relevant in queries:
        ids = found(engine, query)
        refused += ids is None
        gains.append(ndcg(ids or (), relevant))
    return {"queries": len(gains), "refused": refused, "ndcg": sum(gains) / max(len(gains), 1)}


def _discount(rank: int) -> float:
    return 1 / log2(rank + 2)
