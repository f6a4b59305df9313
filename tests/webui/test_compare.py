"""The page with two sides of a search, and the interface for programs."""

import pytest

from tests.webui.documents import DOCUMENTS
from tests.webui.reading import find, link, parse, texts


def cells(page):
    return {
        row[0].text_content(): [" ".join(cell.text_content().split()) for cell in row[1:]]
        for row in find(page, ".sides-table tr")[1:]
    }


def test_the_form_comes_first_and_keeps_the_search(client):
    page = parse(client.get("/compare?q=通知&from=2018&sort=newest"))
    assert not find(page, ".sides-table")
    form = find(page, ".sides")[0]
    hidden = {field.get("name"): field.get("value") for field in form.findall(".//input[@type='hidden']")}
    assert hidden == {"q": "通知", "from": "2018", "sort": "newest"}
    named = [
        field.get("name")
        for field in find(page, ".sides")[0].iter("input", "select")
        if field.get("type") != "hidden"
    ]
    assert named == [
        f"{side}_{name}" for side in "ab" for name in ("district", "industry", "source", "lang", "from", "to")
    ]
    assert "海淀区" in [option.get("value") for option in find(page, "datalist option")]


def test_two_districts_are_counted_as_a_scan_does(client):
    page = parse(client.get("/compare?q=通知&a_district=海淀&b_district=朝阳区+110105&b_district=110105"))
    assert page is not None
    page = parse(client.get("/compare?q=“算力补贴”&a_district=海淀&b_district=110105"))
    for place, code in enumerate(("110108", "110105")):
        inside = [one for one in DOCUMENTS if code in one.districts]
        held = [one for one in inside if "算力补贴" in one.text]
        assert cells(page)["找到的文献"][place] == str(len(held))
        assert cells(page)["该组的全部文献"][place] == str(len(inside))
        first = min(held, key=lambda one: (one.published, one.id))
        assert cells(page)["最早的文献"][place].startswith(first.published.isoformat())
    results = parse(client.get(link(page, ".sides-table", "12")))
    assert texts(results, "h1") == ["12 篇文献"]


def test_two_spans_of_time_and_the_rest(client):
    page = parse(client.get("/compare?q=通知&a_from=2018&a_to=2018&ui=en"))
    assert texts(page, ".sides-table th")[:2] == ["A · 2018", "B · the rest"]
    assert cells(page)["Documents found"] == ["8", "16"]


def test_samples_are_marked(client):
    page = parse(client.get("/compare?q=自贸区&a_lang=zh-Hans&b_lang=en"))
    samples = find(page, ".sample")
    assert 2 <= len(samples) <= 6
    marks = texts(page, ".sample mark")
    assert "自贸区" in marks
    assert "free trade zone" in [mark.lower() for mark in marks]


def test_programs_are_answered(client):
    answer = client.get("/api/v1/compare?q=自贸区&a_district=海淀&b_district=310000&b_from=2019").get_json()
    assert set(answer) == {"query", "a", "b", "shared"}
    assert (answer["a"]["total"], answer["b"]["total"]) == (2, 1)
    assert answer["b"]["labels"] == ["上海市", "2019 –"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "a_district"),
        ("a_district=Atlantis", "a_district"),
        ("b_from=x", "b_from"),
        ("a_colour=red", "a_colour"),
        ("sort=newest", "sort"),
        ("a_from=2018&a_from=2019", "a_from"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(client, query, parameter):
    response = client.get(f"/api/v1/compare?q=a&{query}")
    assert (response.status_code, response.get_json()["error"]["parameter"]) == (422, parameter)


@pytest.mark.parametrize("query", ["a_district=Atlantis", "b_from=x"])
def test_a_side_that_is_none_is_no_page(client, query):
    assert client.get(f"/compare?q=a&{query}").status_code == 422


def test_what_is_typed_is_text(client):
    typed = "\"><script>alert(1)</script>' onfocus='x"
    page = parse(client.get("/compare", query_string={"q": typed, "a_source": typed}))
    assert [
        field.get("value") for field in find(page, ".sides input") if field.get("name") == "a_source"
    ] == [typed]
    assert all("alert" not in (element.text or "") for element in find(page, "script"))


def test_a_side_of_two_languages_keeps_both_in_its_form(client):
    page = parse(client.get("/compare?q=自贸区&a_lang=zh-Hant&a_lang=en"))
    options = [one for one in find(page, ".sides option") if one.get("selected") is not None]
    assert [(one.getparent().get("name"), one.get("value")) for one in options] == [
        ("a_lang", "zh-Hant"),
        ("a_lang", "en"),
    ]


def test_the_box_stays_in_the_view_that_it_stands_above(client):
    for path in ("/compare", "/trends"):
        (form,) = find(parse(client.get(f"{path}?q=自贸区")), ".search")
        assert form.get("action") == path
