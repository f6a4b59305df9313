"""Answering a search, and where it finds next to nothing looking for what else its query may mean.

The query as typed runs first. Where few documents satisfy it, it is read as pinyin too, and other spellings are looked
for; one that finds more is offered, and runs itself where the query finds nothing at all. An ordinary page costs one
comparison more than without all this, and one with few documents that write every term as it was typed a look-up for
each of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from indexer.engine import Engine, EngineResult, SearchRequest
from indexer.parameters import ValidatedSearch, read_query
from indexer.query.ast import Expanded, Node, Not, Term, children
from indexer.query.canonical import canonical
from indexer.query.grammar import parse
from indexer.query.matching import term_words
from indexer.query.reading import QueryWarning
from indexer.settings import REREAD_BELOW, SUGGESTED_FROM
from indexer.suggesting.correcting import corrected
from indexer.suggesting.saying import with_pinyin
from indexer.suggesting.suggester import suggester


class Answer(NamedTuple):
    """The result of a search, and the search that gave it: as it was asked for, or as its query was read in the end."""

    search: ValidatedSearch
    found: EngineResult


def answer(engine: Engine, asked: ValidatedSearch) -> Answer:
    """The result of a search whose query is read anew if that finds next to nothing. Raises EngineError."""
    found = engine.search(asked.request)
    if _satisfying(found) >= REREAD_BELOW or all(
        _is_known(engine, term) for term in _terms(asked.request.query)
    ):
        return Answer(asked, found)
    known = suggester(engine)
    count = partial(_count, engine, asked)
    typed = parse(asked.reading.q).node
    if asked.expand:
        said = cache(partial(with_pinyin, shelf=known.terms, count=count))
        if said(typed) != typed:
            reading, query = read_query(asked.reading.q, more=asked.lexicon, engine=engine, said=said)
            asked = replace(asked, reading=reading, request=replace(asked.request, query=query))
            found = engine.search(asked.request)
    spelling = corrected(asked.reading.q, typed, known.terms, known.dictionary, count)
    return Answer(asked, found) if spelling is None else _with_correction(engine, asked, found, spelling)


def _with_correction(engine: Engine, asked: ValidatedSearch, found: EngineResult, spelling: str) -> Answer:
    """The answer with another spelling of its query, if that finds more: offered, or where nothing was found, run."""
    q = asked.reading.q
    reading, query = read_query(spelling, asked.expand, asked.lexicon, engine)
    request = replace(asked.request, query=query)
    if found.total:
        better = engine.search(replace(request, limit=0, facets=()))
        if (_satisfying(better), better.total) > (_satisfying(found), found.total):
            asked = replace(asked, reading=replace(asked.reading, corrected=spelling))
        return Answer(asked, found)
    better = engine.search(request)
    if not better.total:
        return Answer(asked, found)
    warning = QueryWarning(
        "ran-corrected", f"nothing was found for {q.strip()}; these are the results for {spelling}", 0, len(q)
    )
    reading = replace(reading, q=q, corrected=spelling, warnings=(*asked.reading.warnings, warning))
    return Answer(replace(asked, reading=reading, request=request), better)


def _terms(node: Node) -> Iterator[Term]:
    """The terms that were typed without quotes and that nothing is known to be equal to, unless excluded."""
    if isinstance(node, Term):
        yield node
    elif not isinstance(node, Not | Expanded):
        for part in children(node):
            yield from _terms(part)


def _is_known(engine: Engine, term: Term) -> bool:
    """Whether documents write a term as it was typed: then it is neither pinyin nor mistyped, however rare it is."""
    found = term_words(term.text).every
    if len(found) == 1:
        return engine.word_frequency(found[0]) >= (SUGGESTED_FROM if term.text.isascii() else 1)
    return engine.frequencies((term.text,))[0] >= REREAD_BELOW


def _satisfying(found: EngineResult) -> int:
    """How many documents satisfy the whole query."""
    return found.total - found.partial_total


def _count(engine: Engine, asked: ValidatedSearch, part: Node) -> int:
    _, query = read_query(canonical(part), asked.expand, asked.lexicon, engine)
    return engine.search(SearchRequest(query, match="all", limit=0)).total
