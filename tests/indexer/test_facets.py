"""From counts to facets that can be shown: what is listed, in which order, and what is selected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from indexer.engine import FacetKey, Filters
from indexer.facets import LabelledFacets, days_of
from indexer.parameters import SearchParameters
from indexer.results import FacetValue
from indexer.search import search
from indexer.settings import MAX_SOURCES
from tests.indexer.articles import engine_of

UNFILTERED = Filters()


def values(
    key: FacetKey, counts: Mapping[str, int], filters: Filters = UNFILTERED, label_lang: str = "zh-Hans"
) -> tuple[FacetValue, ...]:
    return LabelledFacets({key: counts}, filters, label_lang)[key]


def found(key: FacetKey, **given: object) -> dict[str, int]:
    """The counts of one facet by code, for a search over the shared articles."""
    results = search(engine_of(), SearchParameters(facets=(key,), **given))
    return {value.code: value.count for value in results.facets[key]}


def test_the_facets_are_those_that_were_counted_and_are_labelled_once() -> None:
    facets = LabelledFacets({"source": {"丙": 5}, "year": {}}, UNFILTERED, "en")
    assert dict(facets) == {"source": (FacetValue("丙", "丙", 5, False),), "year": ()}
    assert facets["source"] is facets["source"]
    assert "district" not in facets


def test_a_selected_value_that_nothing_bears_stands_in_its_place() -> None:
    shown = values("source", {"丙": 5, "乙": 1, "甲": 1}, Filters(source=("丁", "乙")))
    assert [(value.code, value.count) for value in shown] == [("丙", 5), ("乙", 1), ("甲", 1), ("丁", 0)]


def test_districts_and_industries_have_labels_and_parents() -> None:
    counts = {"110000": 3, "110108": 2}
    assert values("district", counts) == (
        FacetValue("110000", "北京市", 3, False, None),
        FacetValue("110108", "海淀区", 2, False, "110000"),
    )
    assert [value.label for value in values("district", counts, label_lang="en")] == [
        "Beijing",
        "Haidian District",
    ]
    assert values("industry", {"new-it.ai": 1})[0].parent == "new-it"


def test_a_code_that_no_vocabulary_knows_is_shown_as_it_is() -> None:
    assert values("district", {"999999": 1}) == (FacetValue("999999", "999999", 1, False, None),)


def test_a_selected_value_is_listed_where_nothing_bears_it_with_what_it_stands_under() -> None:
    shown = values("district", {"310000": 4}, Filters(district=("110108-shangdi",)))
    assert [(value.code, value.count, value.selected) for value in shown] == [
        ("310000", 4, False),
        ("110000", 0, False),
        ("110108", 0, False),
        ("110108-shangdi", 0, True),
    ]
    assert values("source", {}, Filters(source=("晨报",))) == (FacetValue("晨报", "晨报", 0, True),)
    assert values("lang", {}, Filters(lang=("en",))) == (FacetValue("en", "英文", 0, True),)


def test_of_sources_the_most_frequent_are_listed_and_any_selected_one() -> None:
    counts = {f"source {number:03}": 1000 - number for number in range(MAX_SOURCES + 20)}
    rare = f"source {MAX_SOURCES + 10:03}"
    shown = values("source", counts, Filters(source=(rare,)))
    assert len(shown) == MAX_SOURCES + 1
    assert shown[-1] == FacetValue(rare, rare, counts[rare], True)


@pytest.mark.parametrize("key", ["year", "month"])
def test_time_runs_forward(key: FacetKey) -> None:
    suffix = "" if key == "year" else "-03"
    shown = values(key, {f"2021{suffix}": 9, f"2019{suffix}": 1, f"2020{suffix}": 5})
    assert [value.code for value in shown] == [f"2019{suffix}", f"2020{suffix}", f"2021{suffix}"]
    assert not any(value.selected for value in shown)


def test_a_year_or_month_is_selected_where_the_dates_take_in_all_of_it() -> None:
    filters = Filters(first=date(2020, 2, 1), last=date(2021, 12, 31))
    years = values("year", {"2019": 1, "2020": 1, "2021": 1, "2022": 1}, filters)
    assert [value.code for value in years if value.selected] == ["2021"]
    months = values("month", {"2020-01": 1, "2020-02": 1, "2021-12": 1, "2022-01": 1}, filters)
    assert [value.code for value in months if value.selected] == ["2020-02", "2021-12"]
    later = values("year", {"2019": 1, "2020": 1, "2021": 1}, Filters(first=date(2020, 1, 1)))
    assert [value.code for value in later if value.selected] == ["2020", "2021"]


def test_the_one_selected_year_or_month_is_listed_where_nothing_was_published_in_it() -> None:
    year = Filters(first=date(2020, 1, 1), last=date(2020, 12, 31))
    assert FacetValue("2020", "2020", 0, True) in values("year", {"2019": 2}, year)
    month = Filters(first=date(2020, 2, 1), last=date(2020, 2, 29))
    assert FacetValue("2020-02", "2020-02", 0, True) in values("month", {"2019-01": 2}, month)


def test_the_days_of_a_year_and_of_a_month() -> None:
    assert days_of("2020") == (date(2020, 1, 1), date(2020, 12, 31))
    assert days_of("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))


def test_counts_of_a_facet_ignore_its_own_selection_and_heed_the_others() -> None:
    assert found("district", district=("海淀",)) == found("district")
    assert found("district", lang=("en",)) == {"310000": 1}
    assert found("source", source=("日报", "日報")) == {"晨报": 2, "Gazette": 1, "日報": 1, "日报": 0}
    assert found("lang", source=("晨报",)) == {"zh-Hans": 2}


def test_years_and_months_ignore_the_dates_and_heed_the_rest() -> None:
    assert found("year", from_="2021") == {"2020": 3, "2021": 1}
    assert found("month", from_="2020-07", to="2020-07", district=("上海",)) == {"2020-07": 1, "2020-08": 1}
    assert found("district", from_="2020", to="2020")["310000"] == 2


def test_a_code_counts_everything_below_it() -> None:
    counts = found("district")
    assert (counts["110000"], counts["110108"], counts["110108-shangdi"], counts["310000"]) == (2, 2, 1, 2)
    assert found("industry") == {"new-it": 2, "new-it.ai": 2, "trade": 2, "trade.free-trade-zones": 2}


def test_counts_are_those_of_the_whole_result_not_of_the_page() -> None:
    assert found("lang", limit=1) == {"zh-Hans": 3, "en": 1, "zh-Hant": 1}
