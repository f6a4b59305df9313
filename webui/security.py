"""What the browser is told not to do, and which addresses of a document may become links."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer: nothing from elsewhere, scripts only from files of ours, no framing, no referrer.

Sites that may read the interface ask for it by CORS, of which the resource policy says nothing.
"""
SECURE_HEADERS = {"Strict-Transport-Security": "max-age=31536000"}
"""Sent with what is asked for by https, so that for a year browsers ask for nothing otherwise."""


def protect(response: Response) -> Response:
    """The response with every security header."""
    response.headers.update(HEADERS)
    if request.is_secure:
        response.headers.update(SECURE_HEADERS)
    return response


def web_address(url: str) -> str | None:
    """The address when it leads to a web page (http or https, with a host), else None.

    Addresses come from documents: ``javascript:`` and its kin must not become links.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else None
