"""The lines of a page with something on them, and where in the page they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class PageLine(NamedTuple):
    """A line without the space around it, and where in the page it begins, in code points."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where in the page it ends."""
        return self.start + len(self.text)


def page_lines(page: str, start: int = 0, end: int | None = None) -> Iterator[PageLine]:
    """The lines between two places of a page that have something on them, but for a first one that is cut.

    Compatibility characters (U+FA26 for 都), which some programs of Taiwan write, are read as what they stand for.
    """
    if start > 0 and (start := page.find("\n", start)) < 0:
        return
    for line in page[start:end].split("\n"):
        if stripped := line.strip():
            yield PageLine(_unified(stripped), start + line.index(stripped[0]))
        start += len(line) + 1


def _unified(line: str) -> str:
    if unicodedata.is_normalized("NFC", line):
        return line
    composed = unicodedata.normalize("NFC", line)
    # Where letters and accents were joined, places would no longer be those of the page.
    return composed if len(composed) == len(line) else line
