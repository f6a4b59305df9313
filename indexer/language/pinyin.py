"""Pinyin: how Han characters are read, and what syllables a spelling is made of. The one door to pypinyin."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus.clean.syllables import SYLLABLES
from corpus.code_points import code_points
from corpus.errors import VocabularyError

SEPARATORS = re.compile(r"[\s'’‘`·-]+")
"""What stands between syllables, typed by hand or left by an input method that is not done."""

MOST_SPELLINGS = 8
"""Ways to take a spelling apart that are looked at, the likeliest first."""

_LONGEST = max(map(len, SYLLABLES))
_SPELLED = frozenset(syllable.replace("ü", "v") for syllable in SYLLABLES)
_BEGINNINGS = frozenset(syllable[:end] for syllable in _SPELLED for end in range(1, len(syllable) + 1))
_INITIALS = frozenset("bpmfdtnlgkhjqxrzcsyw") | {"zh", "ch", "sh"}
_FIRST_LETTERS = frozenset(syllable[0] for syllable in SYLLABLES)
_TONES = str.maketrans(
    "āáǎàēéěèếềḿōóǒòīíǐìūúǔùǖǘǚǜüńňǹɡ", "aaaaeeeeeemooooiiiiuuuuvvvvvnnng", "\u0300\u0304\u030c"
)
_MISSING = {"长三角": (("chang",), ("san",), ("jiao",)), "长株潭": (("chang",), ("zhu",), ("tan",))}
"""Readings of policy terms that pypinyin's phrases lack."""
_CODE_BITS = 21
"""Bits of a code point."""
_SLACK = 1
"""How much costlier than the best another way to take a spelling apart may be."""


class Piece(NamedTuple):
    """A piece of a spelling: a syllable when ``whole``, else how one begins."""

    text: str
    whole: bool


Spelling: TypeAlias = tuple[Piece, ...]


class _Readings(NamedTuple):
    """How single characters are read, and by their first two characters phrases in which some are read differently.

    Each syllable has a space before and behind it.
    """

    characters: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


def spoken(text: str) -> str:
    """A Simplified text with each Han character as its syllable between spaces, toneless and with ``v`` for ``ü``.

    What is read in several ways is read as in the longest phrase that pypinyin knows, or else as most often.
    """
    characters, phrases = _readings()
    read = [characters.get(char, char) for char in text]
    done = 0
    for at in _places(text):
        if at < done:
            continue
        for phrase, there in phrases.get(text[at : at + 2], ()):
            if text.startswith(phrase, at):
                done = at + len(phrase)
                read[at:done] = there
                break
    return "".join(read)


def _places(text: str) -> list[int]:
    """Where in a text the first two characters of a phrase stand."""
    codes = code_points(text).astype(np.int64)
    pairs = codes[:-1] << _CODE_BITS | codes[1:]
    return np.flatnonzero(np.isin(pairs, _phrase_starts())).tolist()


@cache
def _phrase_starts() -> NDArray[np.int64]:
    pairs = code_points("".join(_readings().phrases)).astype(np.int64)
    return np.sort(pairs[::2] << _CODE_BITS | pairs[1::2])


def spellings(typed: str) -> tuple[Spelling, ...]:
    """The ways in which Latin letters are pinyin, the likeliest first; none where they are no pinyin.

    Each syllable may be written whole or by its initial alone, the last one by any beginning: ``zimaoqu``,
    ``zi mao qu``, ``zi'm`` and ``zmq`` are all ways to begin 自贸区. Last of all, every letter may be how a syllable
    begins: ``aq`` is 安全, and ``zhb`` may be 综合保税 as well as 置换补贴.
    """
    ways: list[tuple[int, Spelling]] = [(0, ())]
    chunks = [
        chunk for chunk in SEPARATORS.split(typed.lower().replace("ü", "v").replace("u:", "v")) if chunk
    ]
    for number, chunk in enumerate(chunks, 1):
        found = _taken_apart(chunk, last=number == len(chunks))
        joined = [(cost + more, (*way, *rest)) for cost, way in ways for more, rest in found]
        ways = _likeliest(joined)
    spelled = [way for _, way in ways if way]
    letters = "".join(chunks)
    each = tuple(Piece(letter, False) for letter in letters)
    if len(letters) > 1 and _FIRST_LETTERS.issuperset(letters) and each not in spelled:
        spelled[MOST_SPELLINGS - 1 :] = [each]
    return tuple(spelled)


def _taken_apart(chunk: str, *, last: bool) -> list[tuple[int, Spelling]]:
    """The ways to take letters in a row apart, each with its cost: one for a syllable, two for a bare initial."""
    # From each place on, worked out from the end.
    ways: list[list[tuple[int, Spelling]]] = [[] for _ in chunk]
    ways.append([(0, ())])
    for start in reversed(range(len(chunk))):
        found = []
        for end in range(start + 1, min(len(chunk), start + _LONGEST) + 1):
            text = chunk[start:end]
            whole = text in _SPELLED
            ends = last and end == len(chunk)
            if whole or text in _INITIALS or (ends and text in _BEGINNINGS):
                cost = 1 if whole or ends else 2
                found += [(cost + more, (Piece(text, whole), *rest)) for more, rest in ways[end]]
        ways[start] = _likeliest(found)
    return ways[0]


def _likeliest(ways: list[tuple[int, Spelling]]) -> list[tuple[int, Spelling]]:
    ways.sort()
    return [way for way in ways[:MOST_SPELLINGS] if way[0] <= ways[0][0] + _SLACK]


@cache
def readings() -> Mapping[str, str]:
    """How each character is read by itself, with its tone: 政 as ``zhèng``; one read in several ways as most often."""
    return {chr(int(code)): read.partition(",")[0] for code, read in _table("pinyin_dict")}


@cache
def _readings() -> _Readings:
    characters = {char: _spaced(read) for char, read in readings().items()}
    phrases: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for phrase, read in chain(_table("phrases_dict"), _MISSING.items()):
        there = tuple([_spaced(one[0]) for one in read])
        if len(there) == len(phrase) > 1 and there != tuple(map(characters.get, phrase)):
            phrases[phrase[:2]].append((phrase, there))
    longest_first = {
        start: tuple(sorted(found, key=lambda one: -len(one[0]))) for start, found in phrases.items()
    }
    return _Readings(characters, longest_first)


@cache
def _spaced(syllable: str) -> str:
    return f" {syllable.translate(_TONES)} "


def _table(name: str) -> Iterable[tuple[str, Any]]:
    # Importing pypinyin would keep all of its tables, of which a small part is needed.
    found = find_spec("pypinyin")
    if found is None or found.origin is None:
        raise VocabularyError("pypinyin is not installed; install zhengsou again, with what it depends on")
    table: dict[str, Any] = json.loads(
        Path(found.origin).with_name(f"{name}.json").read_text(encoding="utf-8")
    )
    return table.items()
