"""What a user asks of a concordance, as typed, and its validation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from corpus.errors import RequestError
from indexer.engine import Engine, Match, SearchRequest
from indexer.parameters import SearchParameters, choice, validate, whole_number
from indexer.query.literal import literally
from indexer.results import QueryReading
from indexer.settings import (
    COLLOCATE_MINIMUM,
    COLLOCATE_SPAN,
    CONTEXT_WIDTH,
    MAX_COLLOCATE_SPAN,
    MAX_COLLOCATES,
    MAX_CONTEXT_WIDTH,
    MAX_WINDOW,
)

LineSort: TypeAlias = Literal["left", "right", "date", "place"]
LINE_SORTS: tuple[LineSort, ...] = get_args(LineSort)


@dataclass(frozen=True, slots=True)
class ConcordanceParameters:
    """A concordance as a user asks for it: strings, none of them checked.

    ``search`` says in which documents it looks, and for what; where its ``expand`` is on, equals of the terms are
    shown too. Its ``limit`` and ``offset`` count lines, its ``sort`` means nothing. ``sort`` is what the lines are in
    the order of: their ``left`` context from the occurrence outwards, the ``right`` one, ``date``, the oldest first, or
    ``place``. ``width`` is the context on each side, in code points. ``sample`` asks for so many occurrences drawn at
    random, None for all.
    """

    search: SearchParameters
    sort: str = "right"
    width: str | int = CONTEXT_WIDTH
    sample: str | int | None = None


@dataclass(frozen=True, slots=True)
class CollocateParameters:
    """Collocates as a user asks for them: strings, none of them checked.

    ``search`` is that of a concordance, and its ``limit`` counts collocates. ``span`` is how many units may lie between
    an occurrence and a word, ``minimum`` how often the word must stand beside occurrences.
    """

    search: SearchParameters
    span: str | int = COLLOCATE_SPAN
    minimum: str | int = COLLOCATE_MINIMUM


@dataclass(frozen=True, slots=True)
class AskedConcordance:
    """A concordance that can be given. The terms of the request's query are literals."""

    reading: QueryReading
    request: SearchRequest
    sort: LineSort
    width: int
    sample: int | None


@dataclass(frozen=True, slots=True)
class AskedCollocates:
    """Collocates that can be given. The terms of the request's query are literals."""

    reading: QueryReading
    request: SearchRequest
    span: int
    minimum: int


def asked_concordance(
    parameters: ConcordanceParameters, engine: Engine, *, bounded: bool = False
) -> AskedConcordance:
    """Check every parameter and read the query. ``bounded`` is as for :func:`indexer.parameters.validate`.

    Raises RequestError, naming the first parameter with a bad value, and what ``validate`` does.
    """
    reading, request = _literal_search(parameters.search, engine, bounded=bounded)
    return AskedConcordance(
        reading,
        request,
        sort=choice("sort", parameters.sort, LINE_SORTS),
        width=_at_most("width", parameters.width, MAX_CONTEXT_WIDTH),
        sample=None if parameters.sample is None else _at_least_one("sample", parameters.sample),
    )


def asked_collocates(parameters: CollocateParameters, engine: Engine) -> AskedCollocates:
    """The same for collocates."""
    reading, request = _literal_search(parameters.search, engine, bounded=False)
    if request.limit is not None:
        _at_most("limit", request.limit, MAX_COLLOCATES)
    _at_most("offset", request.offset, MAX_WINDOW)
    return AskedCollocates(
        reading,
        request,
        span=_at_most("span", parameters.span, MAX_COLLOCATE_SPAN),
        minimum=_at_least_one("minimum", parameters.minimum),
    )


def _literal_search(
    search: SearchParameters, engine: Engine, *, bounded: bool
) -> tuple[QueryReading, SearchRequest]:
    # What orders hits need not be known here; of what satisfies a query in part, only who asks gets any.
    validated = validate(replace(search, sort="relevance"), engine, bounded=bounded)
    match: Match = "any" if validated.request.match == "any" else "all"
    request = replace(validated.request, query=literally(validated.request.query), match=match)
    return validated.reading, request


def _at_least_one(parameter: str, typed: str | int) -> int:
    number = whole_number(parameter, typed)
    if not number:
        raise RequestError(parameter, f"{parameter} must be at least 1")
    return number


def _at_most(parameter: str, typed: str | int, most: int) -> int:
    number = whole_number(parameter, typed)
    if number > most:
        raise RequestError(parameter, f"{parameter} must be at most {most}")
    return number
