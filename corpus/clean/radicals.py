"""Radicals: signs of a dictionary's index that a PDF gives in place of the characters they look like.

Fonts draw ⽀ and 支, ⻅ and 见 alike, and the text of a printed page may come back as the former, which nobody types.
"""

from __future__ import annotations

import re
import unicodedata

_ANY = re.compile("[\u2e80-\u2fd5]")
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
# Only the forms that are characters by themselves: of the others nothing can be said beyond doubt.
_SUPPLEMENT = dict(
    zip(
        "⺎⺒⺓⺝⺟⺠⺦⺩⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "兀巳幺月母民丬王虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_CHARACTERS = str.maketrans(_KANGXI | _SUPPLEMENT)


def read_radicals(text: str) -> str:
    """The text with the character in place of each radical; which is which is Unicode's EquivalentUnifiedIdeograph."""
    return text.translate(_CHARACTERS) if _ANY.search(text) else text
