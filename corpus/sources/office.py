"""Office documents as packages: ZIP archives that must not grow beyond their allowance as a library unpacks them."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from corpus.sources.record import Place
from corpus.sources.streams import Allowance

COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
"""The first bytes of compound files, which old Office documents are and encrypted ones are kept in."""


def check_package(data: BinaryIO, place: Place) -> None:
    """Raise RecordError where the ZIP package of an Office document would grow beyond its allowance, or is none."""
    size = data.seek(0, 2)
    data.seek(0)
    if data.read(4) == COMPOUND_FILE:
        raise place.error(
            "the file is locked by a password, or of the old format under a new name: save it anew"
        )
    try:
        with zipfile.ZipFile(data) as package:
            grown = sum(member.file_size for member in package.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise place.error(f"the file is damaged or cut short ({error})") from error
    Allowance(size).take(grown, place)
    data.seek(0)
