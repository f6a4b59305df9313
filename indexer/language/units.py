"""Units: what a literal is made of, so that everything that stands in a text can be found in it.

A unit is one Han character (or kana, or hangul syllable), one whole word of any other letters and digits, or one
mark: a character that is neither, such as a comma. White space and invisible characters are no units and separate
nothing but words. A literal query is a row of units, and it matches where the same folded units stand in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.language.fold import fold

HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002ebef\U0002f800-\U0002fa1f\U00030000-\U000323af"
)
"""The Han characters, Extensions A to I and the compatibility blocks with them, as the inside of a regular
expression's character class."""

_SINGLES = HAN + "\u3041-\u3096\u309d-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uac00-\ud7a3"
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
_UNIT = re.compile(
    rf"[{_SINGLES}]"
    rf"|(?:(?![{_SINGLES}])[^\W_])(?:(?![{_SINGLES}])[^\W_]|[\u0300-\u036f])*"
    rf"|[^\s{_INVISIBLE}]"
)


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one text: ``texts`` folded, ``starts`` in code points of the text. Equally long."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def span(self, first: int, count: int) -> tuple[int, int]:
        """Where ``count`` units from the one numbered ``first`` stand in the text, in code points; end exclusive."""
        last = first + count - 1
        return self.starts[first], self.starts[last] + len(self.texts[last])


def split_units(text: str) -> Units:
    """The units of a text, in order."""
    folded = fold(text)
    matches = list(_UNIT.finditer(folded))
    return Units(tuple(m[0] for m in matches), tuple(m.start() for m in matches))


def unit_texts(text: str) -> tuple[str, ...]:
    """The folded units of a text without their places."""
    return tuple(_UNIT.findall(fold(text)))


def is_mark(unit: str) -> bool:
    """Whether a unit is a mark: neither a Han character nor a word."""
    return len(unit) == 1 and not unit.isalnum()


def is_single(unit: str) -> bool:
    """Whether a unit is written as one character by nature: a Han character, kana or hangul syllable."""
    return bool(_SINGLE.fullmatch(unit))


_SINGLE = re.compile(rf"[{_SINGLES}]")


def iter_runs(text: str) -> Iterator[tuple[str, int]]:
    """The maximal runs of Han characters, and each other word, with their starts in code points; marks left out."""
    for match in _RUN.finditer(text):
        yield match[0], match.start()


_RUN = re.compile(
    rf"[{HAN}]+|(?:(?![{_SINGLES}])[^\W_])(?:(?![{_SINGLES}])[^\W_]|[\u0300-\u036f])*|[{_SINGLES}]"
)
