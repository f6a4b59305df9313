"""ZIP archives: their members as streams, in the order of their names, with names read as they were meant."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from corpus.errors import RecordError
from corpus.sources.decoding import encoding_of
from corpus.sources.passed_over import is_passed_over
from corpus.sources.record import Place
from corpus.sources.streams import Allowance, Stream, seekable, unpacked

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def members(
    stream: Stream, place: Place, allowance: Allowance
) -> Iterator[tuple[Stream, Place] | RecordError]:
    """What an archive holds, each to be read before the next is asked for; its place has its name.

    Raises RecordError where it is no archive; what cannot be read of one comes as a RecordError in its place.
    """
    try:
        archive = zipfile.ZipFile(seekable(stream, place))
    except (zipfile.BadZipFile, ValueError) as error:
        raise place.error(f"the archive is damaged or cut short ({error})") from error
    with archive:
        named = _names([member for member in archive.infolist() if not member.is_dir()])
        for name, member in sorted(named, key=lambda pair: (pair[0].split("/"), pair[1].header_offset)):
            here = replace(place, file=f"{place.file}/{name}", name=f"{place.name}/{name}")
            if any(map(is_passed_over, name.split("/"))):
                continue
            if member.flag_bits & _ENCRYPTED:
                yield here.error("it is locked by a password: unpack the archive by hand")
            elif member.compress_type not in _METHODS:
                yield here.error(
                    "it is packed by a method that is not known here: unpack the archive by hand"
                )
            else:
                try:
                    packed = archive.open(member)
                except (zipfile.BadZipFile, NotImplementedError) as error:
                    yield here.error(f"the archive is damaged ({error})")
                    continue
                with unpacked(packed, allowance, here) as bytes_of_it:
                    yield bytes_of_it, here


def _names(found: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The members with their names, none of which leads out of the archive.

    Names that are not marked as UTF-8 are in the character set of the system that made the archive, which all of them
    tell together: GBK on Chinese Windows, Big5 on that of Taiwan, and UTF-8 on others that do not mark it.
    """
    unmarked = [_bytes(member) for member in found if not member.flag_bits & _UTF8_NAME]
    encoding = encoding_of(b"\n".join(name.rpartition(b".")[0] for name in unmarked))
    for member in found:
        marked = member.flag_bits & _UTF8_NAME
        name = member.orig_filename if marked else _bytes(member).decode(encoding, "replace")
        parts = name.replace("\\", "/").replace("\0", "").split("/")
        yield "/".join(part for part in parts if part not in ("", ".", "..")), member


def _bytes(member: zipfile.ZipInfo) -> bytes:
    # The module reads unmarked names as if they were in the character set of DOS.
    return member.orig_filename.encode("cp437", "replace")
