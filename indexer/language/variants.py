"""Which characters fold alike, derived from OpenCC's tables and Unicode; written to a file that folding reads.

After a change here or an upgrade of OpenCC, ``python -m indexer.language.variants`` writes the file anew. A test
compares it with what is derived.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from indexer.language.fold import DATA
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


def text_of(table: Mapping[str, str]) -> str:
    """The text of the file: a digest of all that follows, then each representative with its variants on a line."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for char in sorted(table):
        groups[table[char]].append(char)
    lines = (representative + "".join(groups[representative]) for representative in sorted(groups))
    return "\n".join((_digest(table), *lines, ""))


def _digest(table: Mapping[str, str]) -> str:
    rows = "".join(f"{ord(char):x}{other}" for char, other in sorted(table.items()))
    return hashlib.blake2b(rows.encode("utf-8"), digest_size=8).hexdigest()


def representatives() -> dict[str, str]:
    """The representative of every character that does not fold to itself."""
    table = _variants()
    table.update(dict.fromkeys(_QUOTES, '"'))
    table.update(dict.fromkeys(_APOSTROPHES, "'"))
    table.update(dict.fromkeys(_HYPHENS, "-"))
    table["\u3000"] = " "
    for char in _characters(_CASED_RANGES):
        lower = char.lower()
        # İ lowers to two code points; it stays as it is.
        if len(lower) == 1 and lower != char:
            table[char] = lower
    for char in _characters(_COMPATIBILITY_RANGES):
        plain = unicodedata.normalize("NFKC", char)
        if len(plain) == 1 and plain != char:
            table[char] = table.get(plain, plain)
    return table


def _characters(ranges: Iterable[tuple[int, int]]) -> Iterator[str]:
    for start, end in ranges:
        yield from map(chr, range(start, end))


def _variants() -> dict[str, str]:
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
        table.update({char: representative for char in members if char != representative})
    return table


if __name__ == "__main__":
    DATA.write_text(text_of(representatives()), encoding="utf-8", newline="\n")
