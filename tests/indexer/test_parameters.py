"""What a user may write as a parameter of a search, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import QueryLimitError, RequestError
from corpus.vocabulary import places
from indexer.engine import Filters, SearchRequest
from indexer.parameters import SearchParameters, read_query, shared_names, validate
from indexer.query.ast import Everything, Expanded, Term
from indexer.settings import MAX_LIMIT, MAX_QUERY_LENGTH, MAX_WINDOW


def request(**given: object) -> SearchRequest:
    return validate(SearchParameters(**given)).request


def refusal(bounded: bool = False, **given: object) -> RequestError:
    with pytest.raises(RequestError) as caught:
        validate(SearchParameters(**given), bounded=bounded)
    return caught.value


def test_what_nobody_gave_is_the_default() -> None:
    assert request() == SearchRequest(Everything(), Filters(), "relevance", "auto", 10, 0, ())


def test_the_query_is_read_and_its_terms_joined_by_their_equals() -> None:
    read = validate(SearchParameters(q="自贸区　海淀"))
    assert (read.reading.q, read.reading.read_as) == ("自贸区　海淀", "自贸区 海淀")
    assert "free trade zone" in {expansion.equal for expansion in read.reading.expansions}


@pytest.mark.parametrize("off", [False, "0", "false", "no", "off", "OFF"])
def test_equals_can_be_left_out(off: str | bool) -> None:
    read = validate(SearchParameters(q="自贸区", expand=off))
    assert read.request.query == Term("自贸区")
    assert read.reading.expansions == ()
    assert isinstance(request(q="自贸区", expand="1").query, Expanded)


def test_what_is_odd_in_a_query_is_warned_of_where_it_stands() -> None:
    warning = read_query('海淀 "自贸区')[0].warnings[0]
    assert (warning.code, warning.start) == ("unclosed-quote", 3)


def test_a_query_beyond_a_limit_is_refused() -> None:
    error = refusal(q="政" * (MAX_QUERY_LENGTH + 1))
    assert isinstance(error, QueryLimitError)
    assert (error.parameter, error.code, error.limit) == ("q", "query-length", MAX_QUERY_LENGTH)


@pytest.mark.parametrize(
    "name", ["海淀", "海淀区", "海淀區", "Haidian", "HAIDIAN", "110108", " ｈａｉｄｉａｎ "]
)
def test_a_district_goes_by_any_of_its_names_and_not_by_what_lies_in_it(name: str) -> None:
    assert request(district=(name,)).filters.district == ("110108",)


@pytest.mark.parametrize("name", ["人工智能", "人工智慧", "new-it.ai", "Artificial intelligence"])
def test_an_industry_goes_by_any_of_its_names(name: str) -> None:
    assert request(industry=(name,)).filters.industry == ("new-it.ai",)


def test_a_name_that_several_bear_stands_for_all_of_them() -> None:
    codes = request(district=("鼓楼区",)).filters.district
    assert len(codes) > 2
    assert {places().label(code, "zh-Hans") for code in codes} == {"鼓楼区"}
    assert request(district=("北京", "海淀")).filters.district == ("110000", "110108")


def test_names_that_several_bear_are_told_of() -> None:
    parameters = SearchParameters(district=("鼓楼区", "北京"), industry=("人工智能",))
    ((parameter, name, bearers),) = shared_names(parameters, "zh-Hans")
    assert (parameter, name) == ("district", "鼓楼区")
    assert "320106 鼓楼区 (南京市)" in bearers


def test_an_unknown_name_is_refused_with_names_like_it() -> None:
    error = refusal(district=("北京", "Hadian"))
    assert error.parameter == "district"
    assert "'Hadian'" in str(error)
    assert "did you mean Haidian" in str(error)
    assert "人工智能" in str(refusal(industry=("人工智障",)))
    assert "give a code or a name" in str(refusal(district=("§§§",)))
    suggested = str(refusal(district=("海甸",))).split("did you mean ")[1].rstrip("?").split(", ")
    assert "海淀" in suggested
    assert len(set(suggested)) == len(suggested) == 3


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020-07-30", date(2020, 7, 30), date(2020, 7, 30)),
        ("2020年7月", date(2020, 7, 1), date(2020, 7, 31)),
        ("２０２０", date(2020, 1, 1), date(2020, 12, 31)),
        ("民國109年", date(2020, 1, 1), date(2020, 12, 31)),
        ("109年7月30日", date(2020, 7, 30), date(2020, 7, 30)),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(typed: str, first: date, last: date) -> None:
    filters = request(from_=typed, to=typed).filters
    assert (filters.first, filters.last) == (first, last)


def test_a_date_left_out_is_open() -> None:
    assert request(from_="2020", to=" ").filters == Filters(first=date(2020, 1, 1))
    assert request(to="2020").filters == Filters(last=date(2020, 12, 31))


@pytest.mark.parametrize(
    "typed", ["tomorrow", "2020-13", "2020-02-30", "0000", "2020..2022", "2020..", "2020-03..2020-05", "-5"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert refusal(from_=typed).parameter == "from"
    assert refusal(to=typed).parameter == "to"


def test_dates_may_count_from_today() -> None:
    today = date(2024, 2, 29)
    given = SearchParameters(q="date:去年", from_="近三年", to="this month")
    read = validate(given, today=today)
    assert read.reading.read_as == "date:2023-01-01..2023-12-31"
    assert read.request.filters == Filters(first=date(2021, 3, 1), last=date(2024, 2, 29))
    assert request(from_="近三年").filters.first == validate(given, today=date.today()).request.filters.first


def test_dates_the_wrong_way_round_are_refused() -> None:
    assert refusal(from_="2021", to="2020").parameter == "from"


def test_repeated_and_empty_values_are_passed_over() -> None:
    filters = request(
        source=("晨报", " 晨报 ", ""), lang=("en", "en", ""), district=("", "海淀", "110108")
    ).filters
    assert filters == Filters(source=("晨报",), lang=("en",), district=("110108",))


def test_choices_are_read_in_any_case() -> None:
    assert request(lang=("ZH-hans",)).filters.lang == ("zh-Hans",)
    assert request(sort="Newest").sort == "newest"
    assert request(facets=("year", "district", "YEAR")).facets == ("year", "district")


@pytest.mark.parametrize(
    ("parameter", "given"),
    [
        ("sort", {"sort": "best"}),
        ("match", {"match": ""}),
        ("lang", {"lang": ("fr",)}),
        ("expand", {"expand": "perhaps"}),
        ("facets", {"facets": ("colour",)}),
        *(("limit", {"limit": value}) for value in ("-1", "1.5", "1_0", "１０", "", "ten", "9" * 10, -1)),
        ("offset", {"offset": "-1"}),
    ],
)
def test_a_bad_value_is_refused_by_the_name_of_its_parameter(
    parameter: str, given: dict[str, object]
) -> None:
    error = refusal(**given)
    assert error.parameter == parameter
    assert str(error).startswith(parameter)


def test_numbers_come_as_text_or_as_numbers() -> None:
    assert (request(limit=" 25 ", offset="5").limit, request(limit=25, offset=5).offset) == (25, 5)
    assert request(limit=None).limit is None
    assert request(limit="0").limit == 0


def test_one_request_over_the_network_is_bounded() -> None:
    assert refusal(bounded=True, limit=MAX_LIMIT + 1).parameter == "limit"
    assert refusal(bounded=True, limit=None).parameter == "limit"
    assert refusal(bounded=True, limit=10, offset=MAX_WINDOW - 9).parameter == "offset"
    last = SearchParameters(limit=10, offset=MAX_WINDOW - 10)
    assert validate(last, bounded=True).request.offset == MAX_WINDOW - 10
    assert request(limit=MAX_LIMIT + 1, offset=MAX_WINDOW).limit == MAX_LIMIT + 1


@given(
    st.fixed_dictionaries(
        {name: st.text(max_size=12) for name in ("q", "from_", "to", "sort", "expand", "limit")}
    )
)
@settings(deadline=None, max_examples=60)
def test_nothing_but_a_refusal_comes_of_what_people_type(typed: dict[str, str]) -> None:
    for name, value in typed.items():
        try:
            validate(SearchParameters(**{name: value}))
        except RequestError as error:
            assert error.parameter == name.rstrip("_")


@given(st.text(max_size=8))
@settings(deadline=None, max_examples=15)
def test_any_name_is_known_or_refused(name: str) -> None:
    try:
        codes = request(district=(name,)).filters.district
    except RequestError as error:
        assert error.parameter == "district"
    else:
        assert all(code in places() for code in codes)
