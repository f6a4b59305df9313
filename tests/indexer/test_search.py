"""Searching as command line, API and pages see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import RequestError
from indexer.engine import Engine, EngineResult, SearchRequest
from indexer.engines.memory import MemoryEngine
from indexer.results import Coded, Results
from indexer.search import SearchParameters, document_view, iterate, ranked, search
from tests.indexer.articles import ARTICLES, engine_of


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of()


def ids(results: Results) -> list[str]:
    return [hit.id for hit in results.hits]


def found(engine: Engine, q: str, **given: object) -> list[str]:
    return ids(search(engine, SearchParameters(q=q, **given)))


def test_a_query_in_either_script_or_in_english_finds_the_same(engine: Engine) -> None:
    wanted = {"zone-hans", "zone-hant", "zone-en"}
    assert set(found(engine, "自贸区")) == set(found(engine, "自貿區")) == wanted
    assert set(found(engine, "free trade zone")) == wanted


def test_a_hit_has_what_there_is_to_show(engine: Engine) -> None:
    hit = next(hit for hit in search(engine, SearchParameters(q="自貿區")).hits if hit.id == "zone-hans")
    assert (hit.title, hit.published, hit.source) == ("自贸区挂牌满一年", date(2021, 9, 24), "晨报")
    assert (hit.url, hit.lang, hit.doc_number) == (ARTICLES[0].url, "zh-Hans", "京政发〔2021〕8号")
    assert hit.districts == (Coded("110108", "海淀区"),)
    assert [coded.code for coded in hit.industries] == ["trade.free-trade-zones", "new-it.ai"]
    assert hit.matched_by == ("literal",)
    assert not hit.partial
    assert hit.score > 0
    assert hit.title_matches == ((0, 3),)
    first = hit.snippets[0]
    assert ARTICLES[0].text[first.start :].startswith(first.text)
    assert [first.text[start:end] for start, end in first.matches] == ["自贸区"]


@pytest.mark.parametrize(("asked", "given"), [({}, 3), ({"snippets": 2}, 2), ({"snippets": 1}, 1)])
def test_a_hit_has_at_most_as_many_snippets_as_asked_for(asked: dict[str, int], given: int) -> None:
    text = "\n".join(f"第{number}段说的是补贴。{'此外另有许多别的事情要说。' * 20}" for number in range(5))
    (hit,) = search(engine_of([Document("long", "长文", text)]), SearchParameters(q="补贴"), **asked).hits
    assert len(hit.snippets) == given


@pytest.mark.parametrize(
    ("lang", "label"), [("zh-Hans", "海淀区"), ("zh-Hant", "海淀區"), ("en", "Haidian District")]
)
def test_labels_come_in_the_language_asked_for(engine: Engine, lang: str, label: str) -> None:
    results = search(engine, SearchParameters(q="挂牌", facets=("district",)), lang)
    assert results.hits[0].districts[0].label == label
    assert label in {value.label for value in results.facets["district"]}


def test_the_whole_result_is_counted_whatever_the_page(engine: Engine) -> None:
    page = search(engine, SearchParameters(q="自贸区", limit=1, offset=1))
    assert ids(page) == found(engine, "自贸区")[1:2]
    assert (page.total, page.literal_total) == (3, 2)
    assert ids(search(engine, SearchParameters(q="自贸区", limit=0))) == []


def test_documents_that_satisfy_a_part_follow_and_are_marked(engine: Engine) -> None:
    results = search(engine, SearchParameters(q="自贸区 人工智能"))
    assert [hit.partial for hit in results.hits] == [False, *[True] * (results.total - 1)]
    assert (results.hits[0].id, results.partial_total) == ("zone-hans", results.total - 1)
    assert results.partial_total > 0
    assert found(engine, "自贸区 人工智能", match="all") == ["zone-hans"]


def test_an_empty_query_finds_everything_newest_first_and_undated_last(engine: Engine) -> None:
    assert found(engine, "") == ["zone-hans", "park", "zone-en", "zone-hant", "undated"]
    assert found(engine, "", sort="oldest") == ["zone-hant", "zone-en", "park", "zone-hans", "undated"]


def test_filters_narrow(engine: Engine) -> None:
    assert found(engine, "", district=("海淀", "Shanghai"), lang=("zh-Hans",)) == ["zone-hans", "park"]
    assert found(engine, "", from_="2020-08", to="2020") == ["park", "zone-en"]
    assert found(engine, "", source=("晨报",), industry=("自贸区",)) == ["zone-hans"]


def test_the_form_of_the_interface_for_programs(engine: Engine) -> None:
    given = SearchParameters(q='"自贸区', facets=("district", "year"), limit=1)
    answer = search(engine, given).to_json()
    assert set(answer) == {"query", "total", "literal_total", "partial_total", "took_ms", "hits", "facets"}
    assert set(answer["query"]) == {"q", "read_as", "corrected", "warnings", "expansions"}
    assert set(answer["query"]["warnings"][0]) == {"code", "message", "start", "end"}
    assert set(answer["hits"][0]) == {
        *("id", "title", "published", "source", "url", "lang", "doc_number", "districts", "industries"),
        *("score", "matched_by", "partial", "title_matches", "snippets"),
    }
    assert answer["hits"][0]["published"] == "2020-07-30"
    assert set(answer["hits"][0]["districts"][0]) == {"code", "label"}
    assert set(answer["hits"][0]["snippets"][0]) == {"text", "start", "matches"}
    assert set(answer["facets"]) == {"district", "year"}
    assert set(answer["facets"]["year"][0]) >= {"code", "label", "count", "selected"}


def test_a_whole_result_comes_in_order_whatever_the_limit(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.search._BATCH", 2)
    everything = found(engine, "", limit=None)
    assert [hit.id for hit in iterate(engine, SearchParameters(limit=1))] == everything
    assert [hit.id for hit in iterate(engine, SearchParameters(offset=3))] == everything[3:]


def test_ids_alone_come_without_reading_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of()
    monkeypatch.delattr(MemoryEngine, "documents")
    assert [hit.id for hit in ranked(engine, SearchParameters(limit=2, offset=1))] == ["park", "zone-en"]
    assert len(ranked(engine, SearchParameters(limit=None))) == len(ARTICLES)


def test_a_bad_value_is_refused_before_the_first_hit(engine: Engine) -> None:
    with pytest.raises(RequestError):
        iterate(engine, SearchParameters(sort="best"))


def test_what_was_deleted_since_it_was_found_is_left_out() -> None:
    class Forgetful(MemoryEngine):
        def documents(self, document_ids: Iterable[str]) -> list[Document | None]:
            found = super().documents(document_ids)
            return [None if one and one.id == "park" else one for one in found]

    forgetful = engine_of(kind=Forgetful)
    assert [hit.id for hit in iterate(forgetful, SearchParameters(q="人工智能"))] == ["zone-hans"]


def test_a_page_shows_what_was_stored_when_it_was_searched() -> None:
    class Renewed(MemoryEngine):
        def search(self, request: SearchRequest) -> EngineResult:
            found = super().search(request)
            with self.writer() as writer:
                writer.delete("park")
            return found

    results = search(engine_of(kind=Renewed), SearchParameters(q="人工智能"))
    assert (sorted(ids(results)), results.total) == (["park", "zone-hans"], 2)


def test_no_search_is_charged_with_loading(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((10.0, 10.25))
    order: list[str] = []
    monkeypatch.setattr("indexer.search.perf_counter", lambda: order.append("clock") or next(clock))
    monkeypatch.setattr("indexer.search._load_dictionaries", lambda more: order.append("load"))
    assert search(engine, SearchParameters(q="自贸区")).took_ms == 250.0
    assert order == ["load", "clock", "clock"]


def test_a_document_is_shown_with_everything_a_query_matches(engine: Engine) -> None:
    view = document_view(engine, "zone-hans", "自貿區 OR 海淀", "zh-Hant")
    assert view is not None
    text = view.document.text
    assert [text[start:end] for start, end in view.text_matches] == ["海淀", "自贸区"]
    assert view.title_matches == ((0, 3),)
    assert view.reading.read_as == "自貿區 OR 海淀"
    assert view.districts == (Coded("110108", "海淀區"),)
    answer = view.to_json()
    assert (answer["text"], answer["editor"], answer["published"]) == (text, "QX01", "2021-09-24")
    assert answer["districts"] == [{"code": "110108", "label": "海淀區"}]
    assert answer["title_matches"] == [[0, 3]]


def test_a_document_shows_equals_of_the_query_unless_they_are_switched_off(engine: Engine) -> None:
    def marked(expand: str | bool) -> list[str]:
        view = document_view(engine, "zone-hans", "free trade zone", expand=expand)
        assert view is not None
        assert bool(view.reading.expansions) == bool(view.text_matches)
        return [view.document.text[start:end] for start, end in view.text_matches]

    assert marked(True) == marked("1") == ["自贸区"]
    assert marked(False) == marked("0") == []
    with pytest.raises(RequestError, match="expand"):
        marked("perhaps")


def test_a_search_uses_the_groups_of_further_files(engine: Engine, tmp_path: Path) -> None:
    files = tuple(tmp_path / name for name in ("one.tsv", "other.tsv"))
    for file, group in zip(files, ("挂牌满一年\tanniversary", "产业园招商\tanniversary"), strict=True):
        file.write_text(f"{group}\n", encoding="utf-8")

    def found(lexicon: tuple[Path, ...], **given: object) -> set[str]:
        parameters = SearchParameters(q="anniversary", lexicon=lexicon, **given)
        hits = search(engine, parameters).hits
        assert {hit.id for hit in hits} == {hit.id for hit in iterate(engine, parameters)}
        return {hit.id for hit in hits}

    assert [found(()), found(files[:1]), found(files)] == [set(), {"zone-hans"}, {"zone-hans", "park"}]
    assert found(files, expand=False) == set()
    view = document_view(engine, "zone-hans", "anniversary", lexicon=files)
    assert view is not None
    assert [view.document.title[start:end] for start, end in view.title_matches] == ["挂牌满一年"]
    # The terms of the project are as they were.
    assert search(engine, SearchParameters(q="自贸区", lexicon=files)).total == 3


def test_a_document_without_a_query_has_nothing_marked_and_an_unknown_one_is_none(engine: Engine) -> None:
    view = document_view(engine, "undated")
    assert view is not None
    assert (view.text_matches, view.title_matches) == ((), ())
    assert document_view(engine, "nothing") is None
