"""What a text is found by when it is typed in part: its characters, its pinyin, and the initials of that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from indexer.language.conversion import convert
from indexer.language.fold import fold
from indexer.language.pinyin import spoken
from indexer.language.units import SINGLES

_MARKS = re.compile(r"[^\w\n]|_")
_LETTER = rf"[^\W_{SINGLES}]"
_SPACES = re.compile(rf" +(?!{_LETTER})|(?<!{_LETTER}) +")
_TOKEN = re.compile(rf"{_LETTER}+|\S")


class SpokenKeys(NamedTuple):
    """What texts are found by when they are typed in pinyin, a key for each.

    ``spoken``: the syllables of its Han characters and its other words, with a space between any two. ``initials``: how
    each of those begins. Both are empty for a text of ASCII characters alone.
    """

    spoken: list[str]
    initials: list[str]


def spoken_keys(texts: Sequence[str]) -> SpokenKeys:
    """The keys of texts as they are read; many at once are many times faster than one by one."""
    if not texts:
        return SpokenKeys([], [])
    simplified = _MARKS.sub(" ", convert(_lines(texts), "t2s"))
    read = fold(spoken(simplified)).split("\n")
    spelled = [
        [] if text.isascii() else said.split()
        for said, text in zip(read, fold(simplified).split("\n"), strict=True)
    ]
    return SpokenKeys(list(map(" ".join, spelled)), ["".join([word[0] for word in said]) for said in spelled])


def keys_written(texts: Sequence[str]) -> list[str]:
    """The written keys of texts; many at once are many times faster than one by one."""
    return written_keys(_lines(texts)) if texts else []


def _lines(texts: Sequence[str]) -> str:
    return "\n".join([" ".join(text.split()) for text in texts])


def written_keys(lines: str) -> list[str]:
    """The written key of each line: folded, without marks, and with white space only between words of letters."""
    return _SPACES.sub("", _MARKS.sub(" ", fold(lines)).replace("\n", " \n ")).split("\n")


def tokens(written: str, most: int) -> list[str]:
    """The first characters and words of a written key, one for each word of the spoken key."""
    return [found[0] for found in islice(_TOKEN.finditer(written), most)]
