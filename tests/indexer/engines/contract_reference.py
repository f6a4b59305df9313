"""The part of the contract that holds an engine to the reference engine, on generated documents and queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.engine import FACET_KEYS, Engine, EngineResult, Filters, Match, RankedHit, SearchRequest, Sort
from indexer.engines.memory import MemoryEngine
from indexer.query.ast import (
    Alternative,
    And,
    Boosted,
    DateRange,
    DocNumber,
    Everything,
    Expanded,
    FacetIs,
    Literal,
    MatchKind,
    Near,
    Node,
    Not,
    NumberRole,
    Or,
    SomeOf,
    Term,
    TextField,
    Wildcard,
)
from tests.indexer.engines.harness import Harness, put

FRAGMENTS = [
    *(
        "自贸区",
        "自貿區",
        "海淀",
        "海淀区",
        "人工智能",
        "政策",
        "试点",
        "试点政策",
        "发展改革委",
        "灯",
        "的",
        "北京市",
    ),
    *("，", "。", "“", "”", " ", "\n", "AI", "zone", "zones", "free trade zone", "regulation", "regulated"),
    *("第5条", "第15条", "５．２％", "2020年", "国发〔2015〕12号", "國發[2015]12號", "㙍", "𠮷"),
]
PATTERNS = [
    "自*区",
    "自?",
    "?区",
    "zo*",
    "*ed",
    "第?条",
    "第*条",
    "regulat*n",
    "的*试点",
    "1?条",
    "free * zone",
    "*",
    "海?区*政策",
]
DISTRICTS = ["110000", "110108", "110108-shangdi", "440300"]
INDUSTRIES = ["new-it", "new-it.ai", "finance.banking"]
SOURCES = ["甲报", "乙报"]
LANGUAGES = ["zh-Hans", "zh-Hant", "en"]

texts = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
phrases = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=2).map("".join)
days = st.dates(date(2019, 12, 30), date(2021, 1, 2))
fields = st.sampled_from(get_args(TextField))


def some(values: list[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def document_lists(draw: st.DrawFn) -> list[Document]:
    return [
        Document(
            id=f"文-{number}",
            title=draw(texts),
            text=draw(texts),
            published=draw(st.none() | days),
            source=draw(st.sampled_from(["", *SOURCES])),
            lang=draw(st.sampled_from(["", *LANGUAGES])),
            districts=draw(some(DISTRICTS, 2)),
            industries=draw(some(INDUSTRIES, 2)),
            doc_number=draw(st.sampled_from(["", "", "国发〔2015〕12号"])),
            issued_in=draw(st.sampled_from(["", *DISTRICTS])),
        )
        for number in range(draw(st.integers(0, 14)))
    ]


terms = st.builds(Term, phrases, fields)
literals = st.builds(Literal, phrases, fields)
alternatives = st.builds(
    Alternative, literals, st.sampled_from(get_args(MatchKind)[2:]), st.sampled_from([0.5, 0.8])
)
leaves: st.SearchStrategy[Node] = st.one_of(
    terms,
    literals,
    st.builds(Wildcard, st.sampled_from(PATTERNS), fields),
    st.builds(Expanded, terms, st.lists(alternatives, min_size=1, max_size=2).map(tuple)),
    st.builds(FacetIs, st.just("district"), some(DISTRICTS, 2)),
    st.builds(FacetIs, st.just("issued"), some(DISTRICTS, 2)),
    st.builds(FacetIs, st.just("source"), some(SOURCES, 2)),
    st.builds(DateRange, st.none() | days, st.none() | days),
    st.builds(DocNumber, st.just("国发〔2015〕12号"), st.sampled_from(get_args(NumberRole))),
    st.just(Everything()),
)


sides = st.one_of(
    terms,
    literals,
    st.builds(Wildcard, st.sampled_from(PATTERNS), fields),
    st.builds(Expanded, terms, alternatives.map(lambda alternative: (alternative,))),
    st.builds(Or, st.tuples(literals, terms)),
)
leaves |= st.one_of(
    st.builds(Near, st.tuples(sides, sides), st.tuples(st.integers(0, 5))),
    st.builds(Near, st.tuples(sides, sides, sides), st.tuples(st.integers(0, 12), st.integers(0, 12))),
)


def _some_of(parts: list[Node], minimum: int, sizes: list[int], evidence: list[Node]) -> Node:
    counted = tuple(sizes[: len(parts)])
    return SomeOf(tuple(parts), min(minimum, sum(counted) or len(parts)), counted, tuple(evidence))


evidence = st.one_of(
    terms,
    literals,
    st.builds(Wildcard, st.sampled_from(PATTERNS), fields),
    st.builds(Boosted, terms, st.sampled_from([0, 0.5, 3])),
    st.builds(Expanded, terms, alternatives.map(lambda alternative: (alternative,))),
)


def _trees(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    parts = st.lists(nodes, min_size=1, max_size=3)
    return st.one_of(
        st.builds(And, parts.map(tuple), st.booleans()),
        st.builds(Or, parts.map(tuple)),
        st.builds(Not, nodes),
        st.builds(Boosted, nodes, st.sampled_from([0, 0.5, 3])),
        st.builds(
            _some_of,
            parts,
            st.integers(1, 3),
            st.just([]) | st.lists(st.integers(1, 3), min_size=3, max_size=3),
            st.lists(evidence, max_size=2),
        ),
    )


# What people type most: a few words side by side, which may be relaxed.
rows = st.lists(st.one_of(terms, literals, terms.map(Not)), min_size=3, max_size=4).map(
    lambda parts: And(tuple(parts))
)
requests = st.builds(
    SearchRequest,
    query=st.recursive(leaves, _trees, max_leaves=6) | rows | rows,
    filters=st.builds(
        Filters,
        some(DISTRICTS, 2),
        some(INDUSTRIES, 1),
        some(SOURCES, 1),
        some(LANGUAGES, 2),
        st.none() | days,
        st.none() | days,
    )
    | st.just(Filters()),
    sort=st.sampled_from(get_args(Sort)),
    match=st.sampled_from(get_args(Match)),
    limit=st.none(),
    facets=st.just(FACET_KEYS),
)


def by_id(result: EngineResult) -> dict[str, RankedHit]:
    return {hit.id: hit for hit in result.hits}


def assert_in_order(result: EngineResult, request: SearchRequest, documents: dict[str, Document]) -> None:
    """The hits stand as their own scores and dates say, whole ones before those in part."""

    def key(hit: RankedHit) -> tuple[object, ...]:
        published = documents[hit.id].published
        day = published.toordinal() if published else 0
        by_date = (published is None, day if request.sort == "oldest" else -day)
        if request.sort == "relevance":
            return (hit.partial, -hit.score, *by_date, hit.id)
        return (hit.partial, *by_date, -hit.score, hit.id)

    assert list(result.hits) == sorted(result.hits, key=key)


class ReferenceContract(Harness):
    @settings(
        deadline=None,
        max_examples=40,
        suppress_health_check=[
            HealthCheck.differing_executors,
            HealthCheck.too_slow,
            HealthCheck.large_base_example,
        ],
    )
    @given(
        documents=document_lists(),
        wanted=st.lists(requests, min_size=1, max_size=8),
        replaced=st.integers(0, 14),
    )
    def test_it_answers_as_the_reference_does(
        self, documents: list[Document], wanted: list[SearchRequest], replaced: int
    ) -> None:
        reference = MemoryEngine()
        with self.holding(documents[:replaced] + documents[:2]) as engine:
            put(engine, documents[2:])
            put(reference, documents)
            for request in wanted:
                self._compare(engine, reference, request, {one.id: one for one in documents})
            self._compare_tallies(engine, reference, wanted)

    def _compare(
        self, engine: Engine, reference: MemoryEngine, request: SearchRequest, documents: dict[str, Document]
    ) -> None:
        found, expected = engine.search(request), reference.search(request)
        hits, expected_hits = by_id(found), by_id(expected)
        assert hits.keys() == expected_hits.keys()
        for id, hit in hits.items():
            assert (hit.matched_by, hit.partial) == (expected_hits[id].matched_by, expected_hits[id].partial)
            if self.exact_scores:
                assert hit.score == pytest.approx(expected_hits[id].score, rel=1e-6)
        assert (found.total, found.literal_total, found.partial_total) == (
            expected.total,
            expected.literal_total,
            expected.partial_total,
        )
        assert found.facets == expected.facets
        assert_in_order(found, request, documents)

    def _compare_tallies(
        self, engine: Engine, reference: MemoryEngine, requests: list[SearchRequest]
    ) -> None:
        one = requests[0]
        for request in (one, replace(one, collapse=True)):
            expected = reference.timelines(request, "month", "district")
            assert engine.timelines(request, "month", "district") == expected
        first_uses = reference.first_uses(one, "district")
        assert list(engine.first_uses(one, "district").items()) == list(first_uses.items())
        found, totals = (each.word_totals(requests[:2], 2) for each in (engine, reference))
        assert (found.words, found.sizes) == (totals.words, totals.sizes)
        assert (found.totals == totals.totals).all()
        assert (found.holders == totals.holders).all()
