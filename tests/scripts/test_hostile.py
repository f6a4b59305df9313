"""``scripts/hostile.py``: what it sends is a bit of everything, and no answer does what none may."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask, Response, request
from hostility import attempts
from hostility.attacking import attack, hostile_app, routes, send
from hostility.attempts import Attempt, Route, attempt
from hostility.documents import hostile_documents
from hostility.judging import Answer, complaints
from werkzeug.datastructures import MultiDict

from indexer.engines.memory import MemoryEngine
from indexer.opening import open_engine

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "hostile.py"
SAFE = (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'"))
PICTURE = ("Content-Type", "image/svg+xml; charset=utf-8")
PAGE = ("Content-Type", "text/html; charset=utf-8")
LINK = "https://zsx.example/"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    engine = open_engine(tmp_path_factory.mktemp("hostile") / "index", create=True)
    yield hostile_app(engine)
    engine.close()


def test_two_thousand_hostile_requests_do_no_harm(app: Flask) -> None:
    figures = attack(app, 2_000, seed=2026)
    assert figures["requests"] == 2_000
    # Enough get through to a view, or the requests would try nothing.
    assert figures["status_200"] > 300
    assert {"status_404", "status_405", "status_422"} <= set(figures)


def test_what_is_sent_is_a_bit_of_everything_and_the_same_for_a_seed() -> None:
    route = Route(("/documents/", ""), ("q", "limit"))
    drawn = [attempt([route], ["a"], Random(seed)) for seed in range(1_000)]
    assert drawn == [attempt([route], ["a"], Random(seed)) for seed in range(1_000)]
    assert max(len(one.query) for one in drawn) == 1_000_000
    assert max(one.query.count(b"&") for one in drawn) >= 10_000
    for seen in (b"..", b"//", b"\0", b";", b"\xc0\xaf", b"\xed\xa0"):
        assert any(seen in one.path for one in drawn)
    assert any("\r\n" in value for one in drawn for value in one.headers.values())
    assert {"POST", "TRACE", "", "GET\r\nX-Zsx: 1"} <= {one.method for one in drawn}


def test_every_parameter_that_a_page_looks_at_is_tried(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    for name in ("get", "getlist"):
        look_up = getattr(MultiDict, name)

        def recorded(given: MultiDict, key: str, *more: Any, look_up: Any = look_up, **options: Any) -> Any:
            asked.add(key)
            return look_up(given, key, *more, **options)

        monkeypatch.setattr(MultiDict, name, recorded)
    one = next(document.id for document in hostile_documents() if document.id.isascii())
    query = urlencode({"q": "a", "doc": one, "a": one, "b": one}).encode()
    pages = 0
    for route in routes(app):
        asked.clear()
        answer = send(app, Attempt(one.join(route.pieces).encode(), query))
        if answer.status == 200 and answer.header("Content-Type") == PAGE[1]:
            pages += 1
            assert set(route.parameters) >= asked, route
    assert pages == 9


@pytest.mark.parametrize(
    "body",
    [
        "<zsx>", "<p onzsx=1>", "<p style='x'>", "<img src=x onerror=zsx()>", "<script>1</script>",
        "<script src=//zsx.example/a.js></script>", "<a href='javascript:zsx()'>", "<a href=' java\tscript:zsx()'>",
        "<a href='//zsx.example'>", "<a href='/\\zsx.example'>", "<a href='https://other.example/'>",
        "<form action='data:x'>", "<iframe>", "<base href='/'>", "<meta http-equiv=refresh content=0>",
        "<!--<zsx>-->", "3703701",
    ],
)  # fmt: skip
def test_a_page_that_grew_something_is_told(body: str) -> None:
    answer = Answer(200, (*SAFE, PAGE), f"<!doctype html><title>a</title><main>{body}</main>".encode())
    assert complaints(answer, frozenset({LINK}))


def test_a_page_that_shows_what_was_sent_as_text_is_fine() -> None:
    body = "<!doctype html><title>&lt;zsx></title><a href='/?q=%3Czsx%3E'>&lt;zsx onzsx=1&gt;</a>"
    body += f"<script src='/static/own.js'></script><a href='{LINK}'>javascript:zsx()</a>"
    assert complaints(Answer(200, (*SAFE, PAGE), body.encode()), frozenset({LINK})) == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(500, SAFE, b""),
        Answer(200, (), b""),
        Answer(200, (*SAFE, ("X-Zsx", "1")), b""),
        Answer(200, (*SAFE, ("Allow", "GET\r\nX: 1")), b""),
        Answer(200, (*SAFE, ("Set-Cookie", "ui=zsx")), b""),
        Answer(200, (*SAFE, ("Access-Control-Allow-Origin", "*")), b""),
        Answer(302, (*SAFE, ("Location", "//zsx.example")), b""),
        Answer(200, (*SAFE, ("Content-Type", "text/javascript+zsx")), b"zsx"),
        Answer(200, (*SAFE, ("Content-Type", "application/atom+xml")), b"<feed><zsx/></feed>"),
        Answer(200, (*SAFE, ("Content-Type", "text/xml")), b"<a><link href='javascript:1'/></a>"),
    ],
)
def test_a_head_or_a_feed_that_does_harm_is_told(answer: Answer) -> None:
    assert complaints(answer, frozenset())


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
        "<foreignObject><p>1</p></foreignObject>",
        "<g onload='1'/>",
        "<a href='javascript:1'/>",
        "<a x:href='javascript:1' xmlns:x='http://www.w3.org/1999/xlink'/>",
        "<zsx/>",
        "<g zsx='1'/>",
    ],
)
def test_a_picture_that_is_more_than_a_picture_is_told(inside: str) -> None:
    body = f"<svg xmlns='http://www.w3.org/2000/svg'><title>&lt;zsx></title>{inside}</svg>"
    assert complaints(Answer(200, (*SAFE, PICTURE), body.encode()), frozenset())


def test_a_picture_that_shows_what_was_sent_as_text_is_fine(app: Flask) -> None:
    body = b"<svg xmlns='http://www.w3.org/2000/svg'><!-- own --><text>&lt;script onload=zsx()></text></svg>"
    assert complaints(Answer(200, (*SAFE, PICTURE), body), frozenset()) == []
    for address in ("/static/seal.svg", "/trends.svg"):
        answer = send(app, Attempt(address.encode(), b"q=%3Cscript%3E" if "trends" in address else b""))
        assert (answer.status, answer.header("Content-Type").partition(";")[0]) == (200, "image/svg+xml")
        assert complaints(answer, frozenset()) == []


@pytest.mark.parametrize("choice", ["ui=en", "script=zh-Hant-HK"])
def test_cookies_of_what_a_reader_may_choose_are_fine(app: Flask, choice: str) -> None:
    answer = send(app, Attempt(b"/", choice.encode()))
    assert answer.header("Set-Cookie").startswith(f"{choice};")
    assert complaints(answer, frozenset()) == []


def test_an_answer_that_does_harm_is_told_with_its_request(monkeypatch: pytest.MonkeyPatch) -> None:
    app = hostile_app(MemoryEngine())
    app.add_url_rule("/echo", view_func=lambda: Response("<p><zsx></p>"))
    monkeypatch.setattr(attempts, "_path", lambda route, ids, pick: b"/echo")
    with pytest.raises(AssertionError, match="an element 'zsx'"):
        attack(app, 50, seed=1)


def test_a_request_arrives_as_it_was_drawn() -> None:
    app = Flask("echo")

    @app.get("/<path:place>")
    def echo(place: str) -> dict[str, object]:
        return {"place": place, "q": request.args["q"], "host": request.environ["HTTP_HOST"]}

    answer = send(app, Attempt("/a//政".encode(), b"q=%E6%94%BF", headers={"HTTP_HOST": "a\r\nb"}))
    assert json.loads(answer.body) == {"place": "a//政", "q": "政", "host": "a\r\nb"}


def test_the_script_prints_its_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("environment.run_inside", lambda extras: None)
    monkeypatch.setattr(sys, "argv", ["hostile.py", "--number", "20"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out)["requests"] == 20
