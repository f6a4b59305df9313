"""The converter whose damage ``corpus.clean.damage`` mends, as far as it can be told from its pages."""

from __future__ import annotations

from corpus.clean.readings import marked, readings
from corpus.script import TRADITIONAL_ONLY


def convert(text: str, *, keep_private_use: bool) -> str:
    """Traditional text with a reading behind every two bytes of GBK that are a Traditional character.

    The bytes are read again as Windows reads them: a first half whose second half is none becomes ``?`` and takes it
    along. Characters of the private use area are kept or lost.
    """
    source, written, at = text.encode("gbk"), bytearray(), 0
    while at < len(source):
        pair = source[at : at + 2]
        if pair in _READINGS:
            written += pair + f"({_READINGS[pair]})".encode("gbk")
            at += 2
        else:
            written.append(source[at])
            at += 1
    return _read(bytes(written), keep_private_use)


def _read(raw: bytes, keep_private_use: bool) -> str:
    characters, at = [], 0
    while at < len(raw):
        if raw[at] < 0x80:
            characters.append(chr(raw[at]))
            at += 1
            continue
        char = (
            raw[at : at + 2].decode("gb18030", "ignore") if len(raw) > at + 1 and raw[at + 1] >= 0x40 else ""
        )
        if keep_private_use or not "\ue000" <= char <= "\uf8ff":
            characters.append(char[:1] or "?")
        at += 2
    return "".join(characters)


_READINGS = {
    char.encode("gbk"): marked(min(readings()[char])) for char in sorted(TRADITIONAL_ONLY & readings().keys())
}
