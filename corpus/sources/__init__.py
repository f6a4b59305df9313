"""Reading: files and folders in, raw records out, one at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from corpus.errors import RecordError, SourceError
from corpus.sources.formats import SUFFIXES, Piece, read_file
from corpus.sources.page import UnreadPage
from corpus.sources.passed_over import is_passed_over
from corpus.sources.record import FIELDS, Place, RawRecord

__all__ = ["FIELDS", "SUFFIXES", "Piece", "Place", "RawRecord", "UnreadPage", "read", "read_pieces"]

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


def read(
    paths: Iterable[str | os.PathLike[str]], columns: Mapping[str, str] = _NO_COLUMNS
) -> Iterator[RawRecord | RecordError]:
    """Every record of the files and folders, in order; folders and archives in the order of their names.

    Hidden files, pictures, styles and the like are passed over in a folder. A page in a folder is named by its path
    from that folder on, its name included, so that ``2023/a.html`` and ``2024/a.html`` are two pages however the
    folders are given. ``columns`` maps fields (see ``FIELDS``) to the names of the columns that hold them in tables.

    What cannot be read comes as a RecordError in its place and reading goes on. Raises SourceError for a path that
    does not exist, before anything is read.
    """
    return _all_read(read_pieces(paths, columns))


def read_pieces(
    paths: Iterable[str | os.PathLike[str]], columns: Mapping[str, str] = _NO_COLUMNS
) -> Iterator[Piece]:
    """The same as :func:`read`, but with pages as they are, so that other processes may take them apart."""
    given = [Path(path) for path in paths]
    for path in given:
        if not path.exists():
            raise SourceError(f"{path} does not exist: check the path")
    return _read_all(given, columns)


def _all_read(pieces: Iterator[Piece]) -> Iterator[RawRecord | RecordError]:
    for piece in pieces:
        if isinstance(piece, UnreadPage):
            yield from piece.records()
        else:
            yield piece


def _read_all(given: list[Path], columns: Mapping[str, str]) -> Iterator[Piece]:
    for path in given:
        if path.is_dir():
            yield from _read_folder(path, PurePosixPath(path.resolve().name), columns)
        else:
            yield from read_file(path, Place(str(path), path.name), columns)


def _read_folder(folder: Path, name: PurePosixPath, columns: Mapping[str, str]) -> Iterator[Piece]:
    """What stands below a folder of a name; links to folders are not followed, for they may lead in circles."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield RecordError(str(folder), 0, f"the folder cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        if is_passed_over(entry.name):
            continue
        place = Place(str(entry), str(name / entry.name))
        if entry.is_file() or not entry.exists():
            yield from read_file(entry, place, columns)
        elif not entry.is_dir():
            # Whoever names one waits for it; a folder may hold one by chance.
            yield place.error("it is a pipe or a device, and no file")
        elif not entry.is_symlink():
            yield from _read_folder(entry, name / entry.name, columns)
