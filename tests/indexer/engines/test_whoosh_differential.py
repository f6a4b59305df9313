"""Thousands of generated searches, each answered to the bit as the reference engine answers it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import get_args

import pytest

from indexer.build import build
from indexer.engine import FACET_KEYS, Engine, EngineResult, SearchRequest
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh import (
    evaluate,
    facets,
    generation,
    merging,
    patterns,
    scoring,
    unit_arrays,
    units,
    writer,
)
from indexer.engines.whoosh.arrays import Integers
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.words import Postings
from indexer.query.ast import Literal, MatchKind, Near, Node, Or, SomeOf, Wildcard, children
from indexer.query.matching import Pattern
from tests.indexer.engines.generated import Searches, random_document
from tests.indexer.engines.harness import analyzed, document, put

SAMPLE = Path(__file__).parents[3] / "corpus" / "sample"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine(tmp_path / "index", {}, create=True)) as engine:
        yield engine


def compared(result: EngineResult) -> dict[str, object]:
    """All of an answer, in which the order of the hits counts and that of a facet's values too."""
    return {
        "totals": (result.total, result.literal_total, result.partial_total),
        "hits": result.hits,
        "facets": {key: list(counts.items()) for key, counts in result.facets.items()},
    }


def held_to(
    reference: Engine, engine: Engine, searches: Searches, count: int
) -> Iterator[tuple[SearchRequest, EngineResult]]:
    """So many searches and how both engines answer them alike."""
    for _ in range(count):
        request = searches.request()
        expected = reference.search(request)
        assert compared(engine.search(request)) == compared(expected), request
        yield request, expected


def reached(request: SearchRequest, result: EngineResult) -> Iterator[str]:
    """What an answer that finds something shows to be right."""
    if not result.total:
        return
    yield from {type(node).__name__ for node in walk(request.query)}
    if any(isinstance(node, SomeOf) and node.evidence for node in walk(request.query)):
        yield "evidence"
    yield from {kind for hit in result.hits for kind in hit.matched_by}
    yield from {key for key, counts in result.facets.items() if len(counts) > 1}
    yield from {f"sort={request.sort}", f"match={request.match}"}
    if result.partial_total and result.partial_total < result.total:
        yield "whole and partial"
    if any(hit.score == following.score > 0 for hit, following in pairwise(result.hits)):
        yield "ties"
    if request.limit and request.offset and result.hits:
        yield "a later page"
    if any(vars_of(request.filters)):
        yield "filters"
    if request.limit is not None and request.limit < result.total:
        yield "more than a page"


def vars_of(filters: object) -> list[object]:
    return [getattr(filters, name) for name in filters.__dataclass_fields__]


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in children(node):
        yield from walk(child)


THRESHOLDS = (
    (scoring, "_FEW"),
    (facets, "_FEW"),
    (generation, "_FEW_IDS"),
    (patterns, "PAIRED_CHOICES"),
    (units, "_FEW_PLACES"),
    (unit_arrays, "FREQUENT"),
    (evaluate, "_FEW"),
)
"""Where there are two ways to the same answer, the numbers that choose; the smallest chooses the rarer way."""

EVERYTHING = {
    *("Everything", "Term", "Literal", "Wildcard", "FacetIs", "DocNumber", "DateRange", "And", "Or", "Not"),
    *("Near", "Boosted", "SomeOf", "Expanded", *get_args(MatchKind), *FACET_KEYS),
    *("sort=relevance", "sort=newest", "sort=oldest", "match=auto", "match=all", "match=any"),
    *("whole and partial", "evidence", "ties", "a later page", "more than a page", "filters"),
}


