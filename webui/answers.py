"""Answers in UTF-8: pages from templates, and JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, render_template


def html(template: str, status: int = 200, **values: Any) -> Response:
    """A page."""
    return Response(_utf8(render_template(template, **values)), status, mimetype="text/html")


def json(value: Any, status: int = 200) -> Response:
    """A value as JSON, its characters as they are."""
    return Response(
        _utf8(current_app.json.dumps(value, separators=(",", ":"))), status, mimetype="application/json"
    )


def _utf8(text: str) -> bytes:
    # A document of a careless source may hold half of a surrogate pair, which UTF-8 cannot write.
    return text.encode("utf-8", "replace")
