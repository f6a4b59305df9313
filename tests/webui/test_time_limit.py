from threading import Event
from time import monotonic

import pytest
from werkzeug.test import Client

from indexer.engines.memory import MemoryEngine
from tests.webui.operated import operated
from tests.webui.reading import parse, texts
from webui.time_limit import TimeLimit
from webui.watching import ARRIVED


class Slow:
    """A WSGI application that begins its answer when it is let, and notes what becomes of it."""

    def __init__(self):
        self.let, self.closed = Event(), Event()

    def __call__(self, environ, start_response):
        if "zhengsou.late" in environ:
            start_response("503 Late", [])
            return [b"late"]
        assert self.let.wait(10)
        start_response("200 OK", [("X-A", "b")])
        return self

    def __iter__(self):
        return iter([b"pie", b"ces"])

    def close(self):
        self.closed.set()


def test_an_answer_in_time_is_given_as_it_is():
    slow = Slow()
    slow.let.set()
    response = Client(TimeLimit(slow, 10, 1)).get("/")
    assert (response.status_code, response.headers["X-A"], response.data) == (200, "b", b"pieces")
    response.close()
    assert slow.closed.is_set()


def test_an_answer_that_does_not_begin_in_time_is_dropped_and_closed():
    slow = Slow()
    response = Client(TimeLimit(slow, 0.01, 1)).get("/")
    assert (response.status_code, response.data) == (503, b"late")
    slow.let.set()
    assert slow.closed.wait(10)


def test_while_all_are_left_alone_others_wait_and_then_are_late_and_when_one_has_ended_are_answered():
    slow = Slow()
    client = Client(TimeLimit(slow, 0.01, 2))
    assert [client.get("/").status_code for _ in range(4)] == [503] * 4
    slow.let.set()
    # One that comes later has its time yet.
    patient = {ARRIVED: monotonic() + 10}
    assert [client.get("/", environ_base=patient).status_code for _ in range(3)] == [200] * 3


def test_a_request_that_has_waited_too_long_is_not_begun():
    response = Client(TimeLimit(Slow(), 10, 1)).get("/", environ_base={ARRIVED: 0.0})
    assert response.status_code == 503


@pytest.mark.parametrize("error", [RuntimeError, TimeoutError])
def test_what_the_application_raises_is_raised(error):
    def failing(environ, start_response):
        raise error("inside")

    limit = TimeLimit(failing, 10, 1)
    for _ in range(2):
        with pytest.raises(error, match="inside"):
            Client(limit).get("/")


def test_a_late_page_explains_itself_and_a_program_is_told():
    let = Event()

    class Stuck(MemoryEngine):
        def search(self, request):
            assert let.wait(10)
            return super().search(request)

    app = operated(Stuck(), time_limit=0.05, threads=1)
    client = app.test_client()
    page, answer = client.get("/?q=a&ui=en"), client.get("/api/v1/search?q=a")
    let.set()
    for response in (page, answer):
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert "Content-Security-Policy" in response.headers
    assert texts(parse(page), "h1") == ["The answer did not come in time"]
    assert answer.get_json()["error"]["message"] == "the time for this request is over"


def test_without_a_limit_there_is_none():
    assert operated(time_limit=0).test_client().get("/?q=a").status_code == 200
