"""Waitress, with what it does not do by itself: addresses that are not ASCII, an end that loses nothing."""

from __future__ import annotations

import logging
import select
import socket
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.task import WSGITask

from webui.serving import escaped
from webui.settings import Settings
from webui.sharing import ALONE, Share
from webui.stopping import Stopping
from webui.watching import ARRIVED

CONNECTIONS = 1000
"""Connections that are open at once; further ones wait to be accepted."""
IDLE = 60
"""Seconds after which a connection is closed that asks nothing, or does not read what it asked for."""
GRACE = 8.0
"""Seconds for what has been begun when the server is asked to end; less than the ten after which others kill."""
AHEAD = 1 << 20
"""Bytes of a streamed answer that are made ahead of what the client has read."""
COURTESY = 0.005
"""Seconds in which a process with fewer connections may accept the next one, about what Python needs to notice it."""
LOOK = 1
"""Seconds between two looks at connections that are stuck."""


class _Parser(HTTPRequestParser):
    arrived = 0.0

    def parse_header(self, header_plus: bytes) -> None:
        self.arrived = time.monotonic()
        super().parse_header(escaped(header_plus))


class _Task(WSGITask):
    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[ARRIVED] = self.request.arrived
        return environ


class _Channel(HTTPChannel):
    parser_class = _Parser
    task_class = _Task


def serve_with_waitress(
    app: Flask, listening: socket.socket, settings: Settings, stopping: Stopping, share: Share = ALONE
) -> None:
    """Answer what comes to a socket until ``stopping``, and what has come by then."""
    # It warns of every request that has to wait.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(
        app,
        sockets=[listening],
        ident="zhengsou",
        threads=settings.threads,
        max_request_body_size=settings.body_limit,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE,
        outbuf_high_watermark=AHEAD,
        asyncore_use_poll=hasattr(select, "poll"),
        # Without proxies nobody reads these headers; with them, ProxyFix does.
        clear_untrusted_proxy_headers=not settings.proxies,
    )
    server.channel_class = _Channel
    server.handle_accept = _politely(server.handle_accept, share)
    stopping.wake = server.pull_trigger
    with closing(server):
        while not stopping.asked:
            _turn(server)
            share.tell(len(server.active_channels))
        _finish(server)


def _politely(accept: Callable[[], None], share: Share) -> Callable[[], None]:
    """Accepting, a moment after any process that has fewer connections open; clients keep theirs for many requests."""

    def accept_politely() -> None:
        if share.is_larger():
            time.sleep(COURTESY)
        accept()

    return accept_politely


def _turn(server: Any) -> None:
    """Read and write what can be, or wait for it."""
    server.asyncore.loop(timeout=LOOK, use_poll=server.adj.asyncore_use_poll, map=server._map, count=1)
    late = time.time() - IDLE
    for channel in list(server.active_channels.values()):
        # Waitress itself looks at those only that ask nothing; one that does not read would hold its thread for ever.
        if channel.total_outbufs_len and channel.last_activity < late:
            channel.handle_close()


def _finish(server: Any) -> None:
    """Accept nothing more; answer what has been asked."""
    server.del_channel()
    server.socket.close()
    end = time.monotonic() + GRACE
    while time.monotonic() < end and any(
        channel.requests or channel.total_outbufs_len for channel in server.active_channels.values()
    ):
        _turn(server)
    server.task_dispatcher.shutdown(timeout=max(0.0, end - time.monotonic()))
    for channel in list(server.active_channels.values()):
        channel.handle_close()
