"""An application on a port of this machine, served by a thread of the tests as the commands serve it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask

from webui import serving, waitress_server
from webui.settings import Settings
from webui.stopping import Stopping

Address = tuple[str, int]


@contextmanager
def served(app: Flask, server: str = "waitress", **settings: object) -> Iterator[tuple[Address, Stopping]]:
    """An application at an address; asked to end at the end, which is waited for."""
    stopping = Stopping()
    with serving.listen("127.0.0.1", 0) as listening:
        if server == "waitress":
            arguments = (app, listening, Settings(**settings), stopping)
            thread = Thread(target=waitress_server.serve_with_waitress, args=arguments)
        else:
            thread = Thread(target=serving.serve_with_flask, args=(app, listening, stopping))
        thread.start()
        try:
            yield listening.getsockname(), stopping
        finally:
            stopping.ask()
            thread.join(20)
            assert not thread.is_alive()


def ask(address: Address, request: bytes) -> bytes:
    """The whole of what is answered."""
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request)
        return connection.makefile("rb").read()