@pytest.mark.parametrize(
    ("seed", "segment_tokens", "merged_tokens", "merge_factor", "at_least", "another_way"),
    [
        (1, 1_000_000, 1_000_000, 2, 1, False),
        (2, 400, 1_000_000, 3, 1, True),
        (3, 1_000_000, 1_000_000, 4, 3, False),
        (4, 900, 1_000, 8, 4, True),
        (6, 300, 0, 100, 6, False),
    ],
)
def test_texts_in_many_segments_with_deletions_replacements_and_merges(
    engine: WhooshEngine,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    segment_tokens: int,
    merged_tokens: int,
    merge_factor: int,
    at_least: int,
    another_way: bool,
) -> None:
    if another_way:
        for module, threshold in THRESHOLDS:
            monkeypatch.setattr(module, threshold, 0)
    monkeypatch.setattr(writer, "SEGMENT_TOKENS", segment_tokens)
    monkeypatch.setattr(merging, "MERGED_TOKENS", merged_tokens)
    monkeypatch.setattr(merging, "MERGE_FACTOR", merge_factor)
    random = Random(seed)
    reference = MemoryEngine()
    seen = set()
    segments = []
    for _ in range(6):
        changes = [random_document(random, f"文{random.randrange(40)}") for _ in range(14)]
        batches = [changes[0:1], changes[1:4], changes[4:5], changes[5:10], changes[10:12], changes[12:]]
        deleted = [f"文{random.randrange(40)}" for _ in range(3)]
        for one in (engine, reference):
            with one.writer() as opened:
                for batch in batches:
                    opened.put(analyzed(*batch))
                for id in deleted:
                    opened.delete(id)
        assert engine.content_hashes() == reference.content_hashes()
        segments.append(engine.stats().segments)
        for answered in held_to(reference, engine, Searches(random, changes), 100):
            seen.update(reached(*answered))
    assert engine.check() == []
    assert max(segments) >= at_least
    assert seen == EVERYTHING


def test_the_sample_articles(engine: WhooshEngine) -> None:
    reference = MemoryEngine()
    for path in sorted(SAMPLE.iterdir()):
        for one in (engine, reference):
            assert build(one, [path]).failed == 0
    articles = [one for one in reference.documents(reference.content_hashes()) if one]
    assert len(articles) > 30 and engine.stats().segments > 3
    assert len(list(held_to(reference, engine, Searches(Random(6), articles), 600))) == 600


def test_what_is_frequent_is_looked_for_among_what_has_the_rest(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, threshold in ((unit_arrays, "FREQUENT"), (evaluate, "_FEW")):
        monkeypatch.setattr(module, threshold, 0)
    narrowed = []
    among = Generation.pattern_among

    def counted(generation: Generation, field: str, pattern: Pattern, documents: Integers) -> Postings:
        narrowed.append(pattern)
        return among(generation, field, pattern, documents)

    monkeypatch.setattr(Generation, "pattern_among", counted)
    random = Random(8)
    articles = [random_document(random, f"{number:02}") for number in range(40)]
    reference = MemoryEngine()
    for start in range(0, len(articles), 8):
        put(engine, articles[start : start + 8])
    put(reference, articles)
    assert len(list(held_to(reference, engine, Searches(random, articles), 300))) == 300
    assert len(narrowed) >= 20


def test_nearness_in_texts_of_few_characters(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where sides overlap, repeat, touch and hold each other, at the edges of texts and across segments."""
    monkeypatch.setattr(merging, "MERGE_FACTOR", 100)
    random = Random(7)
    reference = MemoryEngine()

    def text(longest: int) -> str:
        return "".join(random.choices("甲甲乙乙丙，", k=random.randint(1, longest)))

    def side() -> Node:
        way = random.random()
        if way < 0.3:
            return Or((Literal(text(1)), Literal(text(4), random.choice(("any", "any", "title")))))
        if way < 0.5:
            return Wildcard(random.choice("甲乙丙") + random.choice(("?", "*", "?*", "??")) + text(2))
        return Literal(text(2))

    texts = [document(f"{number:02}", text(14), text(5)) for number in range(27)]
    for start in range(0, len(texts), 3):
        put(engine, texts[start : start + 3])
    put(reference, texts)
    assert engine.stats().segments == 9
    for _ in range(500):
        sides = tuple(side() for _ in range(random.choice((2, 2, 3))))
        near = Near(sides, tuple(random.randint(0, 3) for _ in sides[1:]))
        request = SearchRequest(near, match="all", limit=None)
        assert compared(engine.search(request)) == compared(reference.search(request)), near
