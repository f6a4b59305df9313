"""What else the query of a search may mean that finds next to nothing.

It is read as pinyin too, and other spellings are looked for; one that finds more is offered, and runs itself where the
query finds nothing at all.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from indexer.engine import Engine, EngineResult, SearchRequest
from indexer.language.lexicon import lexicon
from indexer.parameters import ValidatedSearch, read_query
from indexer.query.ast import Node
from indexer.query.canonical import canonical
from indexer.query.grammar import parse
from indexer.query.reading import QueryWarning
from indexer.suggesting.answering import Answer, satisfying
from indexer.suggesting.correcting import corrected
from indexer.suggesting.saying import with_pinyin
from indexer.suggesting.suggester import suggester


def reread(engine: Engine, asked: ValidatedSearch, found: EngineResult) -> Answer:
    """The answer to a search that found next to nothing, once its query was read anew. Raises EngineError."""
    known = suggester(engine, asked.lexicon)
    count = partial(_count, engine, asked)
    typed = parse(asked.reading.q).node
    if asked.expand:
        said = cache(partial(with_pinyin, shelf=known.terms, lexicon=lexicon(*asked.lexicon), count=count))
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
        if (satisfying(better), better.total) > (satisfying(found), found.total):
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


def _count(engine: Engine, asked: ValidatedSearch, part: Node) -> int:
    _, query = read_query(canonical(part), asked.expand, asked.lexicon, engine)
    return engine.search(SearchRequest(query, match="all", limit=0)).total
