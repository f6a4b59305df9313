"""White space: indents, trailing spaces and gaps between paragraphs made even, because they carry layout, not text."""

from __future__ import annotations

import re

_GAP = re.compile(r"\n{3,}")


def tidy_whitespace(text: str) -> str:
    """Lines without space at their ends, at most one blank line between them, none before or after."""
    return _GAP.sub("\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()
