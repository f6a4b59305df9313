"""Answers that need not be made twice: when a client is told so, and when it is not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.document import Document
from indexer.engines.memory import MemoryEngine
from tests.indexer.articles import engine_of, put
from tests.webui.counting import Counting
from tests.webui.reading import find, parse
from webui import caching
from webui.app import create_app

ADDRESSES = (
    "/",
    "/?q=自贸区",
    "/documents/hd-ftz",
    "/why?q=自贸区",
    "/api",
    "/api/v1/search?q=自贸区",
    "/api/v1/documents/hd-ftz?q=自贸区",
    "/api/v1/suggest?q=zmq",
    "/api/v1/openapi.json",
)


@pytest.fixture
def engine() -> Counting:
    return engine_of([Document("hd-ftz", "", "自贸区 补贴")], Counting)


def again(client: FlaskClient, address: str, tag: str, **headers: str) -> int:
    return client.get(address, headers={"If-None-Match": tag, **headers}).status_code


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_client_has_is_not_given_again(client, address):
    first = client.get(address)
    assert first.headers["ETag"].startswith('W/"')
    assert first.headers["Cache-Control"] == "private, no-cache"
    second = client.get(address, headers={"If-None-Match": f'"other", {first.headers["ETag"]}'})
    assert (second.status_code, second.data) == (304, b"")
    for header in ("ETag", "Cache-Control", "Vary"):
        assert second.headers.get(header) == first.headers.get(header)
    assert client.head(address).headers["ETag"] == first.headers["ETag"]
    assert again(client, address, 'W/"other"') == 200


@pytest.mark.parametrize("address", ["/?q=自贸区", "/documents/hd-ftz?q=自贸区", "/api/v1/search?q=自贸区"])
def test_nothing_is_searched_to_say_so(engine, address):
    client = create_app(engine).test_client()
    tag = client.get(address).headers["ETag"]
    engine.asked = 0
    assert again(client, address, tag) == 304
    assert engine.asked == 0


@pytest.mark.parametrize("address", ["/?q=自贸区", "/api/v1/search?q=自贸区"])
def test_a_new_generation_is_a_new_answer(engine, address):
    client = create_app(engine).test_client()
    tag = client.get(address).headers["ETag"]
    put(engine, Document("second", "", "自贸区"))
    assert again(client, address, tag) == 200


def test_every_part_that_an_answer_depends_on_changes_its_validator(client, monkeypatch):
    address = "/?q=自贸区"
    tags = {client.get(address).headers["ETag"]}
    tags |= {client.get(other).headers["ETag"] for other in ("/?q=自贸区&sort=newest", "/why?q=自贸区")}
    tags.add(client.get(address, headers={"Accept-Language": "en"}).headers["ETag"])
    client.set_cookie("ui", "zh-Hant")
    tags.add(client.get(address).headers["ETag"])
    client.delete_cookie("ui")
    tags.add(client.get(address, base_url="https://other.example/").headers["ETag"])
    tags.add(client.get(address, base_url="http://localhost/below").headers["ETag"])
    monkeypatch.setattr(caching, "_program", lambda: "another")
    tags.add(client.get(address).headers["ETag"])
    assert len(tags) == 8


def test_tomorrow_the_last_three_years_are_others(client, monkeypatch):
    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date(2099, 1, 1)

    tag = client.get("/?from=近三年").headers["ETag"]
    monkeypatch.setattr(caching, "date", Tomorrow)
    assert again(client, "/?from=近三年", tag) == 200


def test_other_terms_make_other_answers(engine, tmp_path):
    tags = set()
    for number, group in enumerate(("自贸区\t特区", "自贸区\t新区")):
        terms = tmp_path / f"{number}.tsv"
        terms.write_text(group, encoding="utf-8")
        client = create_app(engine, (terms,)).test_client()
        tags.add(client.get("/?q=自贸区").headers["ETag"])
    assert len(tags) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/search?colour=red",
        "/api/v1/search?limit=x",
        "/?from=x",
        "/documents/none",
        "/api/v1/documents/none",
    ],
)
def test_what_failed_is_asked_again(client, address):
    response = client.get(address)
    assert response.status_code in (404, 422)
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert again(client, address, "*") == response.status_code


@pytest.mark.parametrize(
    ("address", "varies"),
    [
        ("/", {"Accept-Language", "Cookie"}),
        ("/documents/none", {"Accept-Language", "Cookie"}),
        ("/api/v1/search?q=a", {"Accept", "Accept-Language"}),
        ("/static/style.css", set()),
    ],
)
def test_an_answer_names_the_headers_that_it_depends_on(client, address, varies):
    with client.get(address) as response:
        assert set(response.vary) == varies


def test_files_of_pages_are_kept_for_a_year_under_an_address_of_their_content(client):
    page = parse(client.get("/"))
    styles = [one.get("href") for one in find(page, "link") if one.get("rel") == "stylesheet"]
    images = [one.get("src") for one in find(page, "img")]
    assert styles and images
    for address in (*styles, *images):
        assert "?v=" in address
        with client.get(address) as response:
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get("/static/style.css?v=old") as response:
        assert "immutable" not in response.headers["Cache-Control"]


def test_another_content_has_another_address(tmp_path: Path) -> None:
    app: Flask = create_app(MemoryEngine())
    app.static_folder = str(tmp_path)
    addresses = []
    for content in ("a{}", "b{color:red}"):
        (tmp_path / "own.css").write_text(content, encoding="utf-8")
        with app.test_request_context():
            addresses.append(app.url_for("static", filename="own.css"))
    assert len(set(addresses)) == 2
    with app.test_request_context():
        assert app.url_for("static", filename="none.css") == "/static/none.css"
        assert app.url_for("static", filename="../none.css") == "/static/../none.css"


def test_the_program_is_known_by_its_code(monkeypatch):
    known = caching._program.__wrapped__()
    assert known == caching._program()
    monkeypatch.setattr(caching, "package_files", lambda package: [("/a.py", b"another")])
    assert caching._program.__wrapped__() != known


def test_a_browser_that_asks_for_an_icon_by_its_usual_name_gets_one(client):
    with client.get("/favicon.ico") as answer, client.get("/static/seal.svg") as seal:
        assert answer.status_code == 200
        assert answer.mimetype == "image/svg+xml"
        assert answer.data == seal.data


def test_a_stylesheet_is_sent_without_what_only_its_authors_read(client, app):
    written = (Path(app.static_folder) / "style.css").read_text(encoding="utf-8")
    with client.get("/static/style.css") as answer:
        sent = answer.get_data(as_text=True)
        assert answer.mimetype == "text/css"
    assert "/*" in written and "/*" not in sent
    assert len(sent) < len(written)
    assert re.sub(r"[\s;]", "", re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)) == re.sub(
        r"[\s;]", "", sent
    )
    with client.get("/static/style.css", headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304


@pytest.mark.parametrize("name", ["none.css", "é" * 400 + ".css", "../app.css", "a\0.css"])
def test_a_stylesheet_that_cannot_be_is_not_found(client, name):
    assert client.get(f"/static/{name}").status_code == 404
