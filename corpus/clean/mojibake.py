"""Mojibake: UTF-8 that was read as Windows-1252 or Latin-1 (``æ–‡ä»¶``), read again as what it is (``文件``)."""

from __future__ import annotations

import re

_BYTES = {**{chr(byte): byte for byte in range(0x80, 0x100)}} | {
    byte.to_bytes().decode("cp1252"): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LEADS = "âãäåæçèéï"
"""What the first bytes of Chinese characters, their punctuation and typographic marks look like."""
_FOLLOWING = "".join(char for char, byte in _BYTES.items() if byte < 0xC0)
_RUN = re.compile(rf"(?:[{_LEADS}][{re.escape(_FOLLOWING)}]{{2}})+")
_CHINESE_OR_MARK = re.compile("[\u2010-\u2026\u3000-\u9fff\uff00-\uffef]+")


def read_mojibake(text: str) -> str:
    """The text with three misread characters for every one that they are; a run that makes no sense so stays."""
    if not any(lead in text for lead in _LEADS):
        return text
    return _RUN.sub(_read_again, text)


def _read_again(run: re.Match[str]) -> str:
    read = bytes(map(_BYTES.__getitem__, run[0])).decode("utf-8", "replace")
    return read if _CHINESE_OR_MARK.fullmatch(read) else run[0]
