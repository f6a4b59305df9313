"""Values of a facet found by name, among districts, industries and sources of a result."""

import pytest
from werkzeug.datastructures import MultiDict

from indexer.engine import Filters
from indexer.facets import LabelledFacets
from indexer.settings import MAX_SOURCES
from tests.webui.reading import find as elements
from tests.webui.reading import link, parse, texts
from webui.finding import MOST_FOUND, find

UNFILTERED = Filters()
DISTRICTS = {
    "110000": 9,
    "110108": 5,
    "460000": 4,
    "320000": 3,
    "320100": 3,
    "320106": 2,
    "110108-shangdi": 1,
}
"""北京市, 海淀区 and 上地街道 in it, 海南省, 江苏省 with 南京市 and 鼓楼区."""


def found(
    typed: str, counts: dict[str, int] = DISTRICTS, key: str = "district", filters: Filters = UNFILTERED
):
    (one,) = find(
        LabelledFacets({key: counts}, filters, "zh-Hans"), MultiDict({f"find_{key}": typed})
    ).values()
    return one


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("海", ["北京市", "海淀区", "海南省"]),
        ("海淀", ["北京市", "海淀区"]),
        ("海淀區", ["北京市", "海淀区"]),
        ("haidian", ["北京市", "海淀区"]),
        ("Haidian D", ["北京市", "海淀区"]),
        ("hdq", ["北京市", "海淀区"]),
        ("dianq", ["北京市", "海淀区"]),
        ("qu", []),
        ("江蘇", ["江苏省"]),
        ("Ｊｉａｎｇｓｕ", ["江苏省"]),
        ("gulou", ["江苏省", "南京市", "鼓楼区"]),
        ("上地", ["北京市", "海淀区", "上地街道"]),
        ("idian", []),
        ("火星", []),
    ],
)
def test_a_place_is_found_by_any_of_its_names_with_those_it_lies_in(typed, labels):
    assert [value.label for value in found(typed).values] == labels


def test_what_was_found_is_counted_of_all():
    one = found("海")
    assert (one.number, one.total) == (2, 7)
    assert (found("火星").number, found("火星").total) == (0, 7)


def test_a_chosen_value_stays_listed_whatever_is_looked_for():
    chosen = Filters(district=("320106",))
    assert [value.label for value in found("海淀", filters=chosen).values] == [
        "北京市", "海淀区", "江苏省", "南京市", "鼓楼区",
    ]  # fmt: skip


def test_every_source_can_be_found_however_many_there_are():
    counts = {f"第{number}日报": 900 - number for number in range(9 * MAX_SOURCES)}
    counts["深圳衛視"] = 1
    for typed in ("深圳卫视", "weishi", "szws"):
        assert [value.code for value in found(typed, counts, "source").values] == ["深圳衛視"]
    one = found("日报", counts, "source")
    assert (one.number, len(one.values)) == (9 * MAX_SOURCES, MOST_FOUND)


def test_an_industry_is_found_in_english():
    labels = [value.label for value in found("artificial", {"new-it": 2, "new-it.ai": 1}, "industry").values]
    assert labels == ["新一代信息技术", "人工智能"]


def test_a_page_lists_what_is_found_and_choosing_it_ends_the_looking(client):
    page = parse(client.get("/", query_string={"q": "自贸区", "find_district": "haidian"}))
    (section,) = [one for one in elements(page, "section") if one.get("aria-labelledby") == "facet-district"]
    assert texts(section, "bdi") == ["北京市", "海淀区"]
    assert texts(section, ".hint") == ["4 项中有 1 项"]
    assert elements(section, ".find")[0].get("value") == "haidian"
    chosen = link(section, ".value", "海淀区")
    assert "find_district" not in chosen
    assert texts(parse(client.get(chosen)), ".chip bdi") == ["海淀区"]


def test_nothing_found_says_so(client):
    page = parse(client.get("/", query_string={"q": "自贸区", "find_source": "火星"}))
    assert texts(page, ".filters .hint")[0].endswith("中有 0 项")
