"""Searches whose documents are counted rather than ranked: which documents these are."""

from __future__ import annotations

from dataclasses import replace

from indexer.engine import Engine
from indexer.parameters import SearchParameters, ValidatedSearch, validate
from indexer.query.ast import Or
from indexer.query.relax import relaxations
from indexer.suggesting.answering import answer


def counted_search(engine: Engine, parameters: SearchParameters) -> ValidatedSearch:
    """The search that is counted for what a user asks: its request has ``match="all"``.

    Documents count that satisfy the whole query: those that satisfy a part follow in a list of results where few
    satisfy the whole, and would make a rare term seem frequent. With ``match=any``, which somebody chose, those count
    that satisfy any part. A query that finds next to nothing is read anew, as it is for the list. Raises what
    :func:`indexer.search.search` does.
    """
    asked = validate(replace(parameters, limit=0, offset=0, facets=()), engine)
    request = asked.request
    if request.match != "any":
        return answer(engine, replace(asked, request=replace(request, match="all"))).search
    counted = answer(engine, asked).search
    any_part = (counted.request.query, *relaxations(counted.request.query, "any"))
    return replace(counted, request=replace(counted.request, query=Or(any_part), match="all"))
