"""The ``zhengsou-web`` command: serve an index to browsers and programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from socket import socket
from tempfile import TemporaryDirectory
from typing import Any, NoReturn
from urllib.parse import quote

import click
from flask import Flask

from corpus.errors import SettingError, ZhengsouError
from indexer.opening import open_engine
from webui.access_log import access_log
from webui.app import create_app
from webui.display import SCRIPTS
from webui.freshness import current_engine
from webui.metrics import SHARED_FOLDER
from webui.operating import missing
from webui.options import settings_options
from webui.processes import Answer, answer_in_processes, usual_number
from webui.serving import has_waitress, listen, serve
from webui.settings import Settings
from webui.sharing import ALONE
from webui.shelf import Shelf
from webui.stopping import Stopping

_FIRST = (
    *("/?q=政策", "/?q=policies&ui=en", "/?q=zhengce&ui=zh-Hant", "/?q=goverment", "/?q=郑测政错"),
    *(f"/?q=政策&script={script}" for script in SCRIPTS),
    *("/?q=政策&district=110000&industry=water", "/trends?q=政策", "/concordance?q=政策", "/export"),
    *("/api/v1/suggest?q=自貿", "/api/v1/collocates?q=政策"),
)
"""What is asked before anybody asks.

It needs Chinese words, both directions of the dictionary, pinyin and spelling, the strings of every language, the names
of places and industries, each script that can be shown, and what draws charts and counts words.
"""


@click.command(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  zhengsou-web --index news
  zhengsou-web --index news --lexicon our-terms.tsv
  zhengsou-web --index news --host 0.0.0.0 --port 80 --password-file readers.txt
  zhengsou-web --config zhengsou-web.toml --access-log -""",
)
@settings_options
def main(**given: Any) -> None:
    """Serve an index as web pages and as a JSON interface, until Ctrl-C or SIGTERM.

    What is indexed meanwhile is found as soon as it is committed. What has been asked for when the end comes is
    answered, for eight seconds at most.
    """
    settings = Settings(**given)
    try:
        sys.exit(_run(settings))
    except (ZhengsouError, OSError) as error:
        _fail(str(error))
    except KeyboardInterrupt:
        click.echo()


def _run(settings: Settings) -> int:
    """Serve until the end; the exit status."""
    number = settings.processes or usual_number()
    if number > 1 and not hasattr(os, "fork"):
        raise SettingError("this system has no fork, by which --processes are made")
    stopping = Stopping()
    documents = 0
    # Before there are children, which share it.
    shelf = Shelf()
    with ExitStack() as stack:
        listening = stack.enter_context(closing(_listening(settings)))
        observers = [stack.enter_context(access_log(settings.access_log))] if settings.access_log else []
        if number > 1:
            # Before anything counts: prometheus-client looks for it once.
            os.environ[SHARED_FOLDER] = stack.enter_context(TemporaryDirectory(prefix="zhengsou-web-"))
            stack.callback(os.environ.pop, SHARED_FOLDER)
        stack.enter_context(stopping.at_signals())

        @contextmanager
        def prepared() -> Iterator[Answer]:
            nonlocal documents
            with closing(open_engine(settings.index)) as engine:
                documents = engine.stats().documents
                app = create_app(engine, settings.lexicon, settings, observers, shelf)
                _warm(app)
                yield partial(serve, app, listening, settings)

        def ready() -> None:
            _announce(settings, documents, listening)

        if number > 1:
            return answer_in_processes(number, prepared, stopping, ready)
        with prepared() as answer:
            ready()
            answer(stopping, ALONE)
    return 0


def _listening(settings: Settings) -> socket:
    try:
        return listen(settings.host, settings.port)
    except OSError as error:
        raise SettingError(
            f"cannot listen on {settings.host} port {settings.port}: {error.strerror or error}; "
            "choose another with --host or --port"
        ) from None


def _warm(app: Flask) -> None:
    """Load dictionaries, templates and what is suggested; better now than while a reader waits."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    with app.app_context():
        newest = [f"/documents/{quote(id)}?q=政策" for id, _ in current_engine().titles(1)]
    for address in (*_FIRST, *newest):
        # By the view alone: what stands around it may start threads, which no process can pass on to its children.
        with app.test_request_context(address):
            app.dispatch_request()


def _announce(settings: Settings, documents: int, listening: socket) -> None:
    lacking = missing(settings)
    if not has_waitress():
        lacking.append("waitress is not installed; Flask's own server answers, good for trying out.")
    for sentence in lacking:
        click.echo(sentence, err=True)
    if lacking:
        click.echo('For all of it: pip install "zhengsou[web]"', err=True)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{listening.getsockname()[1]}{settings.prefix}/"
    click.echo(f"Serving {documents:,} documents at {address} — Ctrl-C stops.")
    sys.stdout.flush()


def _fail(message: str) -> NoReturn:
    click.echo(f"zhengsou-web: {message}", err=True)
    sys.exit(2)
