"""Why a query finds what it finds."""

from __future__ import annotations

import pytest

from corpus.errors import QueryLimitError
from indexer.engine import Engine
from indexer.explain import Explanation, InDocument, Part, explain_query
from indexer.settings import MAX_QUERY_LENGTH
from tests.indexer.articles import engine_of


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def explained(engine: Engine, q: str, document_id: str | None = None) -> Explanation:
    explanation = explain_query(engine, q, document_id)
    assert explanation is not None
    return explanation


def walk(part: Part) -> list[Part]:
    return [part, *(below for each in part.parts for below in walk(each))]


def test_a_term_is_told_with_what_is_looked_for_and_what_it_finds(engine: Engine) -> None:
    whole = explained(engine, "簡化手續").whole
    assert (whole.written, whole.folded) == ("簡化手續", "简化手续")
    assert whole.units == ("简", "化", "手", "续")
    assert whole.words == ("简化", "手续")
    assert (whole.documents, whole.kind, whole.here) == (1, None, None)


def test_every_part_is_told_with_what_it_finds_alone(engine: Engine) -> None:
    q = '(海淀 OR "free trade") date:2020 -招商 人工* district:上海 文号:京政发〔2021〕8号'
    parts = {part.written: part for part in walk(explained(engine, q).whole)}
    counts = {part.meaning: part.documents for part in parts.values()}
    assert counts == {
        "all of these": 0,
        "any of these": 4,
        "literally, or all its words": 1,
        "literally": 1,
        "by date": 3,
        "not this": 4,
        "a literal with holes": 2,
        "by district": 2,
        "by document number": 1,
    }
    assert parts["海淀"].documents == 3
    assert explained(engine, "").whole.meaning == "every document"
    assert (
        explained(engine, "title:自贸区").whole.parts[0].meaning == "literally, or all its words in the title"
    )


def test_nearness_is_told_with_its_sides_as_they_are_looked_for(engine: Engine) -> None:
    whole = explained(engine, "海淀 NEAR/3 (人工* OR 招商)").whole
    assert whole.meaning == "these near each other, at most 3 units between them"
    assert [(part.written, part.meaning) for part in whole.parts] == [
        ('"海淀"', "literally"),
        ('人工* OR "招商"', "any of these"),
    ]


def test_a_boost_is_told_with_what_it_is_given_to(engine: Engine) -> None:
    whole = explained(engine, "海淀^2.5").whole
    assert (whole.meaning, whole.parts[0].written) == ("this, counted 2.5 times", "海淀")
    assert whole.documents == whole.parts[0].documents == 3


def test_the_equals_of_a_term_are_told_with_how_they_relate(engine: Engine) -> None:
    whole = explained(engine, "自贸区").whole
    assert whole.meaning == "this or any of its equals"
    kinds = {part.written: part.kind for part in whole.parts}
    assert (kinds["自贸区"], kinds['"free trade zone"']) == (None, "translation")


def test_the_result_is_told_apart_into_what_satisfies_all_and_part(engine: Engine) -> None:
    explanation = explained(engine, "自贸区 人工智能")
    assert explanation.total - explanation.partial_total == 1
    assert explanation.partial_total > 0
    assert explanation.whole.documents == 1
    assert (explanation.document_id, explanation.hit) == (None, None)
    assert explanation.reading.read_as == "自贸区 人工智能"


def test_a_document_that_is_found_is_told_with_what_of_it_matched(engine: Engine) -> None:
    explanation = explained(engine, "自贸区 海淀", "zone-hans")
    assert explanation.hit is not None
    assert (explanation.hit.id, explanation.hit.matched_by) == ("zone-hans", ("literal",))
    zone, district = explanation.whole.parts
    assert (zone.here, district.here) == (InDocument(True, ("literal",)), InDocument(True, ("literal",)))
    here = {part.written: part.here and part.here.matches for part in zone.parts}
    assert (here["自贸区"], here['"free trade zone"']) == (True, False)


def test_a_document_that_is_not_found_is_told_with_what_it_lacks(engine: Engine) -> None:
    explanation = explained(engine, "招商 AND 公布手续", "park")
    assert explanation.hit is None
    attracting, customs = explanation.whole.parts
    assert attracting.here == InDocument(True, ("literal",))
    assert customs.here == InDocument(False, missing_words=("公布", "手续"))
    assert explained(engine, "title:人工智能 AND 招商", "park").whole.parts[0].here == InDocument(False)


def test_the_words_a_title_lacks_are_those_of_the_title(engine: Engine) -> None:
    term = explained(engine, "title:优先引进", "park").whole
    assert term.here == InDocument(False, missing_words=("优先", "引进"))


def test_an_excluded_part_and_metadata_match_without_words(engine: Engine) -> None:
    whole = explained(engine, "-招商 district:海淀", "zone-hans").whole
    assert [part.here for part in whole.parts] == [InDocument(True), InDocument(True)]
    assert explained(engine, "-招商", "park").whole.here == InDocument(False)


def test_an_unknown_document_and_a_query_beyond_a_limit(engine: Engine) -> None:
    assert explain_query(engine, "自贸区", "nothing") is None
    with pytest.raises(QueryLimitError):
        explain_query(engine, "政" * (MAX_QUERY_LENGTH + 1))


def test_a_term_whose_words_mean_nothing_apart_is_told_as_a_literal(engine: Engine) -> None:
    whole = explained(engine, "第5条").whole
    assert (whole.meaning, whole.words) == ("literally", ())
