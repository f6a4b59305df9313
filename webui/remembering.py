"""Answers that were given before: while the index is the same, so is the answer to the same request.

What an answer depends on is its address, the generation of the index, the day (which relative dates count from), and
those headers of the request that its ``Vary`` names. Views that depend on more say so by ``Cache-Control: no-store``.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import NamedTuple, TypeAlias

from flask import Flask, Response, g, request

from webui.freshness import current_engine
from webui.watching import ASIDE

CAPACITY = 32 << 20
"""Bytes of bodies that are remembered, and of what they are found by."""
LARGEST = 1 << 18
"""Bytes of a body that is remembered, and of what one is found by."""

_KEPT = ("Content-Type", "Content-Disposition", "Cache-Control", "ETag", "Vary")
"""Headers that belong to a representation; all others are added to each answer anew."""


class _Asked(NamedTuple):
    """What a request asks for, whoever asks."""

    root: str
    path: str
    query: bytes
    day: date


_Key: TypeAlias = tuple[_Asked, tuple[str | None, ...]]


class _Answer(NamedTuple):
    headers: tuple[tuple[str, str], ...]
    body: bytes


class _Shelf:
    """Answers by their keys, those used last; all are forgotten with their generation. Safe for many threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._lock = Lock()
        self._generation: object = None
        self._varies: dict[_Asked, tuple[str, ...]] = {}
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._bytes = 0

    def get(self, generation: object, asked: _Asked, header: Callable[[str], str | None]) -> _Answer | None:
        with self._lock:
            if generation != self._generation:
                self._forget(generation)
            key = asked, tuple(header(name) for name in self._varies.get(asked, ()))
            if key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def put(
        self,
        generation: object,
        asked: _Asked,
        varies: tuple[str, ...],
        header: Callable[[str], str | None],
        answer: _Answer,
    ) -> None:
        key = asked, tuple(header(name) for name in varies)
        size = _size(key)
        if size > LARGEST:
            return
        with self._lock:
            if generation != self._generation:
                return
            self._varies[asked] = varies
            if replaced := self._answers.pop(key, None):
                self._bytes -= size + len(replaced.body)
            self._answers[key] = answer
            self._bytes += size + len(answer.body)
            while self._bytes > self._capacity:
                gone, dropped = self._answers.popitem(last=False)
                self._bytes -= _size(gone) + len(dropped.body)
                self._varies.pop(gone[0], None)

    def _forget(self, generation: object) -> None:
        self._generation = generation
        self._varies.clear()
        self._answers.clear()
        self._bytes = 0


def _size(key: _Key) -> int:
    """Bytes of a key, about: all of it comes from the client."""
    asked, headers = key
    return sum(map(len, (asked.root, asked.path, asked.query, *filter(None, headers))))


def init_remembering(app: Flask, on_hit: Callable[[], None] = lambda: None, capacity: int = CAPACITY) -> None:
    """Give an answer again that was given to the same request; ``on_hit`` is called when that happens.

    What is to happen with every request, such as asking for a password, must be registered before, and what adds
    headers to every answer after this.
    """
    shelf = _Shelf(capacity)

    def recall() -> Response | None:
        if request.method not in ("GET", "HEAD") or request.endpoint is None or request.endpoint in ASIDE:
            return None
        generation, asked = g.remembered = current_engine().generation, _asked()
        answer = shelf.get(generation, asked, request.headers.get)
        if answer is None:
            return None
        on_hit()
        g.remembered = None
        response = Response(answer.body, headers=list(answer.headers))
        if "ETag" in response.headers:
            response.make_conditional(request.environ)
        return response

    def remember(response: Response) -> Response:
        remembered = g.get("remembered")
        if remembered and _can_be_kept(response):
            headers = tuple((name, value) for name in _KEPT for value in response.headers.getlist(name))
            varies = tuple(sorted(name.lower() for name in response.vary))
            generation, asked = remembered
            shelf.put(generation, asked, varies, request.headers.get, _Answer(headers, response.get_data()))
        return response

    app.before_request(recall)
    # What is registered first after a request is called last, and sees what the others have added.
    app.after_request_funcs.setdefault(None, []).insert(0, remember)


def _asked() -> _Asked:
    return _Asked(request.root_url, request.environ.get("PATH_INFO", ""), request.query_string, date.today())


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
