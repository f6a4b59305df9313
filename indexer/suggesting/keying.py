"""What a text is found by when it is typed in part: its characters, its pinyin, and the initials of that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from indexer.language.fold import fold
from indexer.language.opencc_tables import convert
from indexer.language.pinyin import spoken
from indexer.language.units import SINGLES

_MARKS = re.compile(r"[^\w\n]|_")
_LETTER = rf"[^\W_{SINGLES}]"
_SPACES = re.compile(rf" +(?!{_LETTER})|(?<!{_LETTER}) +")
_MORE_SPACES = re.compile(" {2,}")
_TOKEN = re.compile(rf"{_LETTER}+|\S")


class Keys(NamedTuple):
    """What texts are found by, a key for each.

    ``written``: folded, without marks, and with white space only between words of letters. ``spoken``: the syllables of
    its Han characters and its other words, with a space between any two. ``initials``: how each of those begins. Both
    are empty for a text of ASCII characters alone.
    """

    written: list[str]
    spoken: list[str]
    initials: list[str]


def keys_of(texts: Sequence[str]) -> Keys:
    """The keys of texts; many at once are many times faster than one by one."""
    if not texts:
        return Keys([], [], [])
    lines = "\n".join(" ".join(text.split()) for text in texts)
    written = written_keys(lines)
    simplified = _MARKS.sub(" ", convert(lines, "t2s"))
    read = _MORE_SPACES.sub(" ", fold(spoken(simplified))).split("\n")
    keys = ["" if line.isascii() else said.strip() for said, line in zip(read, written, strict=True)]
    return Keys(written, keys, ["".join([word[0] for word in key.split()]) for key in keys])


def written_keys(lines: str) -> list[str]:
    """The written key of each line."""
    return _SPACES.sub("", _MARKS.sub(" ", fold(lines)).replace("\n", " \n ")).split("\n")


def tokens(written: str, most: int) -> list[str]:
    """The first characters and words of a written key, one for each word of the spoken key."""
    return [found[0] for found in islice(_TOKEN.finditer(written), most)]
