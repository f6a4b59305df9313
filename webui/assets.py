"""Files that pages load: kept by browsers for a year, for their addresses change with their content."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import rcssmin
from flask import Flask, Response, current_app, request
from werkzeug.security import safe_join

_YEAR = 31_536_000
"""Seconds; more than that nobody asks for (RFC 9111 leaves the bound to its users)."""
_VERSION = "v"


def init_assets(app: Flask) -> None:
    """Put the digest of a file's content into its address, and let an address that has it be kept."""
    app.view_functions["static"] = _file
    app.url_defaults(_add_version)
    app.after_request(_keep)
    # Browsers ask for it by this name where an answer has no page that could name another, as JSON has none.
    app.add_url_rule("/favicon.ico", "favicon", lambda: app.send_static_file("seal.svg"), methods=["GET"])


def _file(filename: str) -> Response:
    """A file as it stands, a stylesheet without what only its authors read."""
    found = _found(filename) if filename.endswith(".css") else None
    if found is None:
        return current_app.send_static_file(filename)
    response = Response(_compact(*found), mimetype="text/css")
    response.add_etag()
    response.make_conditional(request)
    return response


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and (version := _version(values.get("filename", ""))):
        values.setdefault(_VERSION, version)


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in (200, 304):
        asked = request.args.get(_VERSION)
        if asked and asked == _version((request.view_args or {})["filename"]):
            response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response


def _version(filename: str) -> str | None:
    """The digest of a file as it is now, or None where there is none."""
    found = _found(filename)
    return _digest(*found) if found else None


def _found(filename: str) -> tuple[str, int, int] | None:
    """The path of a file, when it was changed, and its size; None where there is none, or can be none of that name."""
    path = safe_join(str(current_app.static_folder), filename)
    try:
        status = Path(path or "").stat()
    except (OSError, ValueError):
        return None
    return (path, status.st_mtime_ns, status.st_size) if path else None


@lru_cache(maxsize=64)
def _digest(path: str, mtime_ns: int, size: int) -> str:
    return blake2b(Path(path).read_bytes(), digest_size=6).hexdigest()


@lru_cache(maxsize=8)
def _compact(path: str, mtime_ns: int, size: int) -> bytes:
    return str(rcssmin.cssmin(Path(path).read_text(encoding="utf-8"))).encode("utf-8")
