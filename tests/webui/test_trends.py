"""The page of counts over time, its chart as a file, and the interface for programs."""

import pytest
from lxml import etree

from tests.tables import csv_rows
from tests.webui.documents import DOCUMENTS
from tests.webui.reading import find, link, parse, texts

PERIODS = sorted({one.published.isoformat()[:7] for one in DOCUMENTS if one.published})


def rows(page):
    return [[" ".join(cell.text_content().split()) for cell in row] for row in find(page, "tbody tr")]


def test_the_table_has_every_month_with_what_a_scan_counts(client):
    page = parse(client.get("/trends?q=“人工智能”"))
    assert texts(page, "h1") == ["每月的文献数"]
    table = {period: (int(found), int(every)) for period, found, every in rows(page)}
    assert next(iter(table)) == PERIODS[0]
    assert list(table)[-1] == PERIODS[-1]
    assert len(table) == 49
    for period, (found, every) in table.items():
        dated = [one for one in DOCUMENTS if one.published and one.published.isoformat()[:7] == period]
        assert every == len(dated)
        assert found == sum("人工智能" in one.title + one.text for one in dated)


def test_a_number_leads_to_its_documents(client):
    page = parse(client.get("/trends?q=“人工智能”&by=year&district=海淀"))
    year, found, _ = rows(page)[0]
    results = parse(client.get(link(page, "tbody", found)))
    assert texts(results, "h1") == [f"{found} 篇文献"]
    assert year in texts(results, ".chip bdi")[-1]
    several = parse(client.get("/trends?q=自贸区&q=“人工智能”&by=year"))
    assert "q=%E2%80%9C" in find(several, "tbody tr")[1].findall("td")[1].find("a").get("href")


def test_several_queries_are_curves_that_can_be_taken_out_again(client):
    page = parse(client.get("/trends?q=自贸区&q=人工智能&q=自贸区&q=+"))
    assert texts(page, ".legend-query") == ["自贸区", "人工智能"]
    assert texts(page, "thead .column-query") == ["自贸区", "人工智能"]
    one = parse(client.get(find(page, ".legend-remove")[0].get("href")))
    assert texts(one, ".legend-query") == ["人工智能"]
    form = find(one, ".add-query")[0]
    kept = [(field.get("name"), field.get("value")) for field in form.findall(".//input[@type='hidden']")]
    assert kept == [("q", "人工智能")]
    full = parse(client.get("/trends?" + "&".join(f"q={n}" for n in "abcdef")))
    assert not find(full, ".add-query")


def test_links_keep_the_other_choices(client):
    page = parse(client.get("/trends?q=通知&q=自贸区&by=year&show=share&split=district&district=北京&page=3"))
    assert texts(page, "h1") == ["占每年文献的比例"]
    chosen = [one for one in find(page, ".trends-choices a") if one.get("aria-current")]
    assert [one.text_content().strip() for one in chosen] == ["年份", "每万篇中的篇数", "按地区"]
    again = link(page, ".trends-choices", "月份")
    assert again.startswith("/trends?q=")
    for pair in ("by=month", "show=share", "split=district", "district=110000"):
        assert pair in again
    assert "page=" not in again
    tabs = find(page, ".views a")
    assert [tab.get("aria-current") for tab in tabs] == [None, None, "page", None]
    assert "split" not in tabs[0].get("href")


def test_what_it_is_split_by_is_drawn_in_small_and_listed(client):
    page = parse(client.get("/trends?q=自贸区&split=district&by=year&ui=en"))
    titles = [element.find("title").text for element in find(page, ".multiples")[0].findall("svg")]
    assert [title.split()[0] for title in titles] == ["Beijing", "Shanghai", "Hong"]
    assert [cell.split()[0] for cell in texts(page, "thead th")][1:] == [title.split()[0] for title in titles]
    industries = parse(client.get("/trends?q=人工智能&split=industry"))
    assert len(find(industries, ".multiples svg")) == 1


