"""Invisible characters: taken out, because they split words that a reader sees whole."""

from __future__ import annotations

import re

_LINE_END = re.compile("[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # zero width, direction
    "\U000e0100-\U000e01ef"  # variation selectors of Han characters
    "\ud800-\udfff\ufffe\uffff]"  # halves of a pair and code points that are no characters
)
_ANY = re.compile(f"[{_LINE_END.pattern[1:-1]}{_INVISIBLE.pattern[1:-1]}]")


def remove_invisible(text: str) -> str:
    """Line ends made plain; zero-width, control and direction characters, soft hyphens and byte order marks removed."""
    if not _ANY.search(text):
        return text
    return _INVISIBLE.sub("", _LINE_END.sub("\n", text.replace("\r\n", "\n")))
