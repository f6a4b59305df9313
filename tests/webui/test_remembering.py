from datetime import date

import pytest
from flask import Response, request

from corpus.document import Document
from corpus.errors import IndexDamagedError
from tests.indexer.articles import engine_of, put
from tests.webui.counting import Counting
from tests.webui.operated import operated
from webui import remembering
from webui.freshness import FreshEngine


@pytest.fixture
def engine():
    return engine_of([Document("a", "自贸区", "自贸区")], Counting)


@pytest.fixture
def client(engine):
    return operated(engine).test_client(use_cookies=False)


def asked(engine, client, path, **options):
    """An answer, and whether the engine was asked for it."""
    before = engine.asked
    response = client.get(path, **options)
    return response, engine.asked > before


@pytest.mark.parametrize("path", ["/", "/?q=自贸区", "/api/v1/search?q=自贸区"])
def test_the_same_request_is_answered_alike_without_searching(engine, client, path):
    first, searched = asked(engine, client, path)
    assert searched
    again, searched = asked(engine, client, path)
    assert not searched
    assert again.data == first.data
    for response in (first, again):
        del response.headers["X-Request-Id"]
        del response.headers["Date"]
    assert sorted(again.headers) == sorted(first.headers)


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/?q=自贸区&sort=newest"},
        {"path": "/?q=自贸区&ui=en"},
        {"headers": {"Accept-Language": "en"}},
        {"headers": {"Cookie": "ui=en"}},
        {"base_url": "https://other.example"},
        {"environ_overrides": {"SCRIPT_NAME": "/policy"}},
    ],
)
def test_another_request_is_not(engine, client, other):
    path = "/?q=自贸区"
    asked(engine, client, path)
    _, searched = asked(engine, client, **{"path": path, **other})
    assert searched


def test_a_new_generation_forgets_everything(engine):
    app = operated(engine)
    app.extensions["zhengsou"] = FreshEngine(engine, iter(range(1000)).__next__)
    client = app.test_client()
    assert client.get("/api/v1/search?q=自贸区").get_json()["total"] == 1
    put(engine, Document("b", "", "自贸区"))
    assert client.get("/api/v1/search?q=自贸区").get_json()["total"] == 2


def test_a_new_day_is_a_new_answer(engine, client, monkeypatch):
    asked(engine, client, "/?q=自贸区")

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date(2999, 1, 1)

    monkeypatch.setattr(remembering, "date", Tomorrow)
    assert asked(engine, client, "/?q=自贸区")[1]


@pytest.mark.parametrize("path", ["/?q=a&from=x", "/?q=自贸区&ui=en", "/none"])
def test_errors_and_answers_that_set_a_cookie_are_made_anew(client, path):
    first, again = client.get(path), client.get(path)
    assert first.status_code == again.status_code
    assert len(first.headers.getlist("Set-Cookie")) == len(again.headers.getlist("Set-Cookie"))


def made(view, **settings):
    """A client of an application with one more view, which counts its calls."""
    calls = []

    def counted():
        calls.append(1)
        return view()

    app = operated(**settings)
    app.add_url_rule("/view", view_func=counted)
    return app.test_client(), calls


@pytest.mark.parametrize(
    "view",
    [
        lambda: Response("a", headers={"Cache-Control": "no-store"}),
        lambda: Response(iter(["a"])),
        lambda: Response("a" * (remembering.LARGEST + 1)),
        lambda: Response("a", headers={"Vary": "*"}),
        lambda: Response("a", status=206),
    ],
)
def test_what_may_not_or_should_not_be_kept_is_not(view):
    client, calls = made(view)
    for _ in range(2):
        client.get("/view").close()
    assert len(calls) == 2


def test_what_an_answer_says_it_depends_on_tells_requests_apart():
    client, calls = made(lambda: Response(request.headers.get("X-A", ""), headers={"Vary": "X-A"}))
    bodies = [client.get("/view", headers={"X-A": value}).text for value in "aba"]
    assert (bodies, len(calls)) == (["a", "b", "a"], 2)


def test_a_client_that_has_the_answer_is_told_so_from_memory_too():
    client, calls = made(lambda: Response("a", headers={"ETag": '"1"'}))
    assert client.get("/view").status_code == 200
    again = client.get("/view", headers={"If-None-Match": '"1"'})
    assert (again.status_code, again.data, len(calls)) == (304, b"", 1)


def test_what_belongs_to_a_page_is_answered_while_the_index_cannot_be_read(engine, client, monkeypatch):
    def damaged(self):
        raise IndexDamagedError("cut short")

    monkeypatch.setattr(Counting, "generation", property(damaged))
    with client.get("/favicon.ico") as response:
        assert (response.status_code, response.mimetype) == (200, "image/svg+xml")
    assert client.get("/?q=a").status_code == 503
