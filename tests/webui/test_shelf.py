"""Answers that are kept in memory that processes share, each of which is an application or a shelf's user here."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
from flask import Response, request
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.operated import filled
from webui.app import create_app
from webui.remembering import init_remembering
from webui.shelf import PLACE, Answer, Shelf

ANSWER = Answer((("Content-Type", "text/html"), ("Vary", "Cookie")), b"\n\xff body \n")


def put(shelf: Shelf, asked: Any, body: bytes) -> None:
    """Put an answer there that differs by no header."""
    shelf.put((asked,), (), {}.get, Answer((), body))


def held(shelf: Shelf, asked: Any) -> bytes | None:
    """The body of such an answer, or None."""
    found = shelf.get((asked,), {}.get)
    return found and found.body


def process(shelf: Shelf, calls: list[str]) -> FlaskClient:
    """A client of an application whose one view more tells what it was asked for."""
    app = create_app(filled())
    init_remembering(app, shelf)

    def view() -> Response:
        calls.append(request.headers.get("X-A", ""))
        return Response(f"一{calls[-1]}", headers={"Vary": "X-A", "ETag": '"1"'})

    app.add_url_rule("/view", view_func=view)
    return app.test_client()


def test_what_one_process_has_answered_another_does_not_make_again() -> None:
    shelf, calls = Shelf(16), list[str]()
    one, other = process(shelf, calls), process(shelf, calls)
    first = one.get("/view", headers={"X-A": "a"})
    again = other.get("/view", headers={"X-A": "a"})
    assert (again.text, again.headers["ETag"], again.mimetype) == ("一a", '"1"', first.mimetype)
    assert other.get("/view", headers={"X-A": "a", "If-None-Match": '"1"'}).status_code == 304
    assert other.get("/view", headers={"X-A": "b"}).text == "一b"
    assert one.get("/view", headers={"X-A": "b"}).text == "一b"
    assert calls == ["a", "b"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot make a process of another")
def test_a_child_finds_what_its_parent_has_answered_and_the_parent_what_it_has() -> None:
    shelf = Shelf(16)
    put(shelf, "parent", b"one")
    child = os.fork()
    if not child:
        try:
            put(shelf, "child", held(shelf, "parent") + b" two")
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert held(shelf, "child") == b"one two"


def test_an_answer_comes_back_as_it_was_to_who_asks_the_same_with_the_same_headers() -> None:
    shelf = Shelf(16)
    shelf.put(("/",), ("cookie",), {"cookie": "ui=en"}.get, ANSWER)
    assert shelf.get(("/",), {"cookie": "ui=en", "accept": "*"}.get) == ANSWER
    assert shelf.get(("/",), {}.get) is None
    assert shelf.get(("/", None), {"cookie": "ui=en"}.get) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.binary(max_size=40)), max_size=40))
def test_what_is_found_is_what_was_put_there_last(puts: list[tuple[int, bytes]]) -> None:
    shelf, last = Shelf(4), dict[int, bytes]()
    for asked, body in puts:
        put(shelf, asked, body)
        last[asked] = body
    found = {asked: held(shelf, asked) for asked in range(10)}
    assert all(body in (None, last.get(asked)) for asked, body in found.items())
    # Only what another answer was written over is gone.
    assert sum(body is not None for body in found.values()) >= min(1, len(last))
    if puts:
        assert found[puts[-1][0]] == puts[-1][1]


def test_what_is_too_large_for_a_place_is_not_kept_and_harms_nothing() -> None:
    shelf, noise = Shelf(1), random.Random(1).randbytes(PLACE)
    put(shelf, "a", b"small")
    put(shelf, "b", noise)
    assert (held(shelf, "a"), held(shelf, "b")) == (b"small", None)
    put(shelf, "c", noise[:-100])
    assert (held(shelf, "a"), held(shelf, "c")) == (None, noise[:-100])


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_what_another_process_is_just_writing_over_is_no_answer(place: int) -> None:
    shelf = Shelf(1)
    put(shelf, "a", b"an answer that takes some room, and is written over from its beginning")
    shelf._memory[place] ^= 1
    assert held(shelf, "a") is None
