"""What a line of a page is: a heading, a sentence, or neither."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[。！!？?；;…．.][”’」』\"'）)]*$")
_LONGEST_HEADING = 80
"""In characters; a Chinese headline is rarely half as long, an English one rarely longer."""


def is_sentence(line: str) -> bool:
    """Whether a line is running text: it ends like a sentence, or is too long for a heading."""
    stripped = line.strip()
    return len(stripped) > _LONGEST_HEADING or bool(_SENTENCE_END.search(stripped))


def is_heading(line: str) -> bool:
    """Whether a line may be a title or a heading: something stands on it, and it is no running text."""
    return bool(line.strip()) and not is_sentence(line)


def filled_lines(text: str) -> list[str]:
    """The lines of a text on which something stands, without the space at their ends."""
    return [stripped for line in text.split("\n") if (stripped := line.strip())]
