"""Which match of a document an occurrence is."""

from __future__ import annotations

import pytest

from indexer.concordance.asking import ConcordanceParameters
from indexer.concordance.kwic import concordance
from indexer.concordance.marking import match_numbers
from indexer.search import SearchParameters, document_view
from tests.indexer.articles import engine_of
from tests.indexer.concordance.texts import DOCUMENTS


@pytest.mark.parametrize("expand", [True, False])
@pytest.mark.parametrize("q", ["政策", "支持政策", "政策 OR 支持政策", "policy"])
def test_a_line_lies_in_the_match_that_is_named(q, expand):
    engine = engine_of(DOCUMENTS)
    search = SearchParameters(q, expand=False, limit=None)
    lines = concordance(engine, ConcordanceParameters(search)).lines
    marked = SearchParameters(q, expand=expand)
    numbers = match_numbers(engine, marked, lines)
    assert 0 in numbers
    for line, number in zip(lines, numbers, strict=True):
        assert (line.field == "title") == (number == 0)
        if number:
            view = document_view(engine, line.id, q, expand=expand)
            start, end = view.text_matches[number - 1]
            assert start <= line.start
            assert line.end <= end
