"""Files that are made while they are sent: their types, their names, and what becomes of one that breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from flask import Response, current_app

from indexer.exports import EXPORT_FORMATS

CHUNK = 1 << 15
"""Code points that are sent at once, once a file has begun."""
LONGEST_NAME = 60
"""Code points of a query that the name of a file begins with."""

_NOT_ASCII_NAME = re.compile(r"[^A-Za-z0-9]+")
# What some file system refuses, and what would not be seen in a name.
_NOT_IN_NAME = re.compile(
    r'[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"*/:<>?\\|]+'
)


class FileKind(NamedTuple):
    """A format as a file: its media type, and the end of its name."""

    media: str
    suffix: str


FILE_KINDS: Mapping[str, FileKind] = {
    "csv": FileKind("text/csv", "csv"),
    "jsonl": FileKind("application/jsonl", "jsonl"),
    "ris": FileKind("application/x-research-info-systems", "ris"),
    "bibtex": FileKind("application/x-bibtex", "bib"),
    "ids": FileKind("text/plain", "txt"),
}
"""What :data:`indexer.exports.EXPORT_FORMATS` become when they are downloaded."""

assert FILE_KINDS.keys() == EXPORT_FORMATS.keys()


def download(pieces: Iterable[str], kind: FileKind, q: str, total: int | None = None) -> Response:
    """A file whose pieces are sent as they are made, named by the query and today.

    ``total`` is how many documents it has, which a header tells. Where a piece cannot be made after the file has begun,
    that is logged, the file ends in a line that is none of its format, and the connection is cut, so that no client
    takes it for complete.
    """
    response = Response(_sent(pieces, f"{q!r} as {kind.suffix}"), content_type=f"{kind.media}; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(q, date.today(), kind.suffix)
    if total is not None:
        response.headers["X-Total-Count"] = str(total)
    return response


def disposition(q: str, day: date, suffix: str) -> str:
    """The header that names a file: in ASCII for everyone, and as it is for those that can read it (RFC 6266)."""
    plain = "-".join(
        filter(None, ("zhengsou", _NOT_ASCII_NAME.sub("-", q[:LONGEST_NAME]).strip("-"), str(day)))
    )
    told = " ".join(filter(None, ("政搜", _NOT_IN_NAME.sub(" ", q[:LONGEST_NAME]).strip(" ."), str(day))))
    return f"attachment; filename=\"{plain}.{suffix}\"; filename*=UTF-8''{quote(f'{told}.{suffix}', safe='')}"


def _sent(pieces: Iterable[str], named: str) -> Iterator[bytes]:
    # Asked for now: while the file is sent, the request is over for the application.
    logger = current_app.logger

    def sent() -> Iterator[bytes]:
        try:
            for chunk in _chunks(pieces):
                yield chunk.encode("utf-8", "replace")
        except Exception:
            logger.exception("a download broke off: %s", named)
            yield b"\n#### This file is incomplete: the index could not be read any further. ####\n"
            raise

    return sent()


def _chunks(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces joined to chunks, the first of them small so that they come soon; all there are before an error."""
    held: list[str] = []
    size, enough = 0, 1
    try:
        for piece in pieces:
            held.append(piece)
            size += len(piece)
            if size >= enough:
                yield "".join(held)
                held, size, enough = [], 0, min(2 * enough, CHUNK)
    except Exception:
        yield "".join(held)
        raise
    yield "".join(held)
