"""The folder of an index: who may open it, and files that a commit leaves safely on disk."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from corpus.errors import IndexUntrustedError
from indexer.engines.whoosh.damage import damaged, in_place
from indexer.engines.whoosh.failpoints import reach

_NOT_SYNCED = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}
"""What syncing a folder ends in on disks that do not know of it, and where a folder may be entered but not read."""


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

    def list(self) -> list[str]:
        """The names of all files. Whoosh's own says that there are none where the folder cannot be read."""
        return [path.name for path in self.path.iterdir()]

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Put a table of contents in its place at once, sealed, and after all that was written before it."""
        reach("table written")
        with (self.path / oldname).open("rb+") as table:
            content = table.read()
            table.write(_seal(content))
        reach("table sealed")
        for name in self._unsynced:
            if (path := self.path / name).exists():
                with path.open("rb+") as written:
                    os.fsync(written.fileno())
                reach("file synced")
        self._unsynced.clear()
        reach("all synced")
        (self.path / oldname).replace(self.path / newname)
        with in_place(self.path):
            reach("table in place")
            sync_folder(self.path)
            reach("folder synced")


def _seal(content: bytes) -> bytes:
    """The checksum at the end of a table of contents, behind all that Whoosh reads of it."""
    return b"SEAL" + crc32(content).to_bytes(4, "little")


def sync_folder(path: Path) -> None:
    """Force the names in a folder to disk, where the system and the kind of disk know of such a thing."""
    if os.name == "nt":
        return
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NOT_SYNCED:
            raise


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
