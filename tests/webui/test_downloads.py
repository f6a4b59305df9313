"""Files that are sent while they are made: names, order, and what a client sees when one breaks off."""

from __future__ import annotations

import json
import logging
import re
from datetime import date
from http.client import HTTPConnection, IncompleteRead
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.document import Document
from corpus.errors import IndexDamagedError
from indexer.analysis import analyze
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.exports import EXPORT_FORMATS
from indexer.search import SearchParameters, iterate
from tests.indexer.articles import engine_of
from tests.tables import csv_rows
from tests.webui.documents import DOCUMENTS
from tests.webui.serving import served
from webui.app import create_app
from webui.downloads import FILE_KINDS, disposition

MANY = [Document(f"n{number:03}", f"第{number}号", "自贸区" + "长文" * 400) for number in range(60)]


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_file_is_what_the_command_line_writes(client: FlaskClient, app: Flask, name: str) -> None:
    engine: Engine = app.extensions["zhengsou"].current()
    parameters = SearchParameters(q="人工智能", district=("海淀",), sort="oldest")
    expected = "".join(EXPORT_FORMATS[name](iterate(engine, parameters, "en")))
    asked = f"/api/v1/export?q=人工智能&district=海淀&sort=oldest&labels=en&format={name}"
    response = client.get(asked)
    assert (response.status_code, response.get_data(as_text=True)) == (200, expected)
    assert response.headers["X-Total-Count"] == "12"
    assert response.content_type == f"{FILE_KINDS[name].media}; charset=utf-8"
    assert "Content-Length" not in response.headers
    # Labels of the client's own language, where it asks for no other.
    other = client.get(asked.replace("&labels=en", ""), headers={"Accept-Language": "en-GB"})
    assert other.get_data() == response.get_data()


def test_a_file_holds_the_whole_result_and_not_a_page_of_it(client: FlaskClient) -> None:
    found = client.get("/api/v1/search?limit=0").get_json()["total"]
    assert found == len(DOCUMENTS)
    read = csv_rows(client.get("/api/v1/export?format=csv").get_data(as_text=True))
    assert {row["id"] for row in read} == {document.id for document in DOCUMENTS}
    lines = client.get("/api/v1/export?q=自贸区").get_data(as_text=True).splitlines()
    shown = client.get("/api/v1/search?q=自贸区&limit=100").get_json()["hits"]
    assert [json.loads(line) for line in lines] == shown


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("format=pdf", "format"),
        ("format=csv&format=ris", "format"),
        ("labels=fr", "labels"),
        ("limit=10", "limit"),
        ("page=2", "page"),
        ("sort=best", "sort"),
        ("q=" + "长" * 1001, "q"),
        ("from=soon", "from"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/export", "/api/v1/record", "/feed.atom"])
def test_bad_parameters_are_named_before_anything_is_sent(
    client: FlaskClient, path: str, asked: str, parameter: str
) -> None:
    response = client.get(f"{path}?{asked}")
    assert response.status_code == 422
    assert response.get_json()["error"]["parameter"] == parameter


@pytest.mark.parametrize(
    ("q", "plain", "told"),
    [
        ("自贸区 海淀", "zhengsou-2026-11-30.csv", "政搜 自贸区 海淀 2026-11-30.csv"),
        ("free trade zone", "zhengsou-free-trade-zone-2026-11-30.csv", "政搜 free trade zone 2026-11-30.csv"),
        ("", "zhengsou-2026-11-30.csv", "政搜 2026-11-30.csv"),
        ('../..\\a:"b"\r\nX: y\x00', "zhengsou-a-b-X-y-2026-11-30.csv", "政搜 a b X y 2026-11-30.csv"),
        ("𠮷\ud800\u202e." + "长" * 200, "zhengsou-2026-11-30.csv", None),
    ],
)
def test_a_file_is_named_by_its_query_and_the_day(q: str, plain: str, told: str | None) -> None:
    header = disposition(q, date(2026, 11, 30), "csv")
    assert header.isascii() and header.isprintable()
    named = re.fullmatch(
        r"attachment; filename=\"([A-Za-z0-9.-]+)\"; filename\*=UTF-8''([A-Za-z0-9%._-]+)", header
    )
    assert named
    assert named[1] == plain
    name = unquote(named[2], errors="strict")
    assert told is None or name == told
    assert len(name.encode()) <= 255
    assert name.endswith("2026-11-30.csv")


class Watched(MemoryEngine):
    """An engine that counts the documents read of it, and all of its snapshots, together."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.fails_after = 10_000

    def documents(self, document_ids):
        wanted = list(document_ids)
        if len(self.read) >= self.fails_after:
            raise IndexDamagedError("a segment's checksum is another one")
        self.read += wanted
        return super().documents(wanted)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    monkeypatch.setattr("indexer.search._BATCH", 2)
    return engine_of(MANY, Watched)


@pytest.mark.parametrize("name", ["csv", "jsonl", "ris", "bibtex"])
def test_the_first_bytes_come_before_the_other_documents_are_read(watched: Watched, name: str) -> None:
    with create_app(watched).test_client() as client:
        response = client.get(f"/api/v1/export?q=自贸区&format={name}", buffered=False)
        pieces = response.iter_encoded()
        while b"n0" not in next(pieces):
            pass
        assert len(watched.read) == 2
        # What is held at once is a chunk, however much there is.
        sizes = [len(piece) for piece in pieces]
        assert len(watched.read) == len(MANY)
        assert max(sizes) < 200_000
        response.close()


def test_a_file_is_of_one_generation_whatever_is_committed_meanwhile(watched: Watched) -> None:
    with create_app(watched).test_client() as client:
        expected = client.get("/api/v1/export?sort=oldest&format=csv").get_data()
        response = client.get("/api/v1/export?sort=oldest&format=csv", buffered=False)
        pieces = response.iter_encoded()
        got = next(pieces)
        with watched.writer() as writer:
            writer.put(analyze([Document(one.id, "新题", "全新的正文") for one in MANY[::2]]))
            for one in MANY[1::2]:
                writer.delete(one.id)
        assert got + b"".join(pieces) == expected
        response.close()
        assert int(client.get("/api/v1/export?format=ids").headers["X-Total-Count"]) == len(MANY) // 2


@pytest.mark.parametrize("server", ["waitress", "flask"])
def test_a_file_that_breaks_off_does_not_look_complete(
    watched: Watched, server: str, caplog: pytest.LogCaptureFixture
) -> None:
    watched.fails_after = 40
    with caplog.at_level(logging.ERROR), served(create_app(watched), server) as (address, _):
        connection = HTTPConnection(*address, timeout=20)
        connection.request("GET", "/api/v1/export?format=jsonl")
        response = connection.getresponse()
        assert (response.status, response.headers["X-Total-Count"]) == (200, str(len(MANY)))
        with pytest.raises(IncompleteRead) as broken:
            response.read()
        connection.close()
    # Whoever reads on all the same, through a proxy that hides the cut, meets a line that is no JSON.
    lines = broken.value.partial.decode().splitlines()
    assert len([json.loads(line) for line in lines[:-1] if line]) == 40
    assert "incomplete" in lines[-1]
    assert "a download broke off" in caplog.text
    assert "checksum" in caplog.text
