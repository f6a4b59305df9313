"""The part of the contract about occurrences: how often a query stands where, and how often words do."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from corpus.document import Document
from indexer.engine import Engine, Filters, SearchRequest
from indexer.engines.memory import MemoryEngine
from indexer.language.words import words
from indexer.query.ast import Node
from indexer.query.grammar import parse
from indexer.query.literal import literally
from tests.indexer.engines.generated import Searches, random_document
from tests.indexer.engines.harness import Harness, document, put

TEXTS = [
    document("a", "海淀的自贸区。自贸区、自贸区；自 贸\n区", "自贸区", "2021-05-01", source="甲报"),
    document("b", "自貿區在海淀，人人人 AI ai aim", "海淀", "2020-01-01", source="乙报"),
    document("c", "海淀没有", "", "2021-05-01"),
    document("d", "保税区，自贸区", "", source="甲报"),
]


def counted(engine: Engine, query: str, **options: object) -> dict[str, tuple[int, int]]:
    """How often a query, as it is typed, stands in title and text of each document, in the order they come in."""
    return occurring(engine, SearchRequest(literal(query), match="all", **options))


def occurring(engine: Engine, request: SearchRequest) -> dict[str, tuple[int, int]]:
    found = engine.occurrences(request)
    columns = zip(found.in_titles.tolist(), found.in_texts.tolist(), strict=True)
    return dict(zip(found.ids, columns, strict=True))


def literal(query: str) -> Node:
    return literally(parse(query).node)


class OccurrenceContract(Harness):
    @pytest.mark.parametrize(
        ("query", "scanned"),
        [
            ("自贸区", r"自\s*[贸貿]\s*[区區]"),
            ("自貿區", r"自\s*[贸貿]\s*[区區]"),
            ("区", "[区區]"),
            ("人人", "人人"),
            ("AI", r"\b(?i:ai)\b"),
            ("区。", "区。"),
            ("没有", "没有"),
            ("无处", "无处"),
        ],
    )
    def test_a_literal_stands_as_often_as_a_scan_finds_it(
        self, engine: Engine, query: str, scanned: str
    ) -> None:
        put(engine, TEXTS)
        found = {
            one.id: tuple(len(re.findall(f"(?={scanned})", text)) for text in (one.title, one.text))
            for one in TEXTS
        }
        assert counted(engine, f'"{query}"') == {id: counts for id, counts in found.items() if any(counts)}

    def test_documents_come_by_date_and_id_and_undated_ones_last(self, engine: Engine) -> None:
        for one in (*TEXTS, replace(TEXTS[1], id="e"), replace(TEXTS[0], id="0")):
            put(engine, [one])
        assert list(counted(engine, "海淀 OR 自贸区")) == ["b", "e", "0", "a", "c", "d"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("title:自贸区", {"a": (1, 0)}),
            ("海淀 自贸区", {"b": (1, 2), "a": (1, 5)}),
            ("自贸区 -保税区", {"b": (0, 1), "a": (1, 4)}),
            ("自?区 OR 自贸区", {"b": (0, 1), "a": (1, 4), "d": (0, 1)}),
            ("自贸 OR 自贸区", {"b": (0, 2), "a": (2, 8), "d": (0, 2)}),
            ("保税区 NEAR/1 自贸区", {"d": (0, 1)}),
            ("自贸区 NEAR/1 海淀", {"b": (0, 1), "a": (0, 1)}),
            ("自贸区 NEAR/2 自贸区 NEAR/1 海淀", {"a": (0, 1)}),
            ("淀 NEAR/0 的 NEAR/7 “、”", {"a": (0, 1)}),
            ("淀 NEAR/7 的 NEAR/0 “、”", {}),
            ("source:甲报", {}),
            ("", {}),
        ],
    )
    def test_what_of_a_query_occurs(
        self, engine: Engine, query: str, found: dict[str, tuple[int, int]]
    ) -> None:
        put(engine, TEXTS)
        assert counted(engine, query) == found

    def test_filters_and_families_narrow_what_is_looked_at(self, engine: Engine) -> None:
        long = "自贸区挂牌，海淀区发布实施方案，企业登记更加便利，服务窗口随之设立，" * 3
        put(engine, [*TEXTS, document("copy-1", long), document("copy-2", long)])
        assert list(counted(engine, "自贸区", filters=Filters(source=("甲报",)))) == ["a", "d"]
        assert list(counted(engine, "自贸区", collapse=True)) == ["b", "a", "copy-1", "d"]

    def test_the_page_that_is_asked_for_does_not_matter(self, engine: Engine) -> None:
        put(engine, TEXTS)
        assert counted(engine, "海淀", limit=1, offset=1) == counted(engine, "海淀")

    def test_words_are_counted_in_the_documents_of_a_result(self, engine: Engine) -> None:
        for one in TEXTS:
            put(engine, [one])
        put(engine, [document("gone", "海淀 海淀")])
        with engine.writer() as writer:
            writer.delete("gone")
        asked = ["海淀", "ai", "nowhere"]
        for request, among in (
            (SearchRequest(limit=0), TEXTS),
            (SearchRequest(filters=Filters(source=("乙报",))), TEXTS[1:2]),
        ):
            held = [word for one in among for text in (one.title, one.text) for word in words(text)]
            found = engine.word_counts(asked, request)
            assert list(found.counts) == [held.count(word) for word in asked]
            assert found.total == len(held)

    @pytest.mark.parametrize("seed", range(3))
    def test_it_counts_as_the_reference_does(self, engine: Engine, seed: int) -> None:
        random = Random(seed)
        documents: list[Document] = [random_document(random, f"d{number}") for number in range(24)]
        reference = MemoryEngine()
        for part in (documents[:9], documents[9:]):
            put(engine, part)
            put(reference, part)
        searches = Searches(random, documents)
        for _ in range(60):
            request = searches.request()
            request = replace(request, query=literally(request.query))
            assert occurring(engine, request) == occurring(reference, request)
            some = [word for one in random.choices(documents, k=3) for word in words(one.text)][:9]
            assert engine.word_counts(some, request) == reference.word_counts(some, request)
