"""The folder of an index: who may open it, what it was built with, and files that a commit leaves safely on disk."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from corpus.errors import IndexDamagedError, IndexIncompatibleError, IndexUntrustedError
from indexer.engines.whoosh.damage import damaged

STAMP_NAME = "zhengsou.json"


class DurableStorage(FileStorage):
    """Whoosh's folder storage, with renaming as the moment when all is on disk.

    Whoosh writes the segment files, then the table of contents aside, and renames that into place. Here the
    renaming first forces every file written before it to disk, and the folder after it.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._unsynced: set[str] = set()

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> StructFile:
        """Open a new file for writing."""
        self._unsynced.add(name)
        created: StructFile = super().create_file(name, excl, mode, **kwargs)
        return created

    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        """Open a table of contents for reading; the codec maps the files of segments itself.

        Raises IndexDamagedError where its seal does not fit.
        """
        data = (self.path / name).read_bytes()
        content, seal = data[: -len(_seal(b""))], data[-len(_seal(b"")) :]
        if seal != _seal(content):
            raise damaged(name, "its checksum is another one")
        return StructFile(BytesIO(content), name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Put a table of contents in its place at once, sealed, and after all that was written before it."""
        with (self.path / oldname).open("rb+") as table:
            content = table.read()
            table.write(_seal(content))
        for name in self._unsynced:
            if (path := self.path / name).exists():
                with path.open("rb+") as written:
                    os.fsync(written.fileno())
        self._unsynced.clear()
        (self.path / oldname).replace(self.path / newname)
        sync_folder(self.path)


def _seal(content: bytes) -> bytes:
    """The checksum at the end of a table of contents, behind all that Whoosh reads of it."""
    return b"SEAL" + crc32(content).to_bytes(4, "little")


def sync_folder(path: Path) -> None:
    """Force the names in a folder to disk, where the system knows of such a thing."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_stamp(path: Path, stamp: Mapping[str, str]) -> None:
    """Record what an index is built with."""
    aside = path / f"{STAMP_NAME}.new"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(dict(stamp), file, indent=2, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path / STAMP_NAME)
    sync_folder(path)


def check_stamp(path: Path, wanted: Mapping[str, str]) -> None:
    """Raise IndexIncompatibleError where the index was built with anything else, saying what differs."""
    try:
        found = json.loads((path / STAMP_NAME).read_text(encoding="utf-8"))
        if found == wanted:
            return
        keys = sorted(found.keys() | wanted.keys())
    except (ValueError, AttributeError) as error:
        raise IndexDamagedError(f"{path / STAMP_NAME} cannot be read; build the index anew") from error
    differences = ", ".join(
        f"{key} {found.get(key, 'unknown')} (now {wanted.get(key, 'none')})"
        for key in keys
        if found.get(key) != wanted.get(key)
    )
    raise IndexIncompatibleError(
        f"The index in {path} was built with other versions: {differences}. "
        "Build it anew into an empty folder, or use the versions it was built with."
    )


def check_owner(path: Path) -> None:
    """Raise IndexUntrustedError where the folder belongs to neither this user nor root."""
    if os.name == "nt":
        return
    owner = path.stat().st_uid
    if owner not in (os.geteuid(), 0):
        raise IndexUntrustedError(
            f"The index folder {path} belongs to another user (uid {owner}), and opening an index runs what its "
            "files say. Make a copy of your own if you trust it."
        )


def folder_size(path: Path) -> int:
    """The bytes that the files of a folder take, those left out that a commit removes meanwhile."""
    size = 0
    for file in path.iterdir():
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size
