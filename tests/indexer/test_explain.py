"""Why a query finds what it finds, and why a document has its place in the result or is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Document
from corpus.errors import QueryLimitError, RequestError
from indexer.analysis import ANALYZER_STAMP
from indexer.engine import Engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.explain import Explanation, InResult, explain_query
from indexer.explaining.parts import InDocument, Part
from indexer.parameters import SearchParameters
from indexer.search import search
from indexer.settings import MAX_QUERY_LENGTH
from tests.indexer.articles import ARTICLES, engine_of, put


@pytest.fixture(scope="module", params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "memory":
        yield engine_of()
        return
    engine = WhooshEngine(tmp_path_factory.mktemp("index"), ANALYZER_STAMP, create=True)
    put(engine, *ARTICLES)
    yield engine
    engine.close()


def explained(engine: Engine, q: str, named: str = "", **options: object) -> Explanation:
    explanation = explain_query(engine, SearchParameters(q=q, **options), named)
    assert explanation is not None
    return explanation


def in_result(engine: Engine, q: str, named: str, **options: object) -> InResult:
    document = explained(engine, q, named, **options).document
    assert document is not None
    return document


def fares(part: Part) -> InDocument:
    assert part.here is not None
    return part.here


def walk(part: Part) -> list[Part]:
    return [part, *(below for each in part.parts for below in walk(each))]


def counted(part: Part) -> float:
    """What the leaves of a tree and the shares of its branches come to."""
    here = fares(part)
    counting = [each for each in part.parts if fares(each).score is not None]
    together = sum(share.score for share in here.shares if share.kind == "together")
    if counting:
        return together + sum(map(counted, counting))
    return sum(share.score for share in here.shares) if here.shares else here.score or 0.0


def test_a_term_is_told_with_what_is_looked_for_and_what_it_finds(engine: Engine) -> None:
    whole = explained(engine, "簡化手續").whole
    assert (whole.written, whole.text, whole.folded) == ("簡化手續", "簡化手續", "简化手续")
    assert whole.units == ("简", "化", "手", "续")
    assert whole.words == ("简化", "手续")
    assert (whole.documents, whole.kind, whole.here) == (1, None, None)


def test_every_part_is_told_with_what_it_finds_alone(engine: Engine) -> None:
    q = '(海淀 OR "free trade") date:2020 -招商 人工* district:上海 文号:京政发〔2021〕8号'
    parts = {part.written: part for part in walk(explained(engine, q).whole)}
    counts = {part.asks: part.documents for part in parts.values()}
    assert counts == {
        "all": 0,
        "any": 4,
        "words": 1,
        "literal": 1,
        "date": 3,
        "not": 4,
        "wildcard": 2,
        "district": 2,
        "number": 1,
    }
    assert parts["海淀"].documents == 3
    assert parts["district:310000"].labels == ("上海市",)
    assert explained(engine, "").whole.asks == "everything"
    in_title = explained(engine, "title:自贸区").whole.parts[0]
    assert (in_title.asks, in_title.where) == ("words", "title")


def test_nearness_is_told_with_its_sides_as_they_are_looked_for(engine: Engine) -> None:
    whole = explained(engine, "海淀 NEAR/3 (人工* OR 招商)").whole
    assert (whole.asks, whole.amounts) == ("near", (3,))
    assert [(part.written, part.asks) for part in whole.parts] == [
        ('"海淀"', "literal"),
        ('人工* OR "招商"', "any"),
    ]


def test_a_boost_is_told_with_what_it_is_given_to(engine: Engine) -> None:
    whole = explained(engine, "海淀^2.5").whole
    assert (whole.asks, whole.amounts, whole.parts[0].written) == ("boost", (2.5,), "海淀")
    assert whole.documents == whole.parts[0].documents == 3


def test_the_equals_of_a_term_are_told_with_how_they_relate(engine: Engine) -> None:
    whole = explained(engine, "自贸区").whole
    assert whole.asks == "equals"
    parts = {part.written: part for part in whole.parts}
    assert (parts["自贸区"].kind, parts['"free trade zone"'].kind) == (None, "translation")
    assert [parts[one].is_idle for one in ("自贸区", '"free trade zone"', '"FTZ"')] == [False, False, True]


def test_the_result_is_told_apart_into_what_satisfies_all_and_part(engine: Engine) -> None:
    explanation = explained(engine, "自贸区 人工智能")
    assert explanation.total - explanation.partial_total == 1
    assert explanation.partial_total > 0
    assert explanation.whole.documents == 1
    assert explanation.document is None
    assert explanation.reading.read_as == "自贸区 人工智能"
    whole = explained(engine, "自贸区")
    assert (whole.total, whole.literal_total, whole.other_total) == (3, 2, 1)
    assert explained(engine, "district:海淀").other_total is None


def test_a_document_that_is_found_is_told_with_what_of_it_matched(engine: Engine) -> None:
    explanation = explained(engine, "自贸区 海淀", "zone-hans")
    assert explanation.document is not None and explanation.document.hit is not None
    assert (explanation.document.verdict, explanation.document.hit.matched_by) == ("found", ("literal",))
    zone, district = explanation.whole.parts
    assert (fares(zone).matched_by, fares(district).matched_by) == (("literal",), ("literal",))
    here = {part.written: fares(part).matches for part in zone.parts}
    assert (here["自贸区"], here['"free trade zone"']) == (True, False)
    assert (fares(zone.parts[0]).in_title, fares(zone.parts[0]).in_text) == (1, 1)


QUERIES = (
    "自贸区",
    "海淀 自贸区",
    "海淀^2.5 OR (自贸区 人工智能)^3",
    "人工* -招商 date:2021",
    "园区新增 海淀 NEAR/5 自贸区",
    'title:自贸区 "三百家"',
    "free trade zone",
    "新规 通关手续",
    "上海的自贸区有哪些新规可以简化企业的手续？ 园区^2",
    "zimaoqu",
    "文号:京政发〔2021〕8号 海淀",
    "district:海淀",
)


@pytest.mark.parametrize("match", ["auto", "any"])
@pytest.mark.parametrize("q", QUERIES)
def test_what_the_parts_count_adds_up_to_the_score_shown(engine: Engine, q: str, match: str) -> None:
    hits = search(engine, SearchParameters(q=q, match=match, limit=None)).hits
    assert hits
    for place, hit in enumerate(hits, 1):
        explanation = explained(engine, q, hit.id, match=match)
        document = explanation.document
        assert document is not None and document.hit is not None
        assert (document.place, document.hit.score, document.hit.partial) == (place, hit.score, hit.partial)
        assert document.verdict == ("partial" if hit.partial else "found")
        tree = document.scored if hit.partial else explanation.whole
        assert tree is not None
        assert counted(tree) == pytest.approx(hit.score, rel=1e-9)


def test_what_a_part_counts_is_what_it_scores_as_a_query_of_its_own(engine: Engine) -> None:
    def score(q: str) -> float:
        (hit,) = (hit for hit in search(engine, SearchParameters(q=q)).hits if hit.id == "zone-hans")
        return hit.score

    whole = explained(engine, "海淀^2.5 自贸区 (公布 OR 三百家)", "zone-hans").whole
    boosted, zone, either = whole.parts
    assert fares(boosted).score == fares(boosted.parts[0]).score == pytest.approx(2.5 * score("海淀"))
    assert fares(zone).score == pytest.approx(score("自贸区"))
    assert [fares(part).score for part in either.parts] == [None, pytest.approx(score("三百家"))]
    shares = {share.kind: share.score for share in fares(zone.parts[0]).shares}
    assert shares["title"] == pytest.approx(score('title:"自贸区"'))
    assert shares["title"] + shares["text"] == pytest.approx(score('"自贸区"'))
    assert sum(shares.values()) == pytest.approx(score("自贸区"))
    together = [
        share.score for part in walk(whole) for share in fares(part).shares if share.kind == "together"
    ]
    parts = [fares(part).score or 0.0 for part in whole.parts]
    near = score("海淀^2.5 自贸区") - parts[0] - parts[1]
    assert 0 < near < min(parts[:2])
    assert together == [pytest.approx(near)] == [pytest.approx(fares(whole).score - sum(parts))]


def test_of_a_term_and_its_equals_the_best_counts_and_outweighs_the_others() -> None:
    both = Document("both", "", "自贸区又称free trade zone，自由贸易试验区的简称。")
    engine = engine_of((both, *(Document(f"other-{n}", "", "自贸区。") for n in range(30))))
    whole = explained(engine, "自贸区", "both").whole
    stand = {part.text: fares(part) for part in whole.parts if fares(part).matches}
    assert set(stand) == {"自贸区", "自由贸易试验区", "free trade zone"}
    assert [text for text, here in stand.items() if here.score is not None] == ["自由贸易试验区"]
    assert [text for text, here in stand.items() if here.outweighed] == ["自贸区", "free trade zone"]
    assert stand["自由贸易试验区"].score == fares(whole).score


def test_a_document_that_satisfies_part_is_told_by_the_query_that_scored_it(engine: Engine) -> None:
    document = in_result(engine, "自贸区 海淀 招商", "park")
    assert document.verdict == "partial" and document.scored is not None
    assert (document.scored.asks, document.scored.amounts) == ("some", (2,))
    assert [fares(part).matches for part in document.scored.parts] == [False, True, True]
    assert "together" in {share.kind for share in fares(document.scored).shares}


def test_a_question_is_told_by_what_speaks_for_the_document(engine: Engine) -> None:
    document = in_result(engine, "上海的自贸区有哪些新规可以简化企业的手续？", "zone-hant")
    assert document.verdict == "partial" and document.scored is not None
    counting = [part for part in walk(document.scored) if part.parts == () and fares(part).score is not None]
    assert {part.asks for part in counting} == {"evidence"}
    assert any(fares(part).matches and fares(part).score is None for part in document.scored.parts)


def test_a_document_that_is_not_found_is_told_with_what_it_lacks(engine: Engine) -> None:
    explanation = explained(engine, "招商 AND 公布手续", "park")
    assert explanation.document == InResult("park", "产业园招商", "missing")
    attracting, customs = explanation.whole.parts
    assert (fares(attracting).matches, fares(attracting).score) == (True, None)
    assert customs.here == InDocument(False, lacking=True, missing_words=("公布", "手续"))


def test_the_words_a_title_lacks_are_those_of_the_title(engine: Engine) -> None:
    term = explained(engine, "title:优先引进", "park").whole
    assert fares(term).missing_words == ("优先", "引进")


def test_an_excluded_part_and_metadata_match_without_words(engine: Engine) -> None:
    whole = explained(engine, "-招商 district:海淀", "zone-hans").whole
    assert [part.here for part in whole.parts] == [InDocument(True), InDocument(True)]
    assert whole.parts[0].parts[0].here == InDocument(False)
    excluded = explained(engine, "-招商", "park").whole
    assert not fares(excluded).matches and fares(excluded.parts[0]).matches
    assert [(one.kind, one.texts) for one in fares(excluded).nearest] == [("held", ("招商",))]


def test_a_filter_that_keeps_a_document_out_is_named_with_what_the_document_has(engine: Engine) -> None:
    options = {"district": ("上海",), "source": ("晨报",), "from_": "2022"}
    explanation = explained(engine, "自贸区", "zone-hans", **options)
    assert explanation.document is not None
    assert explanation.document.verdict == "filtered"
    assert explanation.total == 0
    told = {part.written: (fares(part).matches, fares(part).nearest) for part in explanation.filters}
    assert told["source:晨报"] == (True, ())
    (place,), (day,) = told["district:310000"][1], told["date:2022-01-01.."][1]
    assert (place.kind, place.texts, day.texts) == ("value", ("海淀区",), ("2021-09-24",))
    assert in_result(engine, "自贸区", "zone-hans", source=("晨报",)).verdict == "found"


def test_a_document_that_satisfies_part_where_others_satisfy_all_is_outranked() -> None:
    full = (Document(f"full-{number}", "", "补贴与算力。") for number in range(10))
    engine = engine_of((*full, Document("half", "", "补贴。")))
    assert in_result(engine, "补贴 算力", "half").verdict == "outranked"
    assert in_result(engine, "补贴 算力", "half", match="any").verdict == "partial"
    assert in_result(engine, "补贴 AND 算力", "half").verdict == "missing"


def test_the_place_is_that_of_the_order_asked_for(engine: Engine) -> None:
    for sort in ("newest", "oldest", "relevance"):
        ids = [hit.id for hit in search(engine, SearchParameters(q="海淀", sort=sort)).hits]
        places = {id: in_result(engine, "海淀", id, sort=sort).place for id in ids}
        assert places == {id: number for number, id in enumerate(ids, 1)}


def test_a_copy_is_named_that_stands_for_the_document() -> None:
    text = "".join(f"第{number}条　各区要按照本通知要求，落实第{number}项支持政策。" for number in range(30))
    pair = (Document("a", "通知", text, date(2020, 1, 2)), Document("b", "通知", text))
    engine = engine_of(pair, copies=True)
    document = in_result(engine, "支持政策", "b", collapse=True)
    assert (document.verdict, document.copy_id, document.place) == ("copy", "a", 1)
    assert in_result(engine, "支持政策", "a", collapse=True).verdict == "found"
    assert in_result(engine, "支持政策", "b").verdict == "found"


@pytest.mark.parametrize(
    "named",
    [
        "zone-hans",
        "https://example.org/zone?a=1&b=2",
        " http://www.example.org/zone/?a=1&b=2#top",
        "https://EXAMPLE.org/zone?a=1&b=2",
    ],
)
def test_a_document_is_named_by_its_id_or_its_address(engine: Engine, named: str) -> None:
    assert in_result(engine, "自贸区", named).id == "zone-hans"


@pytest.mark.parametrize(
    "named", ["nothing", "https://example.org/other", "https://", "http://[broken", "ftp://x/y"]
)
def test_an_unknown_document(engine: Engine, named: str) -> None:
    assert explain_query(engine, SearchParameters(q="自贸区"), named) is None


def test_a_bad_value_and_a_query_beyond_a_limit(engine: Engine) -> None:
    with pytest.raises(QueryLimitError):
        explain_query(engine, SearchParameters(q="政" * (MAX_QUERY_LENGTH + 1)))
    with pytest.raises(RequestError):
        explain_query(engine, SearchParameters(q="自贸区", sort="best"))


def test_a_term_whose_words_mean_nothing_apart_is_told_as_a_literal(engine: Engine) -> None:
    whole = explained(engine, "第5条").whole
    assert (whole.asks, whole.words) == ("literal", ())


def test_without_equals_none_are_told(engine: Engine) -> None:
    assert explained(engine, "自贸区", expand=False).whole.parts == ()


def test_every_document_of_any_search_is_told_by_its_filters_and_parts(engine: Engine) -> None:
    """A document is in the result exactly where all that is asked of it is told to be met."""
    for q in QUERIES:
        for parameters in (
            SearchParameters(q=q, match="all"),
            SearchParameters(q=q, match="all", source=("晨报",)),
        ):
            found = {hit.id for hit in search(engine, replace(parameters, limit=None)).hits}
            for document in ARTICLES:
                explanation = explain_query(engine, parameters, document.id)
                assert explanation is not None and explanation.document is not None
                met = all(fares(part).matches for part in (explanation.whole, *explanation.filters))
                assert met == (document.id in found) == (explanation.document.hit is not None)
