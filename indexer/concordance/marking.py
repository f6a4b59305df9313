"""Which of the marks of a document an occurrence is, so that one can go there from a line of a concordance."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from indexer.concordance.lines import Line
from indexer.engine import Engine
from indexer.highlight import highlighter, spans
from indexer.parameters import SearchParameters, read_query


def match_numbers(engine: Engine, search: SearchParameters, lines: Sequence[Line]) -> list[int]:
    """For each line the number of the match in its document's text that it lies in, from 1; 0 where it is in the title.

    Matches are those of :func:`indexer.search.document_view`, for the ``q`` and ``expand`` of a search.
    """
    _, query = read_query(search.q, search.expand, search.lexicon, engine)
    ids = list(dict.fromkeys(line.id for line in lines))
    read = [one for one in engine.documents(ids) if one is not None]
    marks = highlighter(query).marks([one.text for one in read])
    starts = {one.id: [start for start, _ in spans(marked)] for one, marked in zip(read, marks, strict=True)}
    return [
        bisect_right(starts.get(line.id, []), line.start) if line.field == "text" else 0 for line in lines
    ]
