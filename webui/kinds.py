"""Kinds of settings that are more than a text or a number: paths, rates and origins, each from what was written."""

from __future__ import annotations

import re
from importlib.util import find_spec
from urllib.parse import urlsplit

import click

_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
_DOTS = re.compile(r"/\.{1,2}(?=/|$)")


def prefix(written: str) -> str:
    """A path without a slash at its end; empty, and ``/``, is the root.

    Raises BadParameter for one that no address of a page could begin with.
    """
    path = written.rstrip("/")
    if path and (not _PREFIX.fullmatch(path) or _DOTS.search(path)):
        raise click.BadParameter(f"{written!r} is no path such as /policy")
    return path


def rate(written: str) -> str:
    """Requests in a time, as Flask-Limiter writes them: ``300 per minute``, ``10/second;1000/hour``.

    Raises BadParameter for what it does not understand, where it is installed.
    """
    if written.strip() and find_spec("limits"):
        from limits import parse_many

        try:
            parse_many(written)
        except ValueError:
            raise click.BadParameter(f"{written!r} is no rate such as '300 per minute'") from None
    return written.strip()


def origin(written: str) -> str:
    """A scheme and a host, and a port where it is not the usual one, as browsers send it; or ``*``.

    Raises BadParameter for an address with a path or without a scheme.
    """
    named = written.rstrip("/").lower()
    try:
        parts = urlsplit(named)
        whole = parts.hostname and parts.port != 0 and named == f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        whole = False
    if named != "*" and not (whole and parts.scheme in ("http", "https") and "@" not in named):
        raise click.BadParameter(f"{written!r} is no origin such as https://lab.example")
    return named
