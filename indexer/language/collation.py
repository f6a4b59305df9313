"""The order in which lists of Chinese are read: by pinyin, both scripts as one.

Texts are compared unit by unit. Han characters come first: by syllable, by tone, and those that are read alike by the
code point of their folded form. Numbers and words of other letters follow, then marks, and last what has ended. A
character that is read in several ways has the place of how it is read most often.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from indexer.language.fold import fold
from indexer.language.pinyin import readings
from indexer.language.units import is_single, unit_pattern

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_NO_TONE = "5"
_UNREAD = "zzzz"
"""In place of the syllable of a Han character of which nobody says how it is read: behind all the others."""
_ENDED = "4"
"""Behind all units, as what has ended is."""


def collation_key(units: Sequence[str]) -> str:
    """A string that compares as units in a row do. They need not be folded."""
    return " ".join((*units, "")).translate(_order()) + _ENDED


def units_in_a_row(text: str) -> list[str]:
    """The units of a text, or of a piece of it, in order and not folded."""
    return unit_pattern().findall(text)


class _Order(dict[int, str]):
    """For each code point a string that sorts where it belongs; worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        placed = self[code] = _placed(chr(code))
        return placed


@cache
def _order() -> _Order:
    return _Order({ord(" "): " "})


def _placed(char: str) -> str:
    folded = fold(char)
    if read := readings().get(folded):
        letters = unicodedata.normalize("NFD", read)
        # Dictionaries have ü behind u and before ua.
        syllable = "".join(letter for letter in letters if letter not in _TONES).replace("\u0308", ":")
        tone = next((_TONES[letter] for letter in letters if letter in _TONES), _NO_TONE)
        return f"1{syllable}{tone}{folded}"
    if is_single(folded) and folded.isalnum():
        return f"1{_UNREAD}{folded}"
    return f"2{folded}" if folded.isalnum() else f"3{folded}"
