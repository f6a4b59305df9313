"""Web addresses as they are compared: what leads to the same page is one."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

_SCHEMES = frozenset(("http", "https"))


def address_key(url: str) -> str:
    """What a web address is known by: without scheme, ``www.``, fragment and last slash, escapes read.

    Empty for what is no web address.
    """
    parts = _split(url.strip())
    if parts is None or parts.scheme not in _SCHEMES or not parts.netloc:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}")


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None
