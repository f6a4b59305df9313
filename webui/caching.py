"""Answers that need not be made twice.

A validator (ETag) says what an answer depends on: the index and its generation, the program, the lexicon, the day, the
address, the language. All of it is known before anything is searched, so a client that has the answer already is told
so (304) at the cost of a digest. Validators are weak: the time a search took stands in some answers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, wraps
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import ParamSpec
from weakref import WeakKeyDictionary

from flask import Flask, Response, request

from corpus.package_files import package_files
from indexer.engine import Engine
from webui.freshness import current_engine
from webui.i18n import interface_language
from webui.lexicon import current_lexicon

P = ParamSpec("P")

_SIZE = 16
_PACKAGES = ("corpus", "indexer", "webui")
_contents: WeakKeyDictionary[Engine, tuple[int, str]] = WeakKeyDictionary()


def init_caching(app: Flask) -> None:
    """Let nobody use an answer again without asking whether it still holds, unless the answer says otherwise."""
    # What runs is what stands in the files now; they may be others when the first request comes.
    _program()
    app.after_request(_ask_again)


def revalidated(
    language: Callable[[], str], *headers: str
) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """Give the answers of a view a validator, and answer 304 without the view where the client has it already.

    ``language`` is the language of the request at hand, and ``headers`` are those of its headers that answers depend on
    beside that. A view that raises, or whose answer is no success, gets no validator.
    """

    def declare(view: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
            tag = _validator(language(), *(request.headers.get(name, "") for name in headers))
            held = request.if_none_match
            # "*" asks whether there is any answer at all, which only the view can tell.
            is_held = held.is_weak(tag) or held.is_strong(tag)
            response = Response(status=304) if is_held else view(*args, **kwargs)
            if response.status_code in (200, 304):
                response.set_etag(tag, weak=True)
            return response

        return answer

    return declare


revalidated_page = revalidated(interface_language, "Cookie")
"""The same for a page: in the language of its reader, and as whatever else a cookie remembers has it."""


def _validator(*parts: str) -> str:
    """A digest of all that the answer to this request depends on, with what else the caller knows of."""
    told = (
        _program(),
        _content(current_engine()),
        _lexicon(current_lexicon()),
        date.today().isoformat(),
        request.host_url,
        request.script_root,
        request.path,
        request.query_string,
        *parts,
    )
    return _digest(repr(told).encode("utf-8", "surrogatepass"))


def _ask_again(response: Response) -> Response:
    if "Cache-Control" not in response.headers:
        response.cache_control.private = True
        response.cache_control.no_cache = True
    return response


@cache
def _program() -> str:
    """The version of the program, and a digest of its code: a working copy changes without a new version."""
    content = blake2b(version("zhengsou").encode(), digest_size=_SIZE)
    for package in _PACKAGES:
        for name, data in package_files(package):
            content.update(f"{package}{name}\0{len(data)}\0".encode() + data)
    return content.hexdigest()


def _content(engine: Engine) -> str:
    """What tells one state of an index from all others; asked once in a generation."""
    generation = engine.generation
    known, content = _contents.get(engine, (-1, ""))
    if known != generation:
        stats = engine.stats()
        told = (stats.engine, sorted(stats.stamp.items()), generation, stats.documents, stats.bytes)
        content = repr(told)
        _contents[engine] = generation, content
    return content


@cache
def _lexicon(files: tuple[Path, ...]) -> str:
    """A digest of the files of further equal terms, which are read once in a process."""
    return _digest(b"".join(file.read_bytes() + b"\0" for file in files))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=_SIZE).hexdigest()
