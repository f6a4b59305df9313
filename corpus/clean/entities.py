"""Character references: read as the characters they stand for, where a page was taken for plain text."""

from __future__ import annotations

import re
from html import unescape

# What was escaped several times begins with several ampersands.
_REFERENCE = re.compile(
    r"&(?:(?i:amp|#0*38|#x0*26);)*([A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
)
_PART_OF_A_REFERENCE = re.compile(r"[A-Za-z0-9#;]")


def read_entities(text: str) -> str:
    """The text with ``&rsquo;``, ``&#39;`` and their like as characters; ``AT&T`` stays.

    So do references to what they are made of themselves, ASCII letters, digits, ``#`` and ``;``: nobody needs them,
    and read they might make further references.
    """
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    reference = f"&{found[1]};"
    character = unescape(reference)
    # Of a name that it does not know the parser reads the beginning: &notice; as ¬ice;
    return reference if _PART_OF_A_REFERENCE.match(character[-1:]) else character
