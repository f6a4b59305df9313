"""An application at an address for a browser to visit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from tests.webui import serving


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of an application while it is served."""
    with serving.served(app, "flask") as ((host, port), _):
        yield f"http://{host}:{port}"
