"""Folding: every character to one representative of its script variants, case and width.

Context-free and length-preserving, so a substring of a text always folds to a substring of the folded text, and
offsets into one are offsets into the other.

Characters are variants of each other when any of OpenCC's length-keeping tables turns one into the other; the
classes are the connected components of that relation. So ``fold(convert(t, c)) == fold(t)`` for every text ``t``
and every configuration ``c`` that keeps lengths, whichever of several candidates a phrase rule picks.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from indexer.language.characters import CharacterMap
from indexer.language.opencc_tables import CHARACTER_TABLES, entries

PHRASE_ONLY_VARIANTS = (
    *("并幷", "熏薰", "呆待", "坐座", "酰醯", "具俱", "戚鏚", "穗繐", "吣唚", "蔽庇", "沈沉"),
)
"""Pairs that OpenCC exchanges inside phrases and in no character table; a test derives them from its phrases."""

SPELLING_VARIANTS = (
    *("帐账", "你妳", "侄姪", "铺舖", "炮砲", "回廻", "堤隄", "榨搾", "棋碁", "浚濬", "焰燄", "豆荳"),
    *("果菓", "污汚", "户戸", "矿鑛", "高髙", "清淸", "青靑", "尚尙", "札劄", "札箚", "溪谿"),
)
"""Pairs that regions spell one word with (帳戶 and 账户, 防砲 and 防炮) and that OpenCC keeps apart."""

_QUOTES = "“”„‟«»「」『』｢｣﹁﹂﹃﹄〝〞〟＂"
_APOSTROPHES = "‘’‚‛＇"
_HYPHENS = "\u2010\u2011\u2212"
_COMPATIBILITY_RANGES = (
    (0xB2, 0xBA),
    (0x2070, 0x20A0),
    (0x2E80, 0x2FE0),
    (0xF900, 0xFB00),
    (0xFE10, 0xFE70),
    (0xFF01, 0xFF9E),
    (0xFFE0, 0xFFE7),
    (0x2F800, 0x2FA20),
)
"""Superscripts and subscripts, radicals, compatibility ideographs, small, full-width and half-width forms."""
_CASED_RANGES = ((0x41, 0x590), (0x1E00, 0x2190), (0x24B6, 0x24EA), (0x2C00, 0x2D00), (0x10400, 0x10428))
"""Scripts whose letters have long been settled, so that every version of Python folds alike."""


def fold(text: str) -> str:
    """The text with every character replaced by its representative; as long as the text, code point by code point."""
    return _folding().apply(text)


def fold_digest() -> str:
    """A hexadecimal digest that changes exactly when the folding of any character does."""
    rows = "".join(f"{code:x}{other}" for code, other in sorted(_table().items()))
    return hashlib.blake2b(rows.encode("utf-8"), digest_size=8).hexdigest()


@cache
def _folding() -> CharacterMap:
    return CharacterMap({chr(code): other for code, other in _table().items()})


@cache
def _table() -> dict[int, str]:
    table = _variants()
    table.update(dict.fromkeys(map(ord, _QUOTES), '"'))
    table.update(dict.fromkeys(map(ord, _APOSTROPHES), "'"))
    table.update(dict.fromkeys(map(ord, _HYPHENS), "-"))
    table[0x3000] = " "
    for code in _codes(_CASED_RANGES):
        lower = chr(code).lower()
        # İ lowers to two code points; it stays as it is.
        if len(lower) == 1 and lower != chr(code):
            table[code] = lower
    for code in _codes(_COMPATIBILITY_RANGES):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = table.get(ord(plain), plain)
    return table


def _codes(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    for start, end in ranges:
        yield from range(start, end)


def _variants() -> dict[int, str]:
    simpler = Counter[str]()
    parents: dict[str, str] = {}

    def root(char: str) -> str:
        while (parent := parents.setdefault(char, char)) != char:
            char = parent
        return char

    def join(one: str, other: str) -> None:
        parents[root(one)] = root(other)

    for name in CHARACTER_TABLES:
        for key, values in entries(name):
            for value in values:
                join(key, value)
            if name == "TSCharacters":
                simpler[values[0]] += 1
    for pair in PHRASE_ONLY_VARIANTS + SPELLING_VARIANTS:
        join(pair[0], pair[1])

    classes: defaultdict[str, list[str]] = defaultdict(list)
    for char in parents:
        classes[root(char)].append(char)
    table = {}
    for members in classes.values():
        # The representative is the form that most of the others simplify to; ties go to the lowest code point.
        representative = max(members, key=lambda char: (simpler[char], -ord(char)))
        table.update({ord(char): representative for char in members if char != representative})
    return table
