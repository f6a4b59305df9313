"""Finding many phrases in a text at once."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from string import ascii_lowercase, digits

import numpy as np

from corpus.code_points import CharacterTable, code_points

_IN_WORD = frozenset(ascii_lowercase + digits)
_APART = (
    (0x01, 0x300),
    (0x2000, 0x20D0),
    (0x2100, 0x2E80),
    (0x3000, 0x302A),
    (0x3400, 0xA000),
    (0xFF01, 0xFF5F),
)
"""Ranges of characters none of which joins with the one before it when a text is normalized."""

_OF_LONGER, _PHRASE, _BOUNDED_PHRASE = 1, 2, 3
"""What two characters can be: the beginning of longer phrases, a phrase, or one that must be no part of a word."""
_SHORT = 200
"""Up to this length a text is normalized faster by itself than by a table, in characters."""


# The same texts are looked through for places and for industries, one after the other.
@lru_cache(maxsize=4)
def normalize(text: str) -> str:
    """The text in the form phrases are looked for in: half width, lower case. Its length may differ."""
    if len(text) <= _SHORT:
        return _normalize(text)
    plain = _plain().look_up(code_points(text))
    if plain.all():
        return plain.astype("<u2").tobytes().decode("utf-16-le")
    return _normalize(text)


def _normalize(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def span_before_normalizing(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where in a text the characters stand that its normalized form has from start to end, end exclusive.

    None where normalizing joined characters into one, so that it cannot be told.
    """
    normal = normalize(text)
    if len(normal) != len(text):
        lengths = np.ones(len(text), np.int64)
        for place in np.flatnonzero(_plain().look_up(code_points(text)) == 0).tolist():
            lengths[place] = len(_normalize(text[place]))
        ends = np.cumsum(lengths)
        if ends[-1] != len(normal):
            return None
        first, last = np.searchsorted(ends, (start, end - 1), "right").tolist()
        span = first, last + 1
    else:
        span = start, end
    return span if _normalize(text[slice(*span)]) == normal[start:end] else None


@cache
def _plain() -> CharacterTable:
    """What becomes of characters that become one character whatever stands beside them."""
    characters = (chr(code) for start, end in _APART for code in range(start, end))
    normal = {character: _normalize(character) for character in characters}
    return CharacterTable({one: ord(other) for one, other in normal.items() if len(other) == 1})


class PhraseMatcher:
    """Finds phrases from left to right, the longest at each place, without overlaps.

    Phrases have two characters or more and match regardless of case and width; where a phrase begins or ends
    with a Latin letter or a digit, a word of the text must begin or end there.

    A table by the first two characters, looked up for the whole text at once, says where some phrase could begin and
    whether these two are one, and another, by the first three, how long the longer phrases are that begin so.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        # Whether a phrase begins or ends with a letter or a digit, so that it must not be a part of a word.
        self._phrases = {
            each: each[0] in _IN_WORD or each[-1] in _IN_WORD for each in map(normalize, phrases)
        }
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        firsts = _numbers(phrase[0] for phrase in self._phrases)
        seconds = _numbers(phrase[1] for phrase in self._phrases)
        self._firsts, self._seconds = CharacterTable(firsts), CharacterTable(seconds)
        self._starts = np.zeros((len(firsts) + 1, len(seconds) + 1), np.uint8)
        for phrase, bounded in self._phrases.items():
            place = firsts[phrase[0]], seconds[phrase[1]]
            if len(phrase) > 2:
                lengths[phrase[:3]].add(len(phrase))
                self._starts[place] = max(_OF_LONGER, self._starts[place])
            else:
                self._starts[place] = _BOUNDED_PHRASE if bounded else _PHRASE
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """The phrases of a normalized text, normalized too, with start and end, end exclusive."""
        codes = code_points(text)
        starts = self._starts[self._firsts.look_up(codes[:-1]), self._seconds.look_up(codes[1:])]
        begins = np.flatnonzero(starts)
        is_bounded, lengths = self._phrases.get, self._lengths.get
        found = []
        place = 0
        for begin, start in zip(begins.tolist(), starts[begins].tolist(), strict=True):
            if begin < place:
                continue
            for length in lengths(text[begin : begin + 3], ()):
                phrase = text[begin : begin + length]
                bounded = is_bounded(phrase)
                if bounded is False or (bounded and _stands_apart(text, begin, begin + len(phrase))):
                    # At the end of the text a shorter one than was looked for may stand there.
                    place = begin + len(phrase)
                    found.append((phrase, begin, place))
                    break
            else:
                end = begin + 2
                if start == _PHRASE or (start == _BOUNDED_PHRASE and _stands_apart(text, begin, end)):
                    place = end
                    found.append((text[begin:end], begin, end))
        return found


def _stands_apart(text: str, begin: int, end: int) -> bool:
    """Whether no word of Latin letters or digits goes on at either end of a stretch."""
    return not any(
        text[max(0, cut - 1) : cut] in _IN_WORD and text[cut : cut + 1] in _IN_WORD for cut in (begin, end)
    )


def _numbers(characters: Iterable[str]) -> dict[str, int]:
    return {character: number for number, character in enumerate(sorted(set(characters)), start=1)}
