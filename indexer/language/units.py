"""Units: what a literal is made of, so that everything that stands in a text can be found in it.

A unit is one character of a script written without spaces (Han, kana, bopomofo, hangul, enclosed numbers such as ①),
one whole word of any other letters and digits, or one mark: a character that is neither, such as a comma. White
space and invisible characters are no units and separate nothing but words. A literal query is a row of units, and
it matches where the same folded units stand in a row.

The invariant: the units of a text, joined, are its folded text without white space and invisible characters; and
the units of a part that starts and ends between units are a row of the units of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from indexer.language.fold import fold

HAN = "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The Han characters, all extensions and the compatibility blocks with them, as the inside of a regular
expression's character class."""

SINGLES = (
    r"\u1100-\u11ff\u2460-\u24ff\u2776-\u2793\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c"
    r"\u3041-\u3096\u309d-\u30fa\u30fc-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9d\uffa0-\uffdc"
    r"\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"
)
"""The characters that show nothing and take no room, variation selectors among them, as the inside of a class."""

WORD = rf"(?:[^\W_{SINGLES}][\u0300-\u036f]*+)++"
"""A whole word of letters and digits, with its accents, as a regular expression over folded text."""

HAN_RUN = re.compile(f"([{HAN}]+)")
"""A run of Han characters; what is split by it keeps its runs."""

_WORD = re.compile(f"({WORD})")
_SINGLE = re.compile(f"[{SINGLES}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNIT = rf"[{SINGLES}]|{WORD}|[^\s{INVISIBLE}]"


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
    texts: list[str] = []
    starts: list[int] = []
    at = 0
    for word, part in _parts(text):
        if word:
            texts.append(part)
            starts.append(at)
        else:
            units = "".join(part.split())
            texts += units
            starts += (
                range(at, at + len(part))
                if len(units) == len(part)
                else [place for place, char in enumerate(part, at) if not char.isspace()]
            )
        at += len(part)
    return Units(tuple(texts), tuple(starts))


def unit_texts(text: str) -> tuple[str, ...]:
    """The folded units of a text without their places."""
    texts: list[str] = []
    for word, part in _parts(text):
        if word:
            texts.append(part)
        else:
            texts += "".join(part.split())
    return tuple(texts)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """What the folded text is made of: words, and between them characters that are units or white space each."""
    return zip(cycle((False, True)), _WORD.split(_INVISIBLE.sub(" ", fold(text))))


@cache
def unit_pattern() -> re.Pattern[str]:
    """One unit, as a regular expression over folded text."""
    # Compiling it takes milliseconds, and for most queries it is never needed.
    return re.compile(_UNIT)


def is_mark(unit: str) -> bool:
    """Whether a unit is a mark: neither a single nor a word."""
    return len(unit) == 1 and not unit.isalnum() and not is_single(unit)


def is_single(unit: str) -> bool:
    """Whether a unit is one character of a script written without spaces, such as a Han character."""
    return _SINGLE.fullmatch(unit) is not None


def is_letter(char: str) -> bool:
    """Whether a character is a letter or digit that words are made of."""
    return char.isalnum() and (char.isascii() or not is_single(char))


def is_accent(char: str) -> bool:
    """Whether a character is an accent: behind a letter it belongs to the word."""
    return "\u0300" <= char <= "\u036f"
