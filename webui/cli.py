"""The ``zhengsou-web`` command: serve an index to browsers and programs."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import click

from corpus.errors import ZhengsouError
from indexer.cli.options import lexicon_option
from indexer.engine import FACET_KEYS
from indexer.opening import open_engine
from indexer.search import SearchParameters, search
from webui.app import create_app
from webui.serving import has_waitress, listen, serve


@click.command(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  zhengsou-web --index news
  zhengsou-web --index news --lexicon our-terms.tsv
  zhengsou-web --index news --host 0.0.0.0 --port 80""",
)
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
@lexicon_option
def main(folder: str, host: str, port: int, lexicon: tuple[Path, ...]) -> None:
    """Serve an index as web pages and as a JSON interface, until Ctrl-C.

    What is indexed meanwhile is found as soon as it is committed.
    """
    try:
        with closing(open_engine(folder)) as engine, closing(listen(host, port)) as listening:
            # The first search loads the dictionaries; better now than while a reader waits.
            search(engine, SearchParameters(q="政策", lexicon=lexicon, facets=FACET_KEYS, limit=1))
            if not has_waitress():
                click.echo(
                    "waitress is not installed; Flask's own server answers, good for trying out.", err=True
                )
                click.echo('For more than that: pip install "zhengsou[web]"', err=True)
            name = f"[{host}]" if ":" in host else host
            address = f"http://{name}:{listening.getsockname()[1]}/"
            click.echo(f"Serving {engine.stats().documents:,} documents at {address} — Ctrl-C stops.")
            sys.stdout.flush()
            serve(create_app(engine, lexicon), listening)
    except ZhengsouError as error:
        _fail(str(error))
    except OSError as error:
        _fail(
            f"cannot listen on {host} port {port}: {error.strerror or error}; choose another with --host or --port"
        )
    except KeyboardInterrupt:
        click.echo()


def _fail(message: str) -> NoReturn:
    click.echo(f"zhengsou-web: {message}", err=True)
    sys.exit(2)
