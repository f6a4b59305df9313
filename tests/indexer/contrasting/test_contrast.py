"""Two sides of a search, held to plain counting over the documents."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from corpus.document import Document
from corpus.errors import RequestError
from indexer.contrasting.contrast import Side, contrast
from indexer.contrasting.keyness import frequency_likelihood
from indexer.engine import Engine
from indexer.language.words import words
from indexer.search import SearchParameters
from tests.indexer.articles import engine_of

NORTH = "补贴芯片企业和算力平台，支持芯片设计。"
SOUTH = "补贴渔港渔船更新，渔港码头渔业合作社可以申请。"
DOCUMENTS = (
    *(
        Document(
            id=f"n{number}",
            title=f"芯片通知{number}",
            text=NORTH + f"第{number}批。" * number,
            published=date(2019 + number % 3, 5, number + 1),
            source="甲报",
            lang="zh-Hans",
            districts=("110108",),
        )
        for number in range(8)
    ),
    *(
        Document(
            id=f"s{number}",
            title=f"渔港公告{number}",
            text=SOUTH + f"第{number}号。" * number,
            published=date(2020, 1, number + 1) if number else None,
            source="乙报",
            lang="zh-Hans",
            districts=("460200",),
        )
        for number in range(8)
    ),
    Document(
        id="both", title="", text="补贴两地合作。", published=date(2018, 1, 1), districts=("110108", "460200")
    ),
    Document(id="else", title="天气", text="今日晴。", published=date(2017, 1, 1), districts=("110108",)),
)
SUBSIDY = SearchParameters('"补贴"', expand=False)
A, B = Side(district=("海淀",)), Side(district=("460200",))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(DOCUMENTS)


def held(district: str) -> list[Document]:
    return [one for one in DOCUMENTS if district in one.districts and "补贴" in one.text]


def test_counts_shares_and_first_documents_are_those_of_a_scan(engine):
    found = contrast(engine, SUBSIDY, A, B)
    assert (found.a.total, found.a.documents, found.a.undated) == (9, 10, 0)
    assert (found.b.total, found.b.documents, found.b.undated) == (9, 9, 1)
    assert found.a.per_10_000 == 9000
    assert found.shared == 1
    assert (found.a.labels, found.b.labels) == (("海淀区",), ("三亚市",))
    assert found.a.first and found.b.first and found.a.first.id == found.b.first.id == "both"


def test_words_are_counted_over_all_documents_of_each_side(engine):
    found = contrast(engine, SUBSIDY, A, B)
    sides = [
        Counter(word for one in held(code) for text in (one.title, one.text) for word in words(text))
        for code in ("110108", "460200")
    ]
    assert {"芯片"} <= {word.word for word in found.a.words}
    assert any("渔" in word.word for word in found.b.words)
    for own, other, given in ((*sides, found.a.words), (*sides[::-1], found.b.words)):
        assert given
        for word in given:
            assert (word.count, word.other_count) == (own[word.word], other[word.word])
            expected = frequency_likelihood(own[word.word], other[word.word], own.total(), other.total())
            assert word.log_likelihood == pytest.approx(expected)


def test_samples_are_hits_of_the_side_with_their_matches(engine):
    found = contrast(engine, SUBSIDY, A, B)
    for side, district in ((found.a, "110108"), (found.b, "460200")):
        assert len(side.samples) == 3
        assert {hit.id for hit in side.samples} <= {one.id for one in held(district)}
        for hit in side.samples:
            (snippet,) = hit.snippets
            assert {snippet.text[start:end] for start, end in snippet.matches} == {"补贴"}


def test_a_side_without_anything_is_the_rest(engine):
    found = contrast(engine, SUBSIDY, A, Side())
    assert (found.b.total, found.b.documents, found.b.labels, found.shared) == (8, 8, (), 0)
    turned = contrast(engine, SUBSIDY, Side(to=" "), A)
    assert (turned.a.total, turned.b.total) == (8, 9)
    assert turned.a.words == found.b.words
    # Within what the search is narrowed to.
    narrowed = SearchParameters('"补贴"', expand=False, source=("甲报",))
    assert contrast(engine, narrowed, Side(from_="2020", to="2020"), Side()).b.total == sum(
        one.published.year != 2020 for one in DOCUMENTS[:8] if one.published
    )


def test_spans_of_time_are_sides_and_take_the_place_of_those_of_the_search(engine):
    search = SearchParameters('"补贴"', expand=False, from_="2021")
    found = contrast(engine, search, Side(to="2019"), Side(from_="2020", to="2020"))
    years = Counter(one.published.year for one in DOCUMENTS if one.published and "补贴" in one.text)
    assert found.a.total == years[2018] + years[2019]
    assert found.b.total == years[2020]
    assert (found.a.labels, found.b.labels) == (("– 2019",), ("2020",))


def test_sources_and_languages_are_sides_too(engine):
    found = contrast(engine, SUBSIDY, Side(source=("甲报",)), Side(source=("乙报",)))
    assert (found.a.total, found.b.total) == (8, 8)
    assert contrast(engine, SUBSIDY, Side(lang=("zh-Hans",)), Side(lang=("en",)), "en").b.labels == (
        "English",
    )


def test_any_part_of_a_query_is_enough_where_that_is_asked_for(engine):
    search = SearchParameters("“芯片” “渔港” “合作”", expand=False)
    assert contrast(engine, search, A, Side()).a.total == 0
    found = contrast(engine, SearchParameters("“芯片” “渔港” “合作”", expand=False, match="any"), A, Side())
    assert (found.a.total, found.b.total) == (9, 8)


def test_the_form_for_programs(engine):
    told = contrast(engine, SUBSIDY, A, B).to_json()
    assert json.loads(json.dumps(told)) == told
    assert set(told) == {"query", "a", "b", "shared"}
    assert told["a"]["per_10000"] == 9000
    assert told["a"]["first"]["id"] == "both"


@pytest.mark.parametrize(
    ("a", "b", "name"),
    [
        (Side(), Side(), "a_district"),
        (Side(district=("Atlantis",)), Side(), "a_district"),
        (A, Side(from_="x"), "b_from"),
        (A, Side(lang=("fr",)), "b_lang"),
        (Side(from_="2021", to="2020"), A, "a_from"),
    ],
)
def test_a_bad_value_is_named_with_its_side(engine, a, b, name):
    with pytest.raises(RequestError) as refused:
        contrast(engine, SUBSIDY, a, b)
    assert refused.value.parameter == name


def test_sides_of_nothing(engine):
    found = contrast(engine_of(()), SUBSIDY, A, B)
    assert (found.a.total, found.a.per_10_000, found.a.first, found.a.words) == (0, None, None, ())
