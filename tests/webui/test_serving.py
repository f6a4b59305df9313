import socket
from threading import Thread

import pytest

from webui import serving


@pytest.fixture(params=["waitress", "flask"])
def serve(request):
    return serving._serve_with_waitress if request.param == "waitress" else serving._serve_with_flask


def test_an_address_as_a_command_line_sends_it_is_understood(app, serve, monkeypatch):
    """Chinese characters as bare UTF-8, after which the server meets Ctrl-C."""
    answer = []

    def ask(address):
        with socket.create_connection(address, timeout=10) as connection:
            connection.sendall("GET /api/v1/search?q=自貿區&limit=0 HTTP/1.0\r\nHost: a\r\n\r\n".encode())
            answer.append(connection.makefile("rb").read().decode())

    with serving.listen("127.0.0.1", 0) as listening:
        client = Thread(target=ask, args=(listening.getsockname(),))
        client.start()
        with monkeypatch.context() as patched:
            interrupt_when_done(patched, client)
            with pytest.raises(KeyboardInterrupt):
                serve(app, listening)
        client.join()
    status, _, body = answer[0].partition("\r\n\r\n")
    assert " 200 " in status.splitlines()[0]
    assert '"total":5' in body


def interrupt_when_done(patched, client):
    """Make both servers look, after every event, whether the client is done, and stop if so."""

    def run(self):
        while client.is_alive():
            self.asyncore.loop(timeout=0.05, map=self._map, count=1)
        self.task_dispatcher.shutdown()
        raise KeyboardInterrupt

    def serve_forever(self, poll_interval=0.05):
        self.timeout = 0.05
        while client.is_alive():
            self.handle_request()
        raise KeyboardInterrupt

    patched.setattr("waitress.server.BaseWSGIServer.run", run)
    patched.setattr("werkzeug.serving.BaseWSGIServer.serve_forever", serve_forever)


def test_only_the_first_line_is_escaped():
    assert serving.escaped("GET /?q=政 HTTP/1.1\r\nX: 政".encode()) == (
        b"GET /?q=%E6%94%BF HTTP/1.1\r\nX: " + "政".encode()
    )
