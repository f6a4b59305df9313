"""Limits of requests: how often one client may ask, and how large a body may be."""

from __future__ import annotations

from importlib.util import find_spec

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

from webui.watching import ASIDE


def has_rate_limits() -> bool:
    """Whether Flask-Limiter is installed."""
    return find_spec("flask_limiter") is not None


def init_rate_limit(app: Flask, rate: str) -> None:
    """Answer a client that asks more often with 429 and when to come again; needs Flask-Limiter.

    What is :data:`ASIDE` may be asked for without end. The counts are kept in this process.
    """
    from flask_limiter import Limiter
    from flask_limiter.util import get_remote_address

    limiter = Limiter(
        get_remote_address,
        app=app,
        application_limits=[rate],
        storage_uri="memory://",
        strategy="moving-window",
        headers_enabled=True,
    )
    limiter.request_filter(lambda: request.endpoint in ASIDE)


def init_body_limit(app: Flask, size: int) -> None:
    """Answer a request that announces a longer body with 413."""
    app.config["MAX_CONTENT_LENGTH"] = size

    def check() -> None:
        if (request.content_length or 0) > size:
            raise RequestEntityTooLarge(f"a body may have {size} bytes")

    app.before_request(check)
