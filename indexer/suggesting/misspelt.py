"""English words that are nearly what was typed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

_FEWEST_LETTERS = 4
"""Letters of a word from which on one may be wrong; shorter words are alike anyway."""
_TWO_WRONG_FROM = 8
"""Letters from which on two may be wrong."""
_A, _LETTERS = ord("a"), 26


class Dictionary:
    """Words of small Latin letters, with how often each is met."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = sorted(words)
        self._weights = [words[word] for word in self._words]
        lengths = np.fromiter(map(len, self._words), np.int64, len(self._words))
        letters = np.frombuffer("".join(self._words).encode("ascii"), np.uint8) - _A
        places = np.repeat(np.arange(len(self._words)), lengths) * _LETTERS + letters
        self._counts = (
            np.bincount(places, minlength=len(self._words) * _LETTERS).astype(np.int16).reshape(-1, _LETTERS)
        )

    def nearest(self, typed: str) -> str | None:
        """The word that differs from what was typed in the fewest letters, of several the one met most often.

        That is one letter at most, or two in a long word that begins alike: one that is missing, one too many, another
        one, or two in exchanged order. None where there is no such word, or what was typed is short or no such word.
        """
        if len(typed) < _FEWEST_LETTERS or not (typed.isascii() and typed.isalpha()):
            return None
        most = 2 if len(typed) >= _TWO_WRONG_FROM else 1
        counts = np.bincount(np.frombuffer(typed.encode("ascii"), np.uint8) - _A, minlength=_LETTERS)
        # Every change but an exchange of neighbours changes how often at most two letters stand in the word.
        alike = np.flatnonzero(np.abs(self._counts - counts).sum(axis=1) <= 2 * most)
        best: tuple[int, int, str] | None = None
        for number in alike.tolist():
            word = self._words[number]
            changes = distance(typed, word)
            if changes <= (most if word[0] == typed[0] else 1):
                candidate = (changes, -self._weights[number], word)
                best = min(best, candidate) if best else candidate
        return best[2] if best and best[0] else None


def distance(one: str, other: str) -> int:
    """How many letters have to be added, left out, replaced, or exchanged with the next to make one word the other.

    The optimal string alignment distance: no letter is changed twice.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, above, row = row, before, [place]
        for at, wanted in enumerate(other, 1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, above[at - 2] + 1)
            row.append(cost)
    return row[-1]
