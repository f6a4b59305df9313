"""The parts of a query near each other: looked up in few documents, with the same page as if in all."""

from __future__ import annotations

from random import Random

import pytest

from indexer.engine import SearchRequest
from indexer.engines.whoosh import merging, proximity, scoring, writer
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.proximity import standing
from indexer.query import ast
from tests.indexer.engines.harness import document, put

WORDS = ("北京", "政策", "企业", "天气", "，", "free trade zone", "发布会", "税")
ZONE = ast.Expanded(ast.Term("企业"), (ast.Alternative(ast.Literal("free trade zone"), "translation", 0.7),))
QUERIES = (
    ast.And((ast.Term("北京"), ast.Term("政策"))),
    ast.And((ast.Term("北京"), ZONE, ast.Term("发布会"))),
    ast.And((ast.Term("税"), ast.Boosted(ast.Literal("政策"), 3.0))),
    ast.And((ast.Term("zone"), ast.FacetIs("source", ("甲报",)), ast.Term("天气"))),
)


def test_a_page_is_the_beginning_of_the_whole_result(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SEGMENT_TOKENS", 9_000)
    monkeypatch.setattr(merging, "MERGED_TOKENS", 9_000)
    random = Random(5)
    put(
        engine,
        [
            document(f"{number:03}", "".join(random.choices(WORDS, k=random.randrange(120))), source="甲报")
            for number in range(300)
        ],
    )
    assert engine.stats().segments > 2
    looked_at = []
    for query in QUERIES:
        whole = engine.search(SearchRequest(query, limit=None)).hits
        assert len(whole) > 100
        with monkeypatch.context() as patched:
            patched.setattr(scoring, "_LOOKED_AT", 1)
            patched.setattr(proximity, "standing", _counting(looked_at))
            for offset, limit in ((0, 1), (0, 10), (37, 5)):
                page = engine.search(SearchRequest(query, limit=limit, offset=offset)).hits
                assert page == whole[offset : offset + limit]
    assert 0 < sum(looked_at) < len(looked_at) * 150


def _counting(looked_at: list[int]):
    def counted(generation, rows, documents):
        looked_at.append(len(documents))
        return standing(generation, rows, documents)

    return counted
