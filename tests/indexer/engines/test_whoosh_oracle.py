"""Second opinions on the Whoosh engine: Whoosh's own searcher on the same folder, and the reference engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import pytest
from whoosh.index import open_dir
from whoosh.query import And, Not, Or, Query, Term
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from corpus.document import Document
from corpus.errors import QueryLimitError
from indexer.engine import FACET_KEYS, Engine, EngineResult, Filters, SearchRequest
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh import patterns, writer
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.schema import decode_document
from indexer.language.words import words
from indexer.query import ast
from indexer.ranking import APART_WEIGHT, K1, TITLE_WEIGHT, B
from tests.indexer.engines.harness import analyzed, document, found, put, search

ARTICLES = [
    document("a", "北京发布人工智能政策", "政策解读"),
    document("b", "政策利好，北京企业受益"),
    document("c", "人工智能与企业", "北京"),
    document("d", "企业政策，政策企业，北京的政策"),
    document("e", "天气预报"),
    document("f", "Governments govern.", "AI policy"),
]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine(tmp_path / "index", {}, create=True)) as engine:
        yield engine


@pytest.fixture
def searcher(engine: WhooshEngine, tmp_path: Path) -> Iterator[Searcher]:
    put(engine, ARTICLES)
    with open_dir(str(tmp_path / "index")).searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        yield searcher


def by_whoosh(searcher: Searcher, query: Query) -> set[str]:
    ids = searcher.reader().column_reader("id")
    return {ids[number] for number in searcher.docs_for_query(query)}


def word(text: str) -> Query:
    return Or([Term("title_words", text), Term("body_words", text)])


def test_whoosh_finds_the_same_by_words(engine: WhooshEngine, searcher: Searcher) -> None:
    one, other, third = (ast.Term(text) for text in ("北京", "政策", "企业"))
    both: list[tuple[ast.Node, Query]] = [
        (one, word("北京")),
        (ast.And((one, other)), And([word("北京"), word("政策")])),
        (ast.Or((other, third)), Or([word("政策"), word("企业")])),
        (ast.And((other, ast.Not(third))), And([word("政策"), Not(word("企业"))])),
        (ast.Term("北京", "title"), Term("title_words", "北京")),
        (ast.FacetIs("district", ("110000",)), Term("district", "110000")),
    ]
    for ours, theirs in both:
        assert found(engine, ours) == by_whoosh(searcher, theirs)
    assert found(engine, one) == {"a", "b", "c", "d"}


def scores_by_whoosh(searcher: Searcher, text: str) -> dict[str, float]:
    scores = [
        field
        for one in words(text)
        for field in (Term("title_words", one, boost=TITLE_WEIGHT), Term("body_words", one))
    ]
    ids = searcher.reader().column_reader("id")
    return {ids[hit.docnum]: hit.score for hit in searcher.search(Or(scores), limit=None)}


def test_whoosh_scores_words_the_same(engine: WhooshEngine, searcher: Searcher) -> None:
    # None holds these words in a row, so only words score.
    hits = search(engine, ast.Term("企业北京政策")).hits
    theirs = scores_by_whoosh(searcher, "企业北京政策")
    assert [hit.id for hit in hits] and {hit.matched_by for hit in hits} == {("words",)}
    expected = {hit.id: APART_WEIGHT * theirs[hit.id] for hit in hits}
    assert {hit.id: hit.score for hit in hits} == pytest.approx(expected)


def test_whoosh_scores_long_texts_in_many_segments_the_same(
    engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SEGMENT_TOKENS", 9_000)
    random = Random(3)
    vocabulary = ["北京", "政策", "企业", "天气", "发布", "，", "受益", "govern"]
    put(
        engine,
        [
            document(f"{number:02}", "天气".join(random.choices(vocabulary, k=random.randrange(1, 400))))
            for number in range(40)
        ],
    )
    assert engine.stats().segments > 3
    hits = search(engine, ast.Term("政策北京企业")).hits
    with open_dir(str(tmp_path / "index")).searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        theirs = scores_by_whoosh(searcher, "政策北京企业")
    assert len(hits) > 30 and {hit.matched_by for hit in hits} == {("words",)}
    assert {hit.id: hit.score for hit in hits} == pytest.approx(
        {hit.id: APART_WEIGHT * theirs[hit.id] for hit in hits}, rel=1e-5
    )


def test_whoosh_reads_terms_columns_and_documents(searcher: Searcher) -> None:
    reader = searcher.reader()
    assert set(reader.indexed_field_names()) == {
        *("title_words", "body_words", "title_units", "body_units", "id"),
        *("district", "industry", "source", "lang", "doc_number", "date"),
    }
    assert list(reader.all_terms()) == sorted(reader.all_terms())
    assert searcher.suggest("body_words", "企亚", maxdist=1) == ["企业"]
    assert list(reader.field_terms("id")) == ["a", "b", "c", "d", "e", "f"]
    assert reader.doc_frequency("body_words", "政策") == 3 and reader.frequency("body_words", "政策") == 5
    assert reader.doc_frequency("body_words", "无") == 0 == reader.frequency("body_words", "无")
    info = reader.term_info("body_words", "政策")
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (5, 3, 3)
    lengths = [len(words(ARTICLES[number].text)) for number in (0, 1, 3)]
    assert (info.min_length(), info.max_length()) == (min(lengths), max(lengths))
    assert (info.min_id(), info.max_id()) == (0, 3)
    assert ("id", "c") in reader and ("id", "x") not in reader
    assert reader.column_reader("day")[0] == 0 and len(reader.column_reader("hash")[0]) == 16
    assert decode_document(reader.stored_fields(5)["document"]) == ARTICLES[5]
    assert searcher.document_number(id="d") == 3


def test_whoosh_leaves_out_deleted_documents(engine: WhooshEngine, tmp_path: Path) -> None:
    put(engine, ARTICLES)
    with engine.writer() as opened:
        opened.delete("a")
    with open_dir(str(tmp_path / "index")).searcher() as searcher:
        assert by_whoosh(searcher, word("政策")) == {"b", "d"}
        assert searcher.doc_count() == 5
        assert [number for number, _ in searcher.reader().iter_docs()] == [1, 2, 3, 4, 5]


def test_whoosh_reads_the_positions_of_units(searcher: Searcher) -> None:
    reader = searcher.reader()
    postings = reader.postings("body_units", "政 策")
    found = {
        reader.column_reader("id")[number]: postings.value_as("positions") for number in iter_ids(postings)
    }
    assert found == {"a": [8], "b": [0], "d": [2, 5, 13]}
    assert next(term for _, term in reader.terms_from("title_units", "策 ")) == "策 解".encode()


def iter_ids(postings: object) -> Iterator[int]:
    while postings.is_active():  # type: ignore[attr-defined]
        yield postings.id()  # type: ignore[attr-defined]
        postings.next()  # type: ignore[attr-defined]


FRAGMENTS = (
    *"自贸区海淀人工智能的，。、",
    *(" AI ", " govern ", " government ", "5 ", "15", "国发〔2020〕12号", "GDP增长5.2%", "\n"),
)
WILDCARDS = (
    "海*区",
    "?贸",
    "gov*",
    "自?区",
    "*智能",
    "人*能*的",
    "gov?rn",
    "海?区?",
    "??区",
    "*ment",
    "5*",
    "*5 增",
)


def random_document(random: Random) -> Document:
    return Document(
        id=f"d{random.randrange(60)}",
        title="".join(random.choices(FRAGMENTS, k=random.randrange(6))),
        text="".join(random.choices(FRAGMENTS, k=random.randrange(60))),
        published=random.choice([None, date(2020, random.randint(1, 12), 3), date(2021, 5, 30)]),
        source=random.choice(["", "甲报", "乙报"]),
        lang=random.choice(["zh-Hans", "zh-Hant"]),
        districts=tuple(random.sample(["110108", "440300", "110000-bda"], random.randrange(3))),
        industries=tuple(random.sample(["new-it.ai", "finance.banking"], random.randrange(2))),
        doc_number=random.choice(["", "国发〔2020〕12号"]),
    )


def random_node(random: Random, depth: int = 0) -> ast.Node:
    if depth < 3 and random.random() < 0.55:
        parts = tuple(random_node(random, depth + 1) for _ in range(random.randint(2, 4)))
        return random.choice(
            [
                ast.And(parts),
                ast.And(parts, explicit=True),
                ast.Or(parts),
                ast.Not(parts[0]),
                ast.SomeOf(parts, random.randint(1, len(parts))),
            ]
        )
    text = "".join(random.choices(FRAGMENTS, k=random.randint(1, 4)))
    where: ast.TextField = random.choice(["any", "title"])
    return random.choice(
        [
            ast.Term(text, where),
            ast.Literal(text, where),
            ast.Wildcard(random.choice(WILDCARDS), where),
            ast.Expanded(
                ast.Term(text), (ast.Alternative(ast.Literal(random.choice(FRAGMENTS)), "synonym", 0.8),)
            ),
            ast.FacetIs("district", ("110000",)),
            ast.DocNumber("国发(2020)12号"),
            ast.DateRange(date(2020, 5, 1), random.choice([None, date(2021, 5, 12)])),
        ]
    )


def random_request(random: Random) -> SearchRequest:
    return SearchRequest(
        query=random_node(random),
        filters=Filters(
            district=random.choice([(), ("110000",)]),
            source=random.choice([(), ("甲报", "乙报")]),
            first=random.choice([None, date(2020, 6, 1)]),
        ),
        sort=random.choice(["relevance", "newest", "oldest"]),
        match=random.choice(["auto", "all", "any"]),
        limit=random.choice([None, 0, 3, 10]),
        offset=random.choice([0, 0, 2]),
        facets=FACET_KEYS,
    )


def compared(result: EngineResult) -> tuple[object, ...]:
    facets = {key: dict(values) for key, values in result.facets.items()}
    return result.total, result.literal_total, result.partial_total, result.hits, facets


def test_answers_to_the_bit_like_the_reference_over_many_segments_and_deletions(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "SEGMENT_TOKENS", 900)
    random = Random(86)
    reference = MemoryEngine()
    both: tuple[Engine, Engine] = (engine, reference)
    for _ in range(4):
        changes = [analyzed(*(random_document(random) for _ in range(5))) for _ in range(5)]
        deleted = [f"d{random.randrange(60)}" for _ in range(4)]
        for one in both:
            with one.writer() as opened:
                for change in changes:
                    opened.put(change)
                for document_id in deleted:
                    opened.delete(document_id)
    assert engine.stats().segments > 3
    assert engine.content_hashes() == reference.content_hashes()
    for _ in range(250):
        request = random_request(random)
        assert compared(engine.search(request)) == compared(reference.search(request)), request
    assert engine.check() == []


def test_a_wildcard_for_too_many_words_is_refused(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(engine, [document("a", "govern government governed"), document("b", "governs")])
    monkeypatch.setattr(patterns, "MAX_WILDCARD_WORDS", 3)
    assert found(engine, ast.Wildcard("govern?*")) == {"a", "b"}
    with pytest.raises(QueryLimitError, match="more than 3 words"):
        search(engine, ast.Wildcard("govern*"))


def test_two_wildcards_in_a_row_are_looked_up_each_by_itself_when_they_stand_for_much(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patterns, "PAIRED_CHOICES", 1)
    put(
        engine,
        [document("a", "govern main"), document("b", "main govern"), document("c", "governs maintain")],
    )
    assert found(engine, ast.Wildcard("gov* main*")) == {"a", "c"}


def test_keeps_half_a_character(engine: WhooshEngine) -> None:
    torn = document("torn\ud800", "半\ud83d字", "题\udc00", source="\ud801")
    put(engine, [torn])
    assert engine.document(torn.id) == torn
    assert found(engine, ast.Literal("\ud83d")) == {torn.id}
    assert dict(search(engine, ast.Everything(), facets=("source",)).facets["source"]) == {"\ud801": 1}
    assert engine.check() == []
