"""Phrases: Chinese words that stand in a row in many titles, counted by array operations."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.language.spelling import usual
from indexer.language.units import HAN_RUN
from indexer.language.words import stopwords, words
from indexer.settings import PHRASE_TITLES
from indexer.suggesting.entries import Entry

END = "①"
"""What stands between texts that are cut into words in one go: no word, and no mark either."""
_MARKS = re.compile(rf"[^\w{END}]+|_")
_LONGEST_PHRASE = 3
"""Words of a phrase."""
_SHORTEST_PHRASE = 4
"""Characters of a phrase."""
_MOSTLY = 0.8
"""The share of its titles from which on a phrase is only a part of a longer one that they hold."""


def phrases(titles: Sequence[Entry]) -> list[Entry]:
    """Chinese words that stand in a row in many titles, but those that mostly stand in a longer phrase.

    Neither a function word nor anything else stands between them.
    """
    cut = words(_MARKS.sub(END, "\n".join([title.text for title in titles])))
    frequent = _frequent_rows(cut)
    parts = {
        part
        for phrase, count in frequent.items()
        for part in (phrase[:-1], phrase[1:])
        if frequent.get(part, count) * _MOSTLY <= count
    }
    kept = {phrase: count for phrase, count in frequent.items() if phrase not in parts and len(phrase[0]) > 1}
    texts = (("".join(map(usual, phrase)), count) for phrase, count in kept.items())
    return [Entry(text, "phrase", count, count) for text, count in texts if len(text) >= _SHORTEST_PHRASE]


def _frequent_rows(cut: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Rows of two words and more that stand often enough in words in order, and how often."""
    numbers = {word: number for number, word in enumerate(dict.fromkeys(cut))}
    is_part = np.array(
        [HAN_RUN.fullmatch(word) is not None and word not in stopwords() for word in numbers], bool
    )
    row = np.fromiter(map(numbers.__getitem__, cut), np.int64, len(cut))
    frequent: dict[tuple[str, ...], int] = {}
    # Of every place: whether a row of one word less that begins there may be a part, and the number of that row.
    begins: NDArray[np.bool_] = is_part[row] if len(row) else np.empty(0, bool)
    rows = row
    for length in range(2, _LONGEST_PHRASE + 1):
        # What stands in many titles has parts that do.
        places = np.flatnonzero(begins[:-1] & begins[1:])
        _, first, inverse, counts = np.unique(
            rows[places] * max(len(row), 1) + rows[places + 1],
            return_index=True,
            return_inverse=True,
            return_counts=True,
        )
        often = counts >= PHRASE_TITLES
        for kind in np.flatnonzero(often)[np.argsort(first[often])].tolist():
            start = int(places[first[kind]])
            frequent[tuple(cut[start : start + length])] = int(counts[kind])
        begins = np.zeros(len(row), bool)
        begins[places] = often[inverse]
        rows = np.zeros(len(row), np.int64)
        rows[places] = inverse
    return frequent
