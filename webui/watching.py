"""What became of each request: watched from outside the application, and told to whoever keeps a log or counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeAlias

from flask import Flask, request

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ARRIVED = "zhengsou.arrived"
"""Where a server that queues requests leaves when one arrived, by the monotonic clock."""
ENDPOINT = "zhengsou.endpoint"
"""Where the application leaves which of its endpoints a request came to."""
REQUEST_ID = "X-Request-Id"
ASIDE = frozenset(("static", "favicon", "api.health_answer", "metrics.metrics_answer"))
"""Endpoints that do not answer of the index alone: what belongs to a page, and what watches over the service."""

_SOUND_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, slots=True)
class Answered:
    """One request and its answer.

    ``seconds`` count from its arrival to the last byte that was handed to the server, ``bytes`` those of the body.
    ``path`` is decoded, ``query`` as it was sent. ``endpoint`` is the part of the application that answered, None
    where there is none at this address. Everything but ``status``, ``bytes`` and times may be forged by a client.
    """

    at: datetime
    method: str
    path: str
    query: str
    status: int
    bytes: int
    seconds: float
    client: str
    request_id: str
    endpoint: str | None


Observer: TypeAlias = Callable[[Answered], None]


def init_watching(app: Flask) -> None:
    """Let an application leave the endpoint of each request for whoever watches it."""

    def leave() -> None:
        request.environ[ENDPOINT] = request.endpoint

    app.before_request(leave)


class Watched:
    """An application whose every answer is told to observers, and bears the id of its request.

    ``trusting`` takes the id that a proxy in front has given.
    """

    def __init__(self, app: WSGIApplication, observers: Sequence[Observer], *, trusting: bool) -> None:
        self._app = app
        self._observers = observers
        self._trusting = trusting

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        given = environ.get("HTTP_X_REQUEST_ID", "") if self._trusting else ""
        seen = _Seen(environ, given if _SOUND_ID.fullmatch(given) else token_hex(8))

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Callable[[bytes], object]:
            seen.status = int(status[:3])
            return start_response(status, [*headers, (REQUEST_ID, seen.request_id)], *more)

        try:
            body = self._app(environ, start)
        except BaseException:
            self._tell(seen, 0)
            raise
        return _Body(body, lambda size: self._tell(seen, size))

    def _tell(self, seen: _Seen, size: int) -> None:
        answered = seen.answered(size)
        for observer in self._observers:
            observer(answered)


class _Seen:
    """A request that is being answered."""

    status = 500

    def __init__(self, environ: WSGIEnvironment, request_id: str) -> None:
        self.request_id = request_id
        self._environ = environ
        self._at = datetime.now(UTC)
        self._arrived = environ.get(ARRIVED) or monotonic()
        path = environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")
        self._path = path.encode("latin-1").decode("utf-8", "replace")

    def answered(self, size: int) -> Answered:
        environ = self._environ
        return Answered(
            at=self._at,
            method=environ["REQUEST_METHOD"],
            path=self._path,
            query=environ.get("QUERY_STRING", ""),
            status=self.status,
            bytes=size,
            seconds=monotonic() - self._arrived,
            client=environ.get("REMOTE_ADDR", ""),
            request_id=self.request_id,
            endpoint=environ.get(ENDPOINT),
        )


class _Body:
    """The pieces of an answer, counted; at its end the number of its bytes is told, once."""

    def __init__(self, pieces: Iterable[bytes], tell: Callable[[int], None]) -> None:
        self._pieces = pieces
        self._iterator = iter(pieces)
        self._tell: Callable[[int], None] | None = tell
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._iterator)
        self._size += len(piece)
        return piece

    def close(self) -> None:
        """Called by the server when the answer has been sent, or its client is gone."""
        try:
            if close := getattr(self._pieces, "close", None):
                close()
        finally:
            tell, self._tell = self._tell, None
            if tell:
                tell(self._size)
