"""Answers by what was asked for, in memory that the processes made of this one share.

There are so many places, and what is asked for falls on one of them by its digest. Whoever has a new answer writes it
over what is there, so that nothing is counted, ordered or locked. With each answer stands a digest of it and of what it
answers: what another process is just writing over is told by that as well as what answers something else.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from hashlib import blake2b
from mmap import mmap
from typing import Any, NamedTuple, TypeAlias

PLACES = 1 << 13
"""Answers that are kept at most."""
PLACE = 1 << 14
"""Bytes of an answer that is kept, compressed; memory is taken up only as far as it has been written to."""

Header: TypeAlias = Callable[[str], str | None]
"""Gives a header of the request by its name."""

_HEAD = struct.Struct("<H16s")
"""How many bytes an answer takes, and its digest."""
_LEVEL = 1
"""How hard zlib tries: pages get seven times as small, in a fraction of a millisecond."""


class Answer(NamedTuple):
    """The headers that belong to an answer, and its body."""

    headers: tuple[tuple[str, str], ...]
    body: bytes


class Shelf:
    """Answers to what was asked for, of which each process that shares it finds what any has put there."""

    def __init__(self, places: int = PLACES) -> None:
        self._places = places
        self._memory = mmap(-1, places * PLACE)
        self._differing: dict[tuple[str, ...], None] = {}

    def get(self, asked: tuple[Any, ...], header: Header) -> Answer | None:
        """The answer to a request, or None; ``asked`` is all that matters of it beside headers."""
        for names in [*self._differing]:
            if found := self._at(_digest(asked, names, header)):
                return found
        return None

    def put(self, asked: tuple[Any, ...], varies: tuple[str, ...], header: Header, answer: Answer) -> None:
        """Keep the answer to a request, which differs by the headers that ``varies`` names, unless it is too large."""
        packed = zlib.compress(b"%b\n%b" % (json.dumps(answer.headers).encode(), answer.body), _LEVEL)
        if _HEAD.size + len(packed) > PLACE:
            return
        key = _digest(asked, varies, header)
        start = self._start(key)
        head = _HEAD.pack(len(packed), _seal(key, packed))
        self._memory[start : start + _HEAD.size + len(packed)] = head + packed
        # Programs have a few ways in which their answers differ, each of which is tried when one is looked for.
        self._differing[varies] = None

    def _at(self, key: bytes) -> Answer | None:
        start = self._start(key)
        length, seal = _HEAD.unpack_from(self._memory, start)
        packed = self._memory[start + _HEAD.size : start + _HEAD.size + length]
        if not length or _seal(key, packed) != seal:
            return None
        headers, _, body = zlib.decompress(packed).partition(b"\n")
        return Answer(tuple((name, value) for name, value in json.loads(headers)), body)

    def _start(self, key: bytes) -> int:
        return int.from_bytes(key[:8], "little") % self._places * PLACE


def _digest(asked: tuple[Any, ...], varies: tuple[str, ...], header: Header) -> bytes:
    values = tuple([header(name) for name in varies])
    return blake2b(repr((asked, varies, values)).encode("utf-8", "surrogatepass"), digest_size=32).digest()


def _seal(key: bytes, packed: bytes) -> bytes:
    return blake2b(packed, key=key, digest_size=16).digest()
