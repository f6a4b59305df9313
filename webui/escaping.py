"""What neither XML nor an address can hold, replaced by what it can."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but the characters of XML 1.0, production 2."""
_NOT_ASCII = re.compile(rb"[\x80-\xff]")


def xml_text(text: str) -> str:
    """The text with a replacement character for each that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def percent_escaped(raw: bytes) -> bytes:
    """Part of an address with every byte that is not ASCII percent-escaped (RFC 3986, section 2.1)."""
    return _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), raw)
