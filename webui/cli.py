"""The ``zhengsou-web`` command: serve an index to browsers and programs."""

from __future__ import annotations

import socket
import sys
from contextlib import closing
from importlib.util import find_spec

import click
from flask import Flask

from corpus.errors import ZhengsouError
from indexer.engine import FACET_KEYS
from indexer.opening import open_engine
from indexer.search import SearchParameters, search
from webui.app import create_app

_THREADS = 8
_BACKLOG = 128
_LONGEST_BODY = 1 << 16
"""Bytes; nobody needs to send any."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--index",
    "folder",
    envvar="ZHENGSOU_INDEX",
    default="index",
    show_default=True,
    show_envvar=True,
    help="The index to serve.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen on; 0 takes a free one.",
)
def main(folder: str, host: str, port: int) -> None:
    r"""Serve an index as web pages and as a JSON interface, until Ctrl-C.

    What is indexed meanwhile is found as soon as it is committed.

    \b
    Examples:
      zhengsou-web --index news
      zhengsou-web --index news --host 0.0.0.0 --port 80
    """
    try:
        with closing(open_engine(folder)) as engine, closing(_listen(host, port)) as listening:
            # The first search loads the dictionaries; better now than while a reader waits.
            search(engine, SearchParameters(q="政策", facets=FACET_KEYS, limit=1))
            name = f"[{host}]" if ":" in host else host
            address = f"http://{name}:{listening.getsockname()[1]}/"
            click.echo(f"Serving {engine.stats().documents:,} documents at {address} — Ctrl-C stops.")
            sys.stdout.flush()
            _serve(create_app(engine), listening)
    except ZhengsouError as error:
        click.echo(f"zhengsou-web: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Exits with 2 when the address cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = error.strerror or str(error)
        click.echo(f"zhengsou-web: cannot listen on {host} port {port}: {reason}", err=True)
        click.echo("Choose another address with --host and --port.", err=True)
        sys.exit(2)


def _serve(app: Flask, listening: socket.socket) -> None:
    """Answer until Ctrl-C, with waitress where it is installed."""
    if find_spec("waitress"):
        from waitress.server import create_server  # type: ignore[import-untyped]

        limits = {"threads": _THREADS, "max_request_body_size": _LONGEST_BODY}
        with closing(create_server(app, sockets=[listening], ident="zhengsou", **limits)) as server:
            server.run()
    else:
        from werkzeug.serving import make_server

        click.echo(
            "waitress is not installed, so Flask's own server answers, which is meant for trying out.",
            err=True,
        )
        click.echo('For more than that: pip install "zhengsou[web]"', err=True)
        host, port = listening.getsockname()[:2]
        with make_server(host, port, app, threaded=True, fd=listening.fileno()) as server:
            server.serve_forever()
