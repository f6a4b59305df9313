"""The units of many texts at once: what ``unit_texts`` gives for each of them, by array operations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

from corpus.code_points import code_points
from indexer.batch import TokenRows
from indexer.language.fold import fold
from indexer.language.units import INVISIBLE, WORD

_WORD = re.compile(WORD)
_BLANK = re.compile(rf"[\s{INVISIBLE}]")
_CODE_POINTS = 0x110000


def unit_rows(texts: Sequence[str]) -> TokenRows:
    """The units of each text; see :func:`indexer.language.units.unit_texts`.

    A character is a unit by itself unless it is blank or part of a word. So only words, of which Chinese text has
    few, are looked at one by one; they are numbered from behind the last code point on.
    """
    lines = [f"{text}\n" for text in texts]
    folded = fold("".join(lines))
    codes = code_points(folded).astype(np.int32)
    characters = "".join(map(chr, np.flatnonzero(_marked(codes)).tolist()))
    in_word = _in_word(codes, characters)
    is_unit = ~in_word & ~_marked(map(ord, _BLANK.findall(characters)))[codes]
    starts, ends = np.flatnonzero(np.diff(in_word, prepend=False)).reshape(-1, 2).T
    words = [folded[span] for span in map(slice, starts.tolist(), ends.tolist())]
    numbers = dict(zip(dict.fromkeys(words), count(_CODE_POINTS), strict=False))
    codes[starts] = list(map(numbers.__getitem__, words))
    is_unit[starts] = True
    units = codes[is_unit]

    held = _marked(units, _CODE_POINTS + len(numbers))
    ranks = np.empty(len(held), np.int32)
    ranks[held] = np.arange(np.count_nonzero(held))
    return TokenRows(
        (*map(chr, np.flatnonzero(held[:_CODE_POINTS]).tolist()), *numbers),
        ranks[units],
        np.add.reduceat(is_unit, np.cumsum([0, *map(len, lines)])[:-1], dtype=np.int32),
    )


def _in_word(codes: NDArray[np.int32], characters: str) -> NDArray[np.bool_]:
    """Which places of a text with these characters are part of a word: letters, and what goes on a word behind one."""
    letters = _marked(map(ord, _WORD.findall(" ".join(characters))))[codes]
    pairs = _WORD.findall(" ".join(f"a{character}" for character in characters))
    going_on = _marked(ord(pair[1]) for pair in pairs if len(pair) > 1)[codes] & ~letters
    # Several may go on a word one behind the other, so what counts is the last place where none of them stands.
    return letters[np.maximum.accumulate(np.where(going_on, 0, np.arange(len(codes))))]


def _marked(numbers: Iterable[int] | NDArray[np.int32], count: int = _CODE_POINTS) -> NDArray[np.bool_]:
    """Which of so many numbers are among some."""
    marked = np.zeros(count, np.bool_)
    marked[numbers if isinstance(numbers, np.ndarray) else list(numbers)] = True
    return marked
