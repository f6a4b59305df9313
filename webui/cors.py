"""Which other sites may read the interface from their pages (CORS): none, unless the operator names them."""

from __future__ import annotations

from flask import Flask, Response, request

_READABLE = ("/api/", "/feed.atom")
_EXPOSED = "ETag, Retry-After"
"""What a page may read of an answer beside what it always may."""
_SENDABLE = "If-None-Match"
"""What a page may send beside what it always may; never credentials."""
_DAY = "86400"


def init_cors(app: Flask, origins: tuple[str, ...]) -> None:
    """Let the pages of these origins, such as ``https://lab.example``, read the interface; ``*`` is any of them."""

    def allow(response: Response) -> Response:
        if not request.path.startswith(_READABLE):
            return response
        origin = request.headers.get("Origin", "")
        if "*" in origins:
            allowed = "*"
        else:
            response.vary.add("Origin")
            allowed = origin if origin in origins else ""
        if allowed:
            response.headers["Access-Control-Allow-Origin"] = allowed
            response.headers["Access-Control-Expose-Headers"] = _EXPOSED
            if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
                response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
                response.headers["Access-Control-Allow-Headers"] = _SENDABLE
                response.headers["Access-Control-Max-Age"] = _DAY
        return response

    if origins:
        app.after_request(allow)
