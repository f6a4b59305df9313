"""Answers that were given before: while the index is the same, so is the answer to the same request.

What an answer depends on is its address, the generation of the index, the day (which relative dates count from), and
those headers of the request that its ``Vary`` names. Views that depend on more say so by ``Cache-Control: no-store``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Flask, Response, g, request

from webui.freshness import current_engine
from webui.shelf import Answer, Shelf
from webui.watching import ASIDE

LARGEST = 1 << 18
"""Bytes of a body that is kept."""

_KEPT = ("Content-Type", "Content-Disposition", "Cache-Control", "ETag", "Vary")
"""Headers that belong to a representation; all others are added to each answer anew."""


def init_remembering(app: Flask, shelf: Shelf, on_hit: Callable[[], None] = lambda: None) -> None:
    """Give an answer again that was given to the same request; ``on_hit`` is called when that happens.

    What is to happen with every request, such as asking for a password, must be registered before, and what adds
    headers to every answer after this.
    """

    def recall() -> Response | None:
        if request.method not in ("GET", "HEAD") or request.endpoint is None or request.endpoint in ASIDE:
            return None
        asked = g.remembered = _asked()
        answer = shelf.get(asked, request.headers.get)
        if answer is None:
            return None
        on_hit()
        g.remembered = None
        response = Response(answer.body, headers=list(answer.headers))
        if "ETag" in response.headers:
            response.make_conditional(request.environ)
        return response

    def remember(response: Response) -> Response:
        asked = g.get("remembered")
        # What was committed meanwhile may be in it.
        if asked and _can_be_kept(response) and asked == _asked():
            headers = tuple((name, value) for name in _KEPT for value in response.headers.getlist(name))
            varies = tuple(sorted(name.lower() for name in response.vary))
            shelf.put(asked, varies, request.headers.get, Answer(headers, response.get_data()))
        return response

    app.before_request(recall)
    # What is registered first after a request is called last, and sees what the others have added.
    app.after_request_funcs.setdefault(None, []).insert(0, remember)


def _asked() -> tuple[Any, ...]:
    path = request.environ.get("PATH_INFO", "")
    return current_engine().generation, request.root_url, path, request.query_string, date.today()


def _can_be_kept(response: Response) -> bool:
    return (
        response.status_code == 200
        and not response.is_streamed
        and not response.direct_passthrough
        and not response.cache_control.no_store
        and "Set-Cookie" not in response.headers
        and "*" not in response.vary
        and len(response.get_data()) <= LARGEST
    )
