"""The part of the contract about filters and facet counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indexer.engine import FACET_KEYS, Engine, FacetKey, Filters
from indexer.query.ast import And, Everything, FacetIs, Literal, Term
from tests.indexer.engines.harness import Harness, document, found, put, search

ARTICLES = [
    document("a", "政策甲", "", "2020-01-31", ("110108-shangdi",), ("new-it.ai",), "甲报", "zh-Hans"),
    document(
        "b",
        "政策乙",
        "",
        "2020-07-01",
        ("110108", "440300"),
        ("new-it.ai", "new-it.chips"),
        "甲报",
        "zh-Hant",
    ),
    document("c", "政策丙", "", "2021-07-31", ("110000-bda",), ("finance.banking",), "乙报", "zh-Hans"),
    document("d", "政策丁", "", "2021-12-31", ("110000",), ("new-it",), "乙报", "en"),
    document("e", "政策戊", "", "", (), (), "", ""),
    document("f", "其他", "", "2020-07-15", ("440300",), ("finance",), "甲报", "zh-Hans"),
]

UNFILTERED = {
    "district": {"110000": 4, "110108": 2, "110108-shangdi": 1, "110000-bda": 1, "440000": 1, "440300": 1},
    "industry": {"new-it": 3, "new-it.ai": 2, "new-it.chips": 1, "finance": 1, "finance.banking": 1},
    "year": {"2020": 2, "2021": 2},
    "month": {"2020-01": 1, "2020-07": 1, "2021-07": 1, "2021-12": 1},
    "source": {"甲报": 2, "乙报": 2},
    "lang": {"zh-Hans": 2, "zh-Hant": 1, "en": 1},
}

FILTERS = [
    (Filters(district=("110000",)), {"a", "b", "c", "d"}),
    (Filters(district=("110108",)), {"a", "b"}),
    (Filters(district=("110108-shangdi", "440300")), {"a", "b"}),
    (Filters(district=("110101",)), set()),
    (Filters(industry=("new-it",)), {"a", "b", "d"}),
    (Filters(industry=("new-it.chips", "finance")), {"b", "c"}),
    (Filters(source=("乙报",)), {"c", "d"}),
    (Filters(lang=("zh-Hant", "en")), {"b", "d"}),
    (Filters(first=date(2020, 7, 1)), {"b", "c", "d"}),
    (Filters(last=date(2020, 7, 1)), {"a", "b"}),
    (Filters(first=date(2020, 7, 1), last=date(2021, 7, 31)), {"b", "c"}),
    (Filters(first=date(2022, 1, 1)), set()),
    (Filters(district=("110000",), source=("甲报",)), {"a", "b"}),
    (Filters(district=("110000",), source=("甲报",), lang=("zh-Hans",), first=date(2020, 1, 1)), {"a"}),
]

QUERY = Term("政策")


class FacetContract(Harness):
    @pytest.mark.parametrize(("filters", "expected"), FILTERS)
    def test_filters(self, engine: Engine, filters: Filters, expected: set[str]) -> None:
        put(engine, ARTICLES)
        result = search(engine, QUERY, filters)
        assert {hit.id for hit in result.hits} == expected
        assert result.total == len(expected)

    def test_counts_cover_the_whole_result(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        result = search(engine, QUERY, facets=FACET_KEYS, limit=1, offset=3)
        assert {key: dict(counts) for key, counts in result.facets.items()} == UNFILTERED

    def test_the_most_frequent_values_come_first_and_periods_in_order_of_time(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        counts = search(engine, QUERY, facets=FACET_KEYS).facets
        assert {key: " ".join(values) for key, values in counts.items()} == {
            "district": "110000 110108 110000-bda 110108-shangdi 440000 440300",
            "industry": "new-it new-it.ai finance finance.banking new-it.chips",
            "year": "2020 2021",
            "month": "2020-01 2020-07 2021-07 2021-12",
            "source": "乙报 甲报",
            "lang": "zh-Hans en zh-Hant",
        }

    def test_only_the_facets_asked_for(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        assert search(engine, QUERY).facets == {}
        assert set(search(engine, QUERY, facets=("year", "lang")).facets) == {"year", "lang"}

    def test_no_zero_counts(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        assert all(not counts for counts in search(engine, Literal("无"), facets=FACET_KEYS).facets.values())

    def test_a_facet_ignores_its_own_selection(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        filters = Filters(district=("110108",), source=("甲报",))
        facets = search(engine, QUERY, filters, facets=FACET_KEYS).facets
        assert facets["district"] == {"110000": 2, "110108": 2, "110108-shangdi": 1, "440000": 1, "440300": 1}
        assert facets["source"] == {"甲报": 2}
        assert facets["industry"] == {"new-it": 2, "new-it.ai": 2, "new-it.chips": 1}
        assert facets["year"] == {"2020": 2}
        assert facets["lang"] == {"zh-Hans": 1, "zh-Hant": 1}

    def test_year_and_month_ignore_the_dates(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        filters = Filters(first=date(2021, 1, 1), last=date(2021, 12, 31))
        facets = search(engine, QUERY, filters, facets=FACET_KEYS).facets
        assert facets["year"] == UNFILTERED["year"]
        assert facets["month"] == UNFILTERED["month"]
        assert facets["source"] == {"乙报": 2}

    def test_a_facet_named_in_the_query_narrows_its_own_counts(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        query = And((QUERY, FacetIs("district", ("110108",))))
        counts = search(engine, query, facets=("district",)).facets["district"]
        assert counts == {"110000": 2, "110108": 2, "110108-shangdi": 1, "440000": 1, "440300": 1}

    @pytest.mark.parametrize("key", ["district", "industry", "source", "lang"])
    def test_a_count_is_the_total_after_choosing_the_value(self, engine: Engine, key: FacetKey) -> None:
        put(engine, ARTICLES)
        for filters in (
            Filters(),
            Filters(first=date(2020, 7, 1)),
            Filters(source=("甲报",), lang=("zh-Hans",)),
        ):
            for match in ("all", "auto", "any"):
                counts = search(engine, QUERY, filters, facets=(key,), match=match).facets[key]
                chosen = {
                    value: search(engine, QUERY, replace(filters, **{key: (value,)}), match=match).total
                    for value in counts
                }
                assert counts == chosen

    def test_filters_on_everything(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        assert found(engine, Everything(), Filters(district=("440300",))) == {"b", "f"}

    def test_documents_are_narrowed_by_their_ids_and_addresses(self, engine: Engine) -> None:
        put(engine, [replace(one, url=f"https://www.example.org/{one.id}/?n=1#top") for one in ARTICLES])
        assert found(engine, QUERY, Filters(id=("a", "c", "f", "nobody"))) == {"a", "c"}
        assert found(engine, QUERY, Filters(url=("example.org/b?n=1", "example.org/f?n=1"))) == {"b"}
        assert found(engine, QUERY, Filters(id=("a", "c"), url=("example.org/c?n=1",))) == {"c"}
        assert found(engine, QUERY, Filters(url=("example.org/b",))) == set()
        counts = search(engine, QUERY, Filters(id=("a", "c")), facets=("source",)).facets["source"]
        assert counts == {"甲报": 1, "乙报": 1}

    def test_a_document_alone_scores_and_ranks_as_among_all(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        for hit in search(engine, QUERY).hits:
            assert search(engine, QUERY, Filters(id=(hit.id,))).hits == (hit,)

    def test_a_document_that_was_deleted_or_replaced_is_not_found_by_its_old_address(
        self, engine: Engine
    ) -> None:
        put(engine, [replace(one, url=f"https://example.org/{one.id}") for one in ARTICLES])
        put(engine, [replace(ARTICLES[0], url="https://example.org/new")])
        with engine.writer() as writer:
            writer.delete("b")
        old = Filters(url=("example.org/a", "example.org/b"))
        assert found(engine, QUERY, old) == set()
        assert found(engine, QUERY, Filters(url=("example.org/new",))) == {"a"}
