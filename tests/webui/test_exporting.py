"""The page that offers a result as files, and the record of a search."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from indexer.recording.record import read_record
from tests.webui.documents import DOCUMENTS
from tests.webui.reading import find, link, parse, texts


def asked(url: str) -> set[tuple[str, str]]:
    return set(parse_qsl(urlsplit(url).query))


def test_the_results_lead_to_the_exports_with_everything_that_is_on(client: FlaskClient) -> None:
    page = parse(client.get("/?q=人工智能&district=海淀&from=2019&sort=newest&page=2"))
    url = link(page, ".along", "导出")
    assert urlsplit(url).path == "/export"
    search = {("q", "人工智能"), ("district", "110108"), ("from", "2019")}
    assert asked(url) == search | {("sort", "newest")}
    offer = parse(client.get(url))
    assert texts(offer, ".files .file")[:5] == ["CSV", "JSON Lines", "RIS", "BibTeX", "标识"]
    for name, text in (("csv", "CSV"), ("ris", "RIS"), ("ids", "标识")):
        file = link(offer, ".files", text)
        assert urlsplit(file).path == "/api/v1/export"
        assert asked(file) == search | {("sort", "newest"), ("format", name), ("labels", "zh-Hans")}
    assert asked(link(offer, ".files", "Atom")) == search | {("labels", "zh-Hans")}
    assert "海淀区" in texts(offer, ".asked")[0]


def test_the_page_says_how_much_there_is(client: FlaskClient) -> None:
    page = parse(client.get("/export?q=自贸区&ui=en"))
    (count,) = texts(page, "h2")[:1]
    total = int(client.get("/api/v1/export?q=自贸区&format=ids").headers["X-Total-Count"])
    assert count == f"{total} documents, all of the result"
    (files, *_) = find(page, ".files")
    assert files.get("data-total") == str(total)
    # So few documents are all looked at, and so the size is right but for rounding.
    for file in find(files, ".file"):
        assert int(file.get("data-bytes")) == len(client.get(file.get("href")).get_data())


@pytest.mark.parametrize("name", ["csv", "ris", "jsonl", "bibtex", "ids"])
def test_a_size_is_guessed_by_the_first_documents(client: FlaskClient, name: str) -> None:
    (file,) = (
        one for one in find(parse(client.get("/export")), ".file") if f"format={name}&" in one.get("href")
    )
    assert len(DOCUMENTS) > 20
    size = len(client.get(file.get("href")).get_data())
    assert size / 2 < int(file.get("data-bytes")) < size * 2


def test_nothing_found_is_nothing_to_export(client: FlaskClient) -> None:
    page = parse(client.get("/export?q=“没有这句话的”&ui=en"))
    assert texts(page, ".notice") == ["Nothing was found, so there is nothing to export."]
    # That nothing was found may be told in a methods section, and looked at again.
    assert "The search found 0 documents." in texts(page, ".methods")[0]
    assert urlsplit(link(page, ".files", "JSON")).path == "/api/v1/record"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The query was “自贸区 <b>”"),
        ("zh-Hans", "检索式为“自贸区 <b>”"),
        ("zh-Hant", "檢索式為「自贸区 <b>」"),
    ],
)
def test_a_paragraph_for_the_methods_section_is_in_the_language_of_the_page(
    client: FlaskClient, language: str, told: str
) -> None:
    page = parse(client.get(f"/export?q=自贸区+<b>&ui={language}"))
    assert told in texts(page, ".methods")[0]


def test_a_record_is_downloaded_and_reads_back(client: FlaskClient, tmp_path) -> None:
    page = parse(client.get("/export?q=自贸区&district=海淀&ui=en"))
    response = client.get(link(page, ".files", "record, JSON"))
    assert response.content_type == "application/json; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="zhengsou-')
    path = tmp_path / "record.json"
    path.write_bytes(response.get_data())
    record = read_record(path)
    found = client.get("/api/v1/export?q=自贸区&district=海淀&format=ids").get_data(as_text=True).split()
    assert [id for id, _ in record.hits] == found
    assert record.made.tzinfo is not None
    assert json.loads(path.read_bytes())["methods"]["en"] in texts(page, ".methods")[0]
    text = client.get(link(page, ".files", "record, text"))
    assert text.content_type == "text/plain; charset=utf-8"
    assert text.get_data(as_text=True).startswith("Search record\n")


def test_labels_of_a_record_to_read_are_in_the_language_asked_for(client: FlaskClient) -> None:
    url = "/api/v1/record?district=海淀&format=text"
    assert "地区：海淀区" in client.get(url).get_data(as_text=True)
    assert "places: Haidian" in client.get(url, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "地區：海淀區" in client.get(f"{url}&labels=zh-Hant").get_data(as_text=True)
