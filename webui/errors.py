"""Errors as answers: a page that explains for readers, JSON that names the parameter for programs."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import BadHost, HTTPException, MethodNotAllowed, SecurityError

from corpus.errors import EngineError, IndexMissingError, QueryLimitError, RequestError
from webui.answers import html, json

_FOR_PROGRAMS = ("/api/", "/healthz", "/metrics", "/feed.atom")
_KINDS = {401: "locked", 404: "missing", 405: "method", 413: "body", 429: "often", 503: "late"}


def init_errors(app: Flask) -> None:
    """Answer every error in the form that the address promises."""
    app.register_error_handler(RequestError, _bad_request)
    app.register_error_handler(EngineError, _index_unavailable)
    app.register_error_handler(HTTPException, _http_error)


def _bad_request(error: RequestError) -> Response:
    return _answer(
        422, "request", str(error), error.parameter, error if isinstance(error, QueryLimitError) else None
    )


def _index_unavailable(error: EngineError) -> Response:
    kind = "index-missing" if isinstance(error, IndexMissingError) else "index"
    return _answer(503, kind, str(error))


def _http_error(error: HTTPException) -> Response:
    """Also what an exception of ours becomes, as status 500: Flask has logged it, and the page gives nothing away."""
    status = error.code or 500
    response = _answer(status, _KINDS.get(status, "failure"), error.description or error.name)
    for name, value in error.get_headers(request.environ):
        # How to name a password, when to come again.
        if name not in ("Content-Type", "Allow"):
            response.headers.add(name, value)
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return response


def _answer(
    status: int,
    kind: str,
    message: str,
    parameter: str | None = None,
    limit: QueryLimitError | None = None,
) -> Response:
    if request.path.startswith(_FOR_PROGRAMS):
        return json({"error": {"parameter": parameter, "message": message}}, status)
    if kind == "locked":
        return html("locked.html", status)
    if isinstance(request.routing_exception, BadHost | SecurityError):
        # A page has links, and there is no host that these could lead to.
        return Response(f"{message}\n", status, mimetype="text/plain")
    return html("error.html", status, kind=kind, message=message, parameter=parameter, limit=limit)
