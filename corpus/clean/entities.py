"""Character references: read as the characters they stand for, where a page was taken for plain text."""

from __future__ import annotations

import re
from html import unescape

_REFERENCE = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def read_entities(text: str) -> str:
    """The text with ``&rsquo;``, ``&#39;`` and their like as characters, those escaped twice too; ``AT&T`` stays."""
    while (found := _REFERENCE.sub(_character, text)) != text:
        text = found
    return text


def _character(reference: re.Match[str]) -> str:
    # Without this, the parser would read the beginning of a name it does not know: &notice; as ¬ice;
    character = unescape(reference[0])
    return reference[0] if character.endswith(";") and character != ";" else character
