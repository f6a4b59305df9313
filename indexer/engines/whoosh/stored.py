"""The stored form of a document: first what a hit shows, then what is read only where somebody asks for it.

First comes a JSON list of the fields that a hit shows, with the encoding of the text and its length in bytes, and a
line feed; then the text at one, two or four bytes a character, which is read many times faster than what is compressed;
then, where there are any, evidence and unknown keys, as compressed JSON.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from corpus.document import Document
from indexer.engines.whoosh.rows import decode, encode

_SHOWN = (
    *("id", "title", "published", "source", "url", "lang", "districts", "industries"),
    *("doc_number", "issuer", "issued_in"),
)
_LEVEL = 1
"""How hard zlib tries; trying harder than this gains little on so few bytes."""
_write_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_read_json = json.JSONDecoder().raw_decode
"""Reads a value and leaves alone what follows; json.loads() would look for white space around it first."""
_ENCODINGS = ("latin-1", "utf-16-le", "utf-32-le")


def encode_document(document: Document) -> bytes:
    """The document as it is stored. Lone surrogates survive."""
    values = document.to_json()
    shown = [values.pop(name) for name in _SHOWN]
    text, encoding = _encoded(values.pop("text"))
    head = _write_json([*shown, encoding, len(text)])
    rest = b""
    if document.evidence or document.extra:
        kept = [values.pop("evidence"), values]
        rest = zlib.compress(encode(_write_json(kept)), _LEVEL)
    return b"%b\n%b%b" % (encode(head), text, rest)


def decode_document(stored: bytes) -> Document:
    """The inverse of :func:`encode_document`."""
    # JSON holds no line feed as such, so the first one ends it.
    begin = stored.index(b"\n") + 1
    head, _ = _read_json(decode(stored[:begin]))
    id, title, published, source, url, lang, districts, industries, doc_number, issuer, issued_in = head[:-2]
    encoding, length = head[-2:]
    end = begin + length
    return Document(
        id,
        title,
        stored[begin:end].decode(encoding, "surrogatepass"),
        date.fromisoformat(published) if published else None,
        source,
        url,
        lang,
        tuple(districts),
        tuple(industries),
        doc_number,
        issuer,
        issued_in,
        *_rest(stored[end:]),
    )


def decode_titles(heads: Iterable[bytes]) -> list[tuple[str, str]]:
    """The ids and titles of documents by the first lines of their stored form, many times faster than one by one."""
    return [(head[0], head[1]) for head in json.loads(f"[{decode(b','.join(heads))}]")]


def _encoded(text: str) -> tuple[bytes, str]:
    """The text at the width of its widest character, and the name of that encoding."""
    for encoding in _ENCODINGS[:-1]:
        try:
            return text.encode(encoding), encoding
        except UnicodeEncodeError:
            continue
    # Two lone surrogates in a row would come back from UTF-16 as one character.
    return text.encode(_ENCODINGS[-1], "surrogatepass"), _ENCODINGS[-1]


def _rest(compressed: bytes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Evidence and unknown keys, which most readers of a document never look at."""
    if not compressed:
        return {}, {}
    rest = _Rest(compressed)
    return _Part(rest, 0), _Part(rest, 1)


class _Rest:
    """Evidence and unknown keys, read when one of them is first looked at."""

    def __init__(self, compressed: bytes) -> None:
        self._compressed = compressed

    @cached_property
    def values(self) -> list[dict[str, Any]]:
        """The two of them."""
        values: list[dict[str, Any]] = json.loads(decode(zlib.decompress(self._compressed)))
        return values


class _Part(Mapping[str, Any]):
    """One of the two mappings of the rest."""

    def __init__(self, rest: _Rest, number: int) -> None:
        self._rest = rest
        self._number = number

    def __getitem__(self, key: str) -> Any:
        return self._rest.values[self._number][key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rest.values[self._number])

    def __len__(self) -> int:
        return len(self._rest.values[self._number])

    def __repr__(self) -> str:
        return repr(self._rest.values[self._number])
