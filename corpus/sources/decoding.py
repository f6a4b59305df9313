"""Bytes to text: byte order mark, declared character set, UTF-8, and then by what the bytes look like."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path
from typing import Any, TextIO

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
"""Bytes from the start of a stream that settle its character set."""
_DECLARATION = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
}
"""What is meant, as browsers read it, where a narrower or older character set is named."""
_CHINESE = ["gb18030", "big5hkscs", "cp950"]


def decode(data: bytes) -> str:
    """The text of a whole file. Bytes that fit no character set become U+FFFD."""
    declared = _declared(data)
    for encoding in filter(None, (_marked(data), declared, "utf-8")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(declared or _unmarked(data), "replace")


def open_bytes(path: Path) -> io.BufferedReader:
    """A file as bytes, with a buffer large enough to settle its character set by."""
    return io.BufferedReader(io.FileIO(path), _SAMPLE)


def open_text(stream: io.BufferedReader[Any]) -> TextIO:
    """The lines of a stream as text, its character set settled by its start; line ends as they are.

    Bytes that do not fit become lone surrogates, which :func:`is_damaged` finds.
    """
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    encoding = _marked(sample) or _unmarked(sample)
    return io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")


def is_damaged(text: str) -> bool:
    """Whether bytes of the text did not fit its character set."""
    return bool(_ESCAPED.search(text))


_ESCAPED = re.compile("[\udc80-\udcff]")


def guess_encoding(data: bytes) -> str:
    """The likeliest character set of bytes that are no UTF-8: a Chinese one where the bytes allow it."""
    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_CHINESE).best() or from_bytes(sample).best()
    return _WIDER.get(best.encoding, best.encoding) if best else "gb18030"


def _marked(data: bytes) -> str:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def _declared(data: bytes) -> str:
    if not (found := _DECLARATION.search(data[:4096])):
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    return _WIDER.get(name, name)


def _unmarked(data: bytes) -> str:
    """UTF-8 where more characters beyond ASCII speak for it than bytes against it; else the likeliest."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    # A sample may end inside a character, which is no offence.
    offences = sample.rstrip("\ufffd").count("\ufffd") if len(data) >= _SAMPLE else sample.count("\ufffd")
    beyond_ascii = sum(char > "\x7f" for char in sample) - offences
    return "utf-8" if not offences or beyond_ascii > offences else guess_encoding(data)
