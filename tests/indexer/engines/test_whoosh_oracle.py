"""A second opinion on the Whoosh engine: Whoosh's own searcher on the same folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from whoosh.index import open_dir
from whoosh.query import And, Not, Or, Query, Term, TermRange
from whoosh.query.spans import SpanNear
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from corpus.document import Document
from corpus.errors import QueryLimitError
from indexer.engines.whoosh import merging, patterns, proximity, writer
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.stored import decode_document
from indexer.language.words import words
from indexer.query import ast
from indexer.settings import APART_WEIGHT, BM25_B, BM25_K1, LITERAL_WEIGHT, TITLE_WEIGHT
from tests.indexer.engines.generated import random_document
from tests.indexer.engines.harness import document, found, put, search

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
    with open_dir(str(tmp_path / "index")).searcher(weighting=BM25F(B=BM25_B, K1=BM25_K1)) as searcher:
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
    monkeypatch.setattr(merging, "MERGED_TOKENS", 9_000)
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
    with open_dir(str(tmp_path / "index")).searcher(weighting=BM25F(B=BM25_B, K1=BM25_K1)) as searcher:
        theirs = scores_by_whoosh(searcher, "政策北京企业")
    assert len(hits) > 30 and {hit.matched_by for hit in hits} == {("words",)}
    assert {hit.id: hit.score for hit in hits} == pytest.approx(
        {hit.id: APART_WEIGHT * theirs[hit.id] for hit in hits}, rel=1e-5
    )


def test_whoosh_reads_terms_columns_and_documents(searcher: Searcher) -> None:
    reader = searcher.reader()
    assert set(reader.indexed_field_names()) == {
        *("title_words", "body_words", "title_units", "body_units", "id"),
        *("district", "issued", "industry", "source", "lang", "doc_number", "cites", "date", "url"),
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
    while postings.is_active():
        yield postings.id()
        postings.next()


VOCABULARY = ("北京", "政策", "企业", "天气", "发布", "受益", "zone", "tax")
"""Words each of which stands where it stands as a word, so that Whoosh counts both alike."""


def random_article(random: Random, id: str) -> Document:
    return replace(
        random_document(random, id),
        title="，".join(random.choices(VOCABULARY, k=random.randrange(4))),
        text="，".join(random.choices(VOCABULARY, k=random.randrange(60))),
    )


Pair = tuple[ast.Node, Query]
"""The same query to ours and to theirs."""


def random_tree(random: Random, leaf: Callable[[Random], Pair], exclusions: bool, depth: int = 3) -> Pair:
    if depth == 0 or random.random() < 0.3:
        return leaf(random)
    parts = [random_tree(random, leaf, exclusions, depth - 1) for _ in range(random.randint(2, 3))]
    ours, theirs = tuple(own for own, _ in parts), [their for _, their in parts]
    if exclusions and random.random() < 0.3:
        return ast.And((ours[0], ast.Not(ours[1]))), And([theirs[0], Not(theirs[1])])
    return random.choice(((ast.And(ours), And(theirs)), (ast.Or(ours), Or(theirs))))


def random_word(random: Random) -> Pair:
    """A leaf that scores."""
    text = random.choice(VOCABULARY)
    where: ast.TextField = random.choice(("any", "any", "title"))
    node, weight = random.choice(
        ((ast.Term(text, where), 1 + LITERAL_WEIGHT), (ast.Literal(text, where), LITERAL_WEIGHT))
    )
    title = Term("title_words", text, boost=weight * TITLE_WEIGHT)
    return node, title if where == "title" else Or([title, Term("body_words", text, boost=weight)])


def random_filter(random: Random) -> Pair:
    """A leaf that scores nothing."""
    first, last = date(2020, random.randint(1, 6), 1), date(2020, random.randint(6, 12), 28)
    return random.choice(
        (
            (ast.FacetIs("district", ("110000",)), Term("district", "110000")),
            (ast.FacetIs("industry", ("new-it",)), Term("industry", "new-it")),
            (
                ast.FacetIs("source", ("甲报", "乙报")),
                Or([Term("source", "甲报"), Term("source", "乙报")]),
            ),
            (ast.DateRange(first, last), TermRange("date", first.isoformat(), last.isoformat())),
            (ast.DateRange(None, last), TermRange("date", None, last.isoformat())),
        )
    )


def random_leaf(random: Random) -> Pair:
    return random.choice((random_word, random_filter, random_near))(random)


def random_near(random: Random) -> Pair:
    """Two words of two characters each: the first of one is two units and the distance from that of the other."""
    both = random.sample(VOCABULARY[:6], 2)
    distance = random.choice((1, 4, 7, 30))
    in_fields = []
    for name in ("title", "body"):
        one, two = (Term(f"{name}_units", " ".join(word)) for word in both)
        in_fields.append(Near(one, two, slop=distance + 2, ordered=False, mindist=2))
    return ast.Near(tuple(map(ast.Term, both)), (distance,)), Or(in_fields)


class Near(SpanNear):
    def estimate_size(self, ixreader: object) -> int:
        """What Whoosh left out: as many documents as hold both."""
        return self.q.estimate_size(ixreader)


def test_whoosh_scores_the_same_by_generated_queries(
    engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoosh knows nothing of how near to each other the parts of a conjunction stand.
    monkeypatch.setattr(proximity, "PROXIMITY_WEIGHT", 0.0)
    monkeypatch.setattr(writer, "SEGMENT_TOKENS", 3_000)
    monkeypatch.setattr(merging, "MERGED_TOKENS", 3_000)
    assert all(words(text) == (text,) for text in VOCABULARY)
    random = Random(11)
    put(engine, [random_article(random, f"{number:02}") for number in range(60)])
    assert engine.stats().segments > 2
    satisfied = 0
    with open_dir(str(tmp_path / "index")).searcher(weighting=BM25F(B=BM25_B, K1=BM25_K1)) as searcher:
        ids = searcher.reader().column_reader("id")
        for _ in range(200):
            ours, theirs = random_tree(random, random_word, exclusions=False)
            filtering, filter = random_tree(random, random_filter, exclusions=True)
            hits = search(engine, ast.And((ours, filtering))).hits
            satisfied += 0 < len(hits) < 60
            assert {hit.id: hit.score for hit in hits} == pytest.approx(
                {ids[hit.docnum]: hit.score for hit in searcher.search(theirs, limit=None, filter=filter)},
                rel=1e-5,
            ), ours
    assert satisfied > 120


def test_whoosh_finds_the_same_by_generated_queries_after_deletions(
    engine: WhooshEngine, tmp_path: Path
) -> None:
    random = Random(12)
    put(engine, [random_article(random, f"{number:02}") for number in range(40)])
    put(engine, [random_article(random, f"{number:02}") for number in range(0, 40, 3)])
    with open_dir(str(tmp_path / "index")).searcher() as searcher:
        for _ in range(200):
            ours, theirs = random_tree(random, random_leaf, exclusions=True)
            assert found(engine, ours) == by_whoosh(searcher, theirs), ours


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
