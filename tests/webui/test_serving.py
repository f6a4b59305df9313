import os
import signal
import socket
from threading import Event, Thread

import pytest
from flask import Flask, Response

from tests.webui.serving import ask, served
from webui import serving, waitress_server
from webui.stopping import Stopping


@pytest.mark.parametrize("server", ["waitress", "flask"])
def test_an_address_as_a_command_line_sends_it_is_understood(app, server):
    """Chinese characters as bare UTF-8."""
    request = "GET /api/v1/search?q=自貿區&limit=0 HTTP/1.0\r\nHost: a\r\n\r\n".encode()
    with served(app, server) as (address, _):
        status, _, body = ask(address, request).decode().partition("\r\n\r\n")
    assert " 200 " in status.splitlines()[0]
    assert '"total":5' in body


@pytest.mark.parametrize("server", ["waitress", "flask"])
def test_a_server_ends_also_where_nobody_is_left_to_wake_it(app, server, monkeypatch):
    monkeypatch.setattr(waitress_server, "LOOK", 0.05)
    with served(app, server) as (address, stopping):
        assert ask(address, b"GET /healthz HTTP/1.0\r\n\r\n")
        stopping.wake = lambda: None


def test_only_the_first_line_is_escaped():
    assert serving.escaped("GET /?q=政 HTTP/1.1\r\nX: 政".encode()) == (
        b"GET /?q=%E6%94%BF HTTP/1.1\r\nX: " + "政".encode()
    )


def test_a_long_body_is_refused_before_it_is_read(app):
    request = b"POST / HTTP/1.0\r\nHost: a\r\nContent-Length: 11\r\n\r\n" + b"x" * 11
    with served(app, body_limit=10) as (address, _):
        assert b" 413 " in ask(address, request).splitlines()[0]


def waiting_app():
    """An application whose one answer begins when it is let, and whether somebody waits for it."""
    app, asked, let = Flask("waiting"), Event(), Event()

    @app.get("/")
    def answer() -> Response:
        asked.set()
        assert let.wait(10)
        return Response("x" * 500_000)

    return app, asked, let


def test_what_has_been_asked_when_the_end_comes_is_answered_and_nothing_more():
    app, asked, let = waiting_app()
    answers = []

    def client():
        try:
            answers.append(ask(address, b"GET / HTTP/1.0\r\nHost: a\r\n\r\n"))
        except OSError:
            answers.append(b"")

    # One is being answered, and one has come and waits for a thread, or comes too late.
    with served(app, threads=1) as (address, stopping):
        clients = [Thread(target=client) for _ in range(2)]
        for one in clients:
            one.start()
        assert asked.wait(10)
        stopping.ask()
        let.set()
        for one in clients:
            one.join(10)
        with pytest.raises(OSError):
            ask(address, b"GET / HTTP/1.0\r\nHost: a\r\n\r\n")
    complete = [answer for answer in answers if answer.endswith(b"x" * 500_000)]
    assert complete
    assert all(not answer or answer in complete for answer in answers)


def test_what_takes_too_long_does_not_hold_up_the_end(monkeypatch):
    monkeypatch.setattr(waitress_server, "GRACE", 0.05)
    monkeypatch.setattr(waitress_server, "LOOK", 0.05)
    app, asked, let = waiting_app()
    with served(app) as (address, stopping):
        client = Thread(target=ask, args=(address, b"GET / HTTP/1.0\r\nHost: a\r\n\r\n"))
        client.start()
        assert asked.wait(10)
        stopping.ask()
        client.join(10)
        assert not client.is_alive()
    let.set()


def test_a_client_that_does_not_read_what_it_asked_for_is_left(monkeypatch):
    monkeypatch.setattr(waitress_server, "IDLE", 0.2)
    monkeypatch.setattr(waitress_server, "LOOK", 0.05)
    app, left = Flask("streaming"), Event()

    @app.get("/")
    def answer() -> Response:
        def pieces():
            try:
                while True:
                    yield b"x" * (1 << 20)
            finally:
                left.set()

        return Response(pieces())

    with served(app, threads=1) as (address, _), socket.create_connection(address, timeout=10) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\nHost: a\r\n\r\n")
        assert left.wait(10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_first_signal_asks_and_the_second_ends_at_once(number):
    stopping = Stopping()
    woken = []
    stopping.wake = lambda: woken.append(1)
    before = signal.getsignal(number)
    with stopping.at_signals():
        os.kill(os.getpid(), number)
        assert (stopping.asked, woken) == (True, [1])
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), number)
    assert signal.getsignal(number) == before
