"""What is found in folders and archives and holds nothing to read."""

from __future__ import annotations

from pathlib import PurePath

TRIMMINGS = frozenset(
    (
        *(".css", ".js", ".eot", ".otf", ".ttf", ".woff", ".woff2"),
        *(".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".mp3", ".mp4", ".webm"),
    )
)
"""Suffixes of what a browser saves beside a page; such files hold no article."""
_OF_PROGRAMS = frozenset(("__macosx", "thumbs.db", "desktop.ini"))
"""Names, in lower case, of what operating systems put beside files."""
_HIDDEN = (".", "~$")
"""How hidden names begin; the second are those of documents that are open in an office program."""


def is_passed_over(name: str) -> bool:
    """Whether a file or folder of this name is hidden, a trimming of a page or some program's own."""
    return (
        name.startswith(_HIDDEN) or name.lower() in _OF_PROGRAMS or PurePath(name).suffix.lower() in TRIMMINGS
    )
