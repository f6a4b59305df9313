"""The Han characters by which Simplified and Traditional text are told apart.

Read off the two national character sets, which Python carries: GB 2312 holds the Simplified forms and what both scripts
share, Big5 the Traditional forms and what both share. What only one of them holds is peculiar to its script.
"""

from __future__ import annotations

import numpy as np

from corpus.code_points import CharacterTable, code_points

_FIRST_HAN, _LAST_HAN = "\u3400", "\u9fff"
_BIG5_COMMON = range(0xA4, 0xC7)
"""The lead bytes of Big5's 5,401 frequently used characters; the rest of it is rare, much of it names."""
_GB2312_HAN = range(0xB0, 0xF8)
_BIG5_HAN = range(0xA4, 0xFA)


def _han(codec: str, leads: range) -> frozenset[str]:
    # Each of them takes two bytes.
    encoded = "".join(map(chr, range(ord(_FIRST_HAN), ord(_LAST_HAN) + 1))).encode(codec, "ignore")
    characters = zip(encoded[::2], encoded.decode(codec), strict=True)
    return frozenset(character for lead, character in characters if lead in leads)


def is_han(char: str) -> bool:
    """Whether this is one Han character of the blocks in everyday use (Extension A and the basic block)."""
    return len(char) == 1 and _FIRST_HAN <= char <= _LAST_HAN


SIMPLIFIED_ONLY = _han("gb2312", _GB2312_HAN) - _han("big5", _BIG5_HAN)
"""Characters of Simplified text that Traditional text does not use: 2,380."""
TRADITIONAL_ONLY = _han("big5", _BIG5_COMMON) - _han("gb2312", _GB2312_HAN)
"""Frequent characters of Traditional text that Simplified text does not use: 2,073."""


_PECULIAR = CharacterTable(dict.fromkeys(SIMPLIFIED_ONLY, 1) | dict.fromkeys(TRADITIONAL_ONLY, 2))


def han_count(text: str) -> int:
    """How many characters of the text are Han."""
    codes = code_points(text)
    return int(np.count_nonzero((codes >= ord(_FIRST_HAN)) & (codes <= ord(_LAST_HAN))))


def peculiar_counts(text: str) -> tuple[int, int]:
    """How many characters of the text are peculiar to Simplified, and how many to Traditional."""
    kinds = _PECULIAR.look_up(code_points(text))
    return int(np.count_nonzero(kinds == 1)), int(np.count_nonzero(kinds == 2))
