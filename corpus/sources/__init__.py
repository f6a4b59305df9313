"""Reading: files and folders in, raw records out, one at a time.

To add a format, write a module with a function from a path and a place to records, and name its suffix in ``READERS``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from corpus.errors import RecordError, SourceError
from corpus.sources.html_page import read_html
from corpus.sources.jsonl import read_jsonl
from corpus.sources.markdown import read_markdown
from corpus.sources.record import Place, RawRecord
from corpus.sources.tables import read_csv
from corpus.sources.text import read_text

Reader: TypeAlias = Callable[[Path, Place], Iterator[RawRecord | RecordError]]

READERS: dict[str, Reader] = {
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".shtml": read_html,
    ".xhtml": read_html,
}
"""Readers by suffix, in lower case."""

TRIMMINGS = frozenset(
    (
        *(".css", ".js", ".eot", ".otf", ".ttf", ".woff", ".woff2"),
        *(".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".mp3", ".mp4", ".webm"),
    )
)
"""Suffixes of what a browser saves beside a page; in a folder such files hold no article and are passed over."""

__all__ = ["READERS", "Place", "RawRecord", "Reader", "read"]


def read(paths: Iterable[str | os.PathLike[str]]) -> Iterator[RawRecord | RecordError]:
    """Every record of the files and folders, in order; folders in the order of their names.

    Hidden files, pictures, styles and the like are passed over in a folder. A page in a folder is named by its path
    from that folder on, its name included, so that ``2023/a.html`` and ``2024/a.html`` are two pages however the
    folders are given.

    What cannot be read comes as a RecordError in its place and reading goes on. Raises SourceError for a path that
    does not exist, before anything is read.
    """
    given = [Path(path) for path in paths]
    for path in given:
        if not path.exists():
            raise SourceError(f"{path} does not exist: check the path")
    return _read_all(given)


def _read_all(given: list[Path]) -> Iterator[RawRecord | RecordError]:
    for path in given:
        if path.is_dir():
            yield from _read_folder(path, PurePosixPath(path.resolve().name))
        else:
            yield from _read_file(path, Place(str(path), path.name))


def _read_folder(folder: Path, name: PurePosixPath) -> Iterator[RawRecord | RecordError]:
    """What stands below a folder of a name; links to folders are not followed, for they may lead in circles."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield RecordError(str(folder), 0, f"the folder cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.suffix.lower() in TRIMMINGS:
            continue
        if not entry.is_dir():
            yield from _read_file(entry, Place(str(entry), str(name / entry.name)))
        elif not entry.is_symlink():
            yield from _read_folder(entry, name / entry.name)


def _read_file(path: Path, place: Place) -> Iterator[RawRecord | RecordError]:
    name = path.name.lower()
    reader = next((reader for suffix, reader in READERS.items() if name.endswith(suffix)), None)
    if reader is None:
        yield place.error(f"the format of the file is not known; those known are {' '.join(READERS)}")
        return
    try:
        yield from reader(path, place)
    except RecordError as error:
        yield error
    except OSError as error:
        yield place.error(f"the file cannot be read: {error.strerror or error}")
