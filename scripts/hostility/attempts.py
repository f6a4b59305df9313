"""Requests of a client that means harm, drawn by a random number generator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote_from_bytes, quote_plus

from hostility.pieces import (
    BODIES,
    BROKEN,
    EVERYTHING,
    HEADERS,
    LINES,
    METHODS,
    PATHS,
    QUERIES,
    TYPES,
    VALUES,
)

_MEGABYTE = 1_000_000
_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """One request: what a server makes of it before an application sees it (PEP 3333).

    ``path`` has no escapes any more, ``query`` has all of its own; ``headers`` are keys of the environment.
    """

    path: bytes
    query: bytes = b""
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Route:
    """A route to try: a rule in pieces between its places, and the parameters that are worth giving."""

    pieces: tuple[str, ...]
    parameters: tuple[str, ...]


def attempt(routes: Sequence[Route], ids: Sequence[str], pick: Random) -> Attempt:
    """One request to one of the routes, or to none; ``ids`` are those of documents that are there."""
    route = pick.choice(routes)
    kind = pick.choices(_KINDS, [weight for _, weight in _WEIGHTS])[0]
    return kind(route, ids, pick)


def _parameters(route: Route, ids: Sequence[str], pick: Random) -> Attempt:
    """Anything in any parameter, known or not."""
    pairs = [(_name(route, pick), pick.choice(EVERYTHING)) for _ in range(pick.choice((1, 1, 1, 2, 3, 6)))]
    if pick.random() < 0.5:
        pairs.append(("q", pick.choice(("自贸区", *EVERYTHING))))
    return Attempt(_path(route, ids, pick), _query(pairs))


def _paths(route: Route, ids: Sequence[str], pick: Random) -> Attempt:
    """A path that leads elsewhere, from the root, from a route or in its place."""
    piece = pick.choice((*PATHS, *EVERYTHING)).encode("utf-8", "surrogatepass")
    broken = pick.choice((piece, piece, pick.choice(BROKEN)))
    before = pick.choice((b"/", b"/static/", b"/api/v1/", b"/documents/", _path(route, ids, pick), b""))
    return Attempt(
        before + broken + pick.choice((b"", b"/", b"/style.css", b"/openapi.json")), _few(route, pick)
    )


def _malformed(route: Route, ids: Sequence[str], pick: Random) -> Attempt:
    """A query string that is none."""
    name = _name(route, pick).encode("utf-8", "surrogatepass")
    parts = [
        pick.choice((name + b"=", b"", b"q=")) + pick.choice(BROKEN) for _ in range(pick.choice((1, 2, 5)))
    ]
    return Attempt(_path(route, ids, pick), b"&".join(parts))


def _giant(route: Route, ids: Sequence[str], pick: Random) -> Attempt:
    """A megabyte, or ten thousand parameters."""
    name, piece = _name(route, pick), pick.choice(EVERYTHING) or "a"
    long = _query([(name, (piece * (_MEGABYTE // len(piece)))[: _MEGABYTE // 3])])[:_MEGABYTE]
    many = _query([(name, pick.choice((piece, "1")))]) + b"&"
    query = pick.choice(
        (long, (many * _MANY)[:_MEGABYTE], b"&" * _MEGABYTE, quote_plus(name).encode() * 9_000)
    )
    return Attempt(_path(route, ids, pick), query)


def _headers(route: Route, ids: Sequence[str], pick: Random) -> Attempt:
    """Anything in headers, as a careless server would pass it on."""
    headers = {}
    for _ in range(pick.choice((1, 2, 4))):
        value = pick.choice((*LINES, *VALUES, *VALUES, *EVERYTHING))
        # Servers hand the bytes of headers on as characters below 256.
        headers[pick.choice(HEADERS)] = value.encode("utf-8", "surrogatepass").decode("latin-1")
    return Attempt(_path(route, ids, pick), _few(route, pick), headers=headers)


def _methods(route: Route, ids: Sequence[str], pick: Random) -> Attempt:
    """Another method, with a body that is none."""
    body = pick.choice(BODIES)
    length = pick.choice((str(len(body)), "", "-1", "9" * 30, "zsx", "0", str(len(body) * 2)))
    headers = {"CONTENT_TYPE": pick.choice(TYPES), "CONTENT_LENGTH": length}
    return Attempt(_path(route, ids, pick), _few(route, pick), pick.choice(METHODS), headers, body)


_Kind = Callable[[Route, Sequence[str], Random], Attempt]
_WEIGHTS: tuple[tuple[_Kind, int], ...] = (
    (_parameters, 48),
    (_paths, 16),
    (_malformed, 12),
    (_giant, 1),
    (_headers, 15),
    (_methods, 8),
)
_KINDS = [kind for kind, _ in _WEIGHTS]


def _path(route: Route, ids: Sequence[str], pick: Random) -> bytes:
    """The path of a route, with a document that is there in its places, or with anything."""
    path = route.pieces[0]
    for piece in route.pieces[1:]:
        path += pick.choice((pick.choice(ids), pick.choice(ids), pick.choice((*PATHS, *EVERYTHING)))) + piece
    return path.encode("utf-8", "surrogatepass")


def _few(route: Route, pick: Random) -> bytes:
    return (
        _query([(_name(route, pick), pick.choice((*QUERIES, *EVERYTHING)))]) if pick.random() < 0.5 else b""
    )


def _name(route: Route, pick: Random) -> str:
    known = (*route.parameters, *route.parameters, "q")
    return pick.choice(known) if pick.random() < 0.9 else pick.choice(EVERYTHING)


def _query(pairs: Sequence[tuple[str, str]]) -> bytes:
    def escaped(text: str) -> str:
        return quote_from_bytes(text.encode("utf-8", "surrogatepass"))

    return "&".join(f"{escaped(name)}={escaped(value)}" for name, value in pairs).encode()
