"""Folding: every character to one representative of its script variants, case and width.

Context-free and length-preserving, so a substring of a text always folds to a substring of the folded text, and
offsets into one are offsets into the other.

Characters are variants of each other when any of OpenCC's length-keeping tables turns one into the other; the
classes are the connected components of that relation. So ``fold(convert(t, c)) == fold(t)`` for every text ``t``
and every configuration ``c`` that keeps lengths, whichever of several candidates a phrase rule picks.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from indexer.language.opencc_tables import CHARACTER_TABLES, entries

PHRASE_ONLY_VARIANTS = (
    *("并幷", "熏薰", "鲶鮎", "須鬚", "呆待", "坐座", "酰醯"),
    *("具俱", "戚鏚", "穗繐", "吣唚", "蔽庇", "沈沉"),
)
"""Pairs that OpenCC exchanges inside phrases and in no character table; a test derives them from its phrases."""

_QUOTES = "“”„‟«»「」『』﹁﹂﹃﹄〝〞〟＂"
_APOSTROPHES = "‘’‚‛＇"
_COMPATIBILITY_RANGES = (
    (0x2E80, 0x2FE0),
    (0xF900, 0xFB00),
    (0xFF01, 0xFF61),
    (0xFFE0, 0xFFE7),
    (0x2F800, 0x2FA20),
)
_CASED_RANGES = ((0x41, 0x3000), (0xA640, 0xAC00), (0xFF21, 0xFF3B), (0x10400, 0x10500))


def fold(text: str) -> str:
    """The text with every character replaced by its representative; as long as the text, code point by code point."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    table = _variants()
    for code in _codes(_COMPATIBILITY_RANGES):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = table.get(ord(plain), plain)
    for code in _codes(_CASED_RANGES):
        plain = table.get(code, chr(code))
        lower = plain.lower()
        # A few capitals lower to two code points or to one that lowers further; they stay as they are.
        if len(lower) == 1 and lower != chr(code) and lower.lower() == lower:
            table[code] = lower
    table.update(dict.fromkeys(map(ord, _QUOTES), '"'))
    table.update(dict.fromkeys(map(ord, _APOSTROPHES), "'"))
    table[0x3000] = " "
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
    for pair in PHRASE_ONLY_VARIANTS:
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
