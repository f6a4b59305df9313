"""White space: indents, trailing spaces and gaps between paragraphs made even, because they carry layout, not text."""

from __future__ import annotations

import re

_GAP = re.compile(r"\n{3,}")


def tidy_whitespace(text: str) -> str:
    """Lines without space at their ends, at most one blank line between them, none before or after."""
    tidied = "\n".join(map(str.strip, text.split("\n"))).strip()
    return _GAP.sub("\n\n", tidied) if "\n\n\n" in tidied else tidied
