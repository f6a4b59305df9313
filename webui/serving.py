"""Listening for requests, with waitress where it is installed and Flask's own server elsewhere."""

from __future__ import annotations

import re
import socket
from contextlib import closing
from importlib.util import find_spec

from flask import Flask

THREADS = 8
"""Requests that waitress answers at once."""
BACKLOG = 128
"""Connections that may wait to be accepted."""
LONGEST_BODY = 1 << 16
"""Bytes of a request's body; nobody needs to send any."""

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises OSError when the address cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def has_waitress() -> bool:
    """Whether the server for many readers is installed."""
    return find_spec("waitress") is not None


def serve(app: Flask, listening: socket.socket) -> None:
    """Answer what comes to a socket until Ctrl-C."""
    (_serve_with_waitress if has_waitress() else _serve_with_flask)(app, listening)


def escaped(header: bytes) -> bytes:
    """The header of a request with its first line in ASCII.

    Command lines send an address as it was typed, ``?q=自贸区``, which one server refuses and the other misreads.
    """
    line, end, rest = header.partition(b"\r\n")
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), line) + end + rest


def _serve_with_waitress(app: Flask, listening: socket.socket) -> None:
    from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
    from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
    from waitress.server import create_server  # type: ignore[import-untyped]

    class Parser(HTTPRequestParser):  # type: ignore[misc]
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(escaped(header_plus))

    class Channel(HTTPChannel):  # type: ignore[misc]
        parser_class = Parser

    limits = {"threads": THREADS, "max_request_body_size": LONGEST_BODY}
    with closing(create_server(app, sockets=[listening], ident="zhengsou", **limits)) as server:
        server.channel_class = Channel
        server.run()


def _serve_with_flask(app: Flask, listening: socket.socket) -> None:
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Handler(WSGIRequestHandler):
        raw_requestline: bytes

        def parse_request(self) -> bool:
            self.raw_requestline = escaped(self.raw_requestline)
            return super().parse_request()

    host, port = listening.getsockname()[:2]
    fd = listening.fileno()
    with make_server(host, port, app, threaded=True, request_handler=Handler, fd=fd) as server:
        server.serve_forever()
