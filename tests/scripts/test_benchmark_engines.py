"""Every engine is given equal work: they find and count the same where they mean the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from benchmark.documents import FACETS, facet_values, load, repeated, save
from benchmark.engines import ENGINES
from benchmark.page import HITS, PageMaker
from benchmark.queries import LITERAL, Query
from indexer.language.words import words
from tests.scripts.articles import articles

DOCUMENTS = articles(40)
HELD = [set(words(one.title) + words(one.text)) for one in DOCUMENTS]
QUERIES = [
    Query("frequent word", "建设", ("建设",)),
    Query("two words", "企业 银行", ("企业", "银行")),
    Query("three words", "教育 企业 银行", ("教育", "企业", "银行")),
]


@pytest.fixture(scope="module", params=ENGINES)
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageMaker]:
    engine = import_module(f"benchmark.{request.param}")
    folder = tmp_path_factory.mktemp("indexes") / request.param
    engine.warm()
    engine.write(DOCUMENTS, folder, 1)
    with engine.pages(folder) as maker:
        yield maker


def expected(query: Query) -> list[int]:
    return [number for number, held in enumerate(HELD) if held.issuperset(query.words)]


def counted(facets: Any) -> dict[str, dict[str, int]]:
    """The counts of any engine in one form."""
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    if isinstance(facets, list):
        for facet, value, count in facets:
            counts[facet][str(value)] = count
        return counts
    for facet in FACETS:
        found = facets[facet]
        if isinstance(found, Counter):
            pairs = list(found.items())
        elif isinstance(found, dict):
            pairs = [(bucket["key"], bucket["doc_count"]) for bucket in found["buckets"]]
        else:
            pairs = [(value.code, value.count) for value in found]
        counts[facet] = {str(int(key) if isinstance(key, float) else key): count for key, count in pairs}
    return counts


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.text)
def test_totals_hits_and_counts_are_those_of_the_documents(page: PageMaker, query: Query) -> None:
    documents = [DOCUMENTS[number] for number in expected(query)]
    made = page(query)
    assert made.total == len(documents) > 0
    assert len(made.hits) == min(HITS, len(documents))
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for document in documents:
        districts, industries, year, source = facet_values(document)
        counts["district"].update(districts)
        counts["industry"].update(industries)
        counts["year"].update([str(year)] if year else [])
        counts["source"].update([source] if source else [])
    assert counted(made.facets) == counts


def test_snippets_are_highlighted(page: PageMaker) -> None:
    for hit in page(QUERIES[0]).hits:
        if not isinstance(hit, Hit):
            assert "<b" in hit[1]
        else:
            assert any(snippet.matches for snippet in hit.snippets)


@pytest.mark.parametrize("engine", [engine for engine in ENGINES if engine != "stock_whoosh"])
def test_a_literal_is_a_phrase_where_an_engine_knows_words_only(engine: str, tmp_path: Path) -> None:
    module = import_module(f"benchmark.{engine}")
    module.write(DOCUMENTS, tmp_path / "index", 1)
    with module.pages(tmp_path / "index") as page:
        apart = Query("two words", "建设 企业", ("建设", "企业"))
        in_a_row = Query(LITERAL, '"企业建设"', ("企业", "建设"))
        assert page(in_a_row).total == sum("企业建设" in one.text for one in DOCUMENTS)
        assert page(apart).total > page(Query(LITERAL, '"建设企业"', ("建设", "企业"))).total == 0


def test_documents_come_back_as_they_were_saved(tmp_path: Path) -> None:
    save(DOCUMENTS, tmp_path / "documents.jsonl")
    assert load(tmp_path / "documents.jsonl") == DOCUMENTS


def test_repeated_documents_differ_in_their_ids_alone() -> None:
    many = list(repeated(DOCUMENTS, 3))
    assert len({one.id for one in many}) == len(many) == 3 * len(DOCUMENTS)
    assert [one.text for one in many] == 3 * [one.text for one in DOCUMENTS]
