"""What a reader chooses for all pages, such as a language: by a parameter, and kept in a cookie of the same name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Response, request

_KEPT = timedelta(days=365)


def here_with(name: str, value: str) -> str:
    """The page at hand with another choice, as an address relative to it."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != name]
    return "?" + urlencode([*pairs, (name, value)])


def keep(response: Response, name: str, value: str) -> None:
    """Keep a choice for a year."""
    response.set_cookie(name, value, max_age=_KEPT, **_cookie())


def forget(response: Response, name: str) -> None:
    """Keep a choice no longer."""
    response.delete_cookie(name, **_cookie())


def _cookie() -> dict[str, Any]:
    """What cookies have in common: they are sent to these pages only, and no script reads them."""
    return {
        "path": request.script_root or "/",
        "samesite": "Lax",
        "httponly": True,
        "secure": request.is_secure,
    }
