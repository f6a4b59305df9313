"""Queries that find next to nothing: read as pinyin, and with other spellings offered or run."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.engine import Engine, EngineResult, SearchRequest
from indexer.engines.memory import MemoryEngine
from indexer.explain import explain_query
from indexer.results import Results
from indexer.search import SearchParameters, document_view, iterate, ranked, search
from tests.indexer.articles import engine_of
from tests.indexer.suggesting.documents import DOCUMENTS


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(DOCUMENTS)


def asked(engine: Engine, q: str, **given: object) -> Results:
    return search(engine, SearchParameters(q=q, **given))


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


@pytest.mark.parametrize("q", ["zimaoqu", "zi mao qu", "Zi'Mao'Qu", "zmq"])
def test_pinyin_finds_what_the_term_does(engine: Engine, q: str) -> None:
    results = asked(engine, q)
    assert ids(results) == ids(asked(engine, "自贸区")) == {"ftz", "hant", "en"}
    kinds = {hit.id: hit.matched_by for hit in results.hits}
    assert (kinds["ftz"], kinds["hant"], kinds["en"]) == (("pinyin",), ("pinyin",), ("translation",))
    assert ("自贸区", "pinyin") in {(one.equal, one.kind) for one in results.query.expansions}
    assert (results.query.corrected, results.query.warnings) == (None, ())
    assert results.literal_total == 0


def test_pinyin_beside_other_parts_of_a_query(engine: Engine) -> None:
    assert ids(asked(engine, "海淀 zimaoqu", match="all")) == {"ftz"}
    assert ids(asked(engine, "海淀 zi mao qu", match="all")) == {"ftz"}
    assert ids(asked(engine, "title:zimaoqu", match="all")) == {"ftz", "hant", "en"}
    assert ids(asked(engine, "(zimaoqu OR 问答) -海淀", match="all")) == {"hant", "en", "quoted"}


def test_what_is_quoted_excluded_or_switched_off_is_not_read_as_pinyin(engine: Engine) -> None:
    for q, given in (('"zimaoqu"', {}), ("规划 -zimaoqu", {}), ("zimaoqu", {"expand": False})):
        assert not [one for one in asked(engine, q, **given).query.expansions if one.kind == "pinyin"]


def test_english_stays_english(engine: Engine) -> None:
    for q in ("policy", "FTZ", "zone"):
        assert not [one for one in asked(engine, q).query.expansions if one.kind == "pinyin"]


@pytest.mark.parametrize(
    ("q", "corrected"),
    [
        ("正策", "政策"),
        ("title:专向资金", "title:专项资金"),
        ("goverment", "government"),
        ("polcy", "policy"),
        ("補帖", "補貼"),
    ],
)
def test_a_query_that_finds_nothing_runs_as_corrected_and_says_so(
    engine: Engine, q: str, corrected: str
) -> None:
    results = asked(engine, q)
    assert (results.query.q, results.query.corrected) == (q, corrected)
    assert ids(results) == ids(asked(engine, corrected)) != set()
    assert results.query.read_as == corrected
    assert [(one.code, one.start, one.end) for one in results.query.warnings] == [
        ("ran-corrected", 0, len(q))
    ]
    assert q in results.query.warnings[0].message and corrected in results.query.warnings[0].message


def test_another_spelling_is_offered_where_only_the_dictionary_knows_what_was_typed() -> None:
    held = [Document(f"{number}", "Report", "The government reports.") for number in range(5)]
    engine = engine_of([*held, Document("governess", "托育", "媬姆")])
    results = asked(engine, "goverment")
    assert ids(results) == {"governess"}
    assert results.query.corrected == "government"


def test_a_query_that_finds_something_runs_as_typed_and_the_other_spelling_is_offered(engine: Engine) -> None:
    results = asked(engine, "海淀 正策")
    assert ids(results) == {"ftz"}
    assert results.query.read_as == "海淀 正策"
    assert results.query.corrected is None or results.query.corrected == "海淀 政策"
    results = asked(engine, "自贸区 正策")
    assert results.query.corrected == "自贸区 政策"
    assert results.query.warnings == ()


@pytest.mark.parametrize(
    "q", ["政策", "自贸区", '"正策"', "龘龘", "海淀", "district:海淀", "", "xyzzy", "公布 -正策"]
)
def test_nothing_is_corrected_that_seems_meant(engine: Engine, q: str) -> None:
    assert asked(engine, q).query.corrected is None


def test_every_way_to_ask_gives_the_same(engine: Engine) -> None:
    for q in ("zimaoqu", "正策"):
        shown = [hit.id for hit in asked(engine, q, limit=100).hits]
        parameters = SearchParameters(q=q, limit=None)
        assert [hit.id for hit in iterate(engine, parameters)] == shown
        assert [hit.id for hit in ranked(engine, parameters)] == shown
        explanation = explain_query(engine, SearchParameters(q=q))
        assert explanation is not None and explanation.total == len(shown)


def test_a_document_that_was_found_so_is_marked_so(engine: Engine) -> None:
    view = document_view(engine, "ftz", "zimaoqu")
    assert view is not None and [view.document.title[start:end] for start, end in view.title_matches] == [
        "自贸区"
    ]
    view = document_view(engine, "fund-1", "正策")
    assert view is not None and [view.document.text[start:end] for start, end in view.text_matches] == [
        "政策"
    ]


def test_terms_of_further_files_are_read_as_pinyin_and_not_mistyped(tmp_path: Path) -> None:
    more = tmp_path / "terms.tsv"
    more.write_text("长三角示范区\tYRD demonstration zone\n正策\tZhengce Foundation\n", encoding="utf-8")
    engine = engine_of([*DOCUMENTS, Document("yrd", "长三角示范区揭牌", "")])
    for q in ("changsanjiaoshifanqu", "csjsfq"):
        assert ids(asked(engine, q, lexicon=(more,), match="all")) == {"yrd"}
    assert asked(engine, "csjsfq", match="all").total == 0
    assert asked(engine, "正策").query.corrected == "政策"
    assert asked(engine, "正策", lexicon=(more,)).query.corrected is None


class Counting(MemoryEngine):
    """Counts what is asked of it."""

    asked = 0

    def search(self, request: SearchRequest) -> EngineResult:
        self.asked += 1
        return super().search(request)

    def vocabulary(self, at_least: int = 1) -> dict[str, int]:
        raise AssertionError("an ordinary page needs no vocabulary")


def test_an_ordinary_page_asks_for_nothing_more() -> None:
    engine = engine_of(DOCUMENTS, Counting)
    # The first search of a generation asks for its languages too.
    asked(engine, "公布")
    engine.asked = 0
    assert asked(engine, "申报").total == 12
    assert engine.asked == 1
