"""Listening for requests, with waitress where it is installed and Flask's own server elsewhere."""

from __future__ import annotations

import socket
from importlib.util import find_spec

from flask import Flask

from webui.escaping import percent_escaped
from webui.settings import Settings
from webui.sharing import Share
from webui.stopping import Stopping

BACKLOG = 128
"""Connections that may wait to be accepted."""
_LOOK = 0.1
"""Seconds between two looks of Flask's own server whether it is to end."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises OSError when the address cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def has_waitress() -> bool:
    """Whether the server for many readers is installed."""
    return find_spec("waitress") is not None


def serve(app: Flask, listening: socket.socket, settings: Settings, stopping: Stopping, share: Share) -> None:
    """Answer what comes to a socket until ``stopping``; what has been begun by then is answered too."""
    if has_waitress():
        from webui.waitress_server import serve_with_waitress

        serve_with_waitress(app, listening, settings, stopping, share)
    else:
        serve_with_flask(app, listening, stopping)


def escaped(header: bytes) -> bytes:
    """The header of a request with its first line in ASCII.

    Command lines send an address as it was typed, ``?q=自贸区``, which one server refuses and the other misreads.
    """
    line, end, rest = header.partition(b"\r\n")
    return percent_escaped(line) + end + rest


def serve_with_flask(app: Flask, listening: socket.socket, stopping: Stopping) -> None:
    """The same with Flask's own server, which begins a thread for each request and ends at once."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        raw_requestline: bytes

        def parse_request(self) -> bool:
            self.raw_requestline = escaped(self.raw_requestline)
            return super().parse_request()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Nothing: there is a log of accesses that cannot be forged."""

    host, port = listening.getsockname()[:2]
    fd = listening.fileno()
    with make_server(host, port, app, threaded=True, request_handler=Handler, fd=fd) as server:
        server.timeout = _LOOK
        while not stopping.asked:
            server.handle_request()