def test_first_uses_lead_to_the_documents(client):
    page = parse(client.get("/trends?q=自贸区&ui=en&level=city"))
    first = find(page, ".uses li")[0]
    assert first.find("time").text == "2019-08-20"
    assert "A free trade zone opens in Shanghai" in first.text_content()
    document = client.get(link(page, ".uses", "A free trade zone"))
    assert document.status_code == 200


def test_the_chart_as_a_file_is_drawn_without_the_style_of_the_pages(client):
    page = parse(client.get("/trends?q=自贸区&split=district"))
    response = client.get(link(page, ".downloads", "SVG"))
    assert response.mimetype == "image/svg+xml"
    assert "attachment" in response.headers["Content-Disposition"]
    drawn = etree.fromstring(response.data)
    assert not drawn.xpath("//@class | //@style")
    assert drawn.xpath("//*[local-name()='g']")


def test_the_table_is_read_back(client):
    page = parse(client.get("/trends?q=“人工智能”&by=year&sort=newest&show=share"))
    response = client.get(link(page, ".downloads", "CSV"))
    assert (response.status_code, response.mimetype) == (200, "text/csv")
    records = csv_rows(response.get_data(as_text=True))
    dated = [record for record in records if record["period"]]
    assert [record["period"] for record in dated] == ["2018", "2019", "2020", "2021", "2022"]
    assert sum(int(record["documents"]) for record in dated) == 24
    every = parse(client.get("/trends?q=自贸区"))
    uses = client.get(link(every, ".first-uses .downloads", "CSV")).get_data(as_text=True)
    assert csv_rows(uses)[0]["id"] == "en-ftz"


def test_programs_are_answered(client):
    answer = client.get("/api/v1/trends?q=自贸区&q=人工智能&by=year&split=district&first_use=1").get_json()
    assert [query["q"] for query in answer["queries"]] == ["自贸区", "人工智能"]
    assert answer["periods"] == ["2018", "2019", "2020", "2021", "2022"]
    assert all(len(series["counts"]) == 5 for series in answer["whole"]["series"])
    assert {value["label"] for value in answer["values"]} >= {"北京市", "上海市"}
    assert answer["first_use"][0][0]["id"] == "en-ftz"
    labels = client.get(
        "/api/v1/trends?q=自贸区&split=district", headers={"Accept-Language": "en"}
    ).get_json()
    assert labels["values"][0]["label"] == "Beijing"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("by=week", "by"),
        ("split=colour", "split"),
        ("level=town", "level"),
        ("format=xml", "format"),
        ("first_use=perhaps", "first_use"),
        ("sort=newest", "sort"),
        ("limit=3", "limit"),
        ("show=share", "show"),
        ("from=x", "from"),
        ("by=year&by=month", "by"),
        ("&".join(f"q={n}" for n in "abcdefg"), "q"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(client, query, parameter):
    response = client.get(f"/api/v1/trends?{query}")
    assert (response.status_code, response.get_json()["error"]["parameter"]) == (422, parameter)


@pytest.mark.parametrize("path", ["/trends?by=week", "/trends?show=colour", "/trends.svg?from=x"])
def test_a_page_is_refused_that_no_counts_can_be_made_for(client, path):
    assert client.get(path).status_code == 422


def test_what_the_page_does_not_know_changes_nothing(client):
    plain, more = client.get("/trends?q=通知"), client.get("/trends?q=通知&page=x")
    assert more.status_code == 200
    assert rows(parse(more)) == rows(parse(plain)) != []


def test_what_is_typed_and_what_documents_hold_is_text(client):
    typed = "<script>alert(1)</script>\x00"
    page = parse(client.get("/trends", query_string={"q": [typed, "自贸区"], "split": "district"}))
    assert all("alert" not in (script.text or "") for script in find(page, "script"))
    assert "<script>alert(1)</script>" in texts(page, ".legend-query")[0]
    for element in page.iter():
        assert "style" not in element.attrib
        assert not [name for name in element.attrib if name.startswith("on")]
    assert etree.fromstring(client.get("/trends.svg", query_string={"q": typed}).data) is not None


def test_an_empty_count_says_so(client):
    page = parse(client.get("/trends?q=自贸区&source=none"))
    assert not find(page, ".chart")
    assert client.get("/trends.svg?source=none").status_code == 200
