"""Key words: those that stand in one text more often than another would let one expect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from indexer.engine import WordTotals
from indexer.language.conversion import convert
from indexer.language.english import is_stemmed
from indexer.language.words import mean_something_apart
from indexer.settings import COMPARED_WORD_HOLDERS, COMPARED_WORDS

SIGNIFICANT = 10.83
"""The log-likelihood that a word used alike exceeds by chance once in a thousand times: chi-square with 1 d.f."""
_NEVER = 0.5
"""What a frequency of none counts as in a ratio."""


class KeyWord(NamedTuple):
    """A word characteristic of a side: how often it stands there and in how many documents, and on the other side."""

    word: str
    label: str
    count: int  # type: ignore[assignment]  # hides a method of tuples that means nothing here
    other_count: int
    documents: int
    other_documents: int
    log_likelihood: float
    log_ratio: float

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            **self._asdict(),
            "log_likelihood": round(self.log_likelihood, 2),
            "log_ratio": round(self.log_ratio, 2),
        }


def frequency_likelihood(a: ArrayLike, b: ArrayLike, size_a: int, size_b: int) -> NDArray[np.float64]:
    """The log-likelihood G² of words that stand ``a`` times among ``size_a`` words and ``b`` times among ``size_b``.

    G² = 2 (a ln(a/E₁) + b ln(b/E₂)) with E₁ = size_a (a + b) / (size_a + size_b) and E₂ alike, where 0 ln 0 is 0:
    Dunning (1993), "Accurate methods for the statistics of surprise and coincidence", in the form of Rayson and Garside
    (2000), "Comparing corpora using frequency profiling", which leaves out two of his four cells, those of all other
    words; :func:`indexer.concordance.likelihood.log_likelihood` has all four. It is 0 where both use a word alike, and
    never negative.
    """
    first, second = np.broadcast_arrays(np.asarray(a, np.float64), np.asarray(b, np.float64))
    together = (first + second) / max(size_a + size_b, 1)
    return np.maximum(2 * (_surprise(first, size_a * together) + _surprise(second, size_b * together)), 0)


def log_ratio(a: ArrayLike, b: ArrayLike, size_a: int, size_b: int) -> NDArray[np.float64]:
    """How many times as frequent words are on one side as on the other, as a binary logarithm: 1 is twice, -1 half.

    A word that stands nowhere on a side counts as half an occurrence there: Hardie (2014), "Log Ratio – an informal
    introduction".
    """
    first, second = (np.maximum(np.asarray(counts, np.float64), _NEVER) for counts in (a, b))
    return np.log2((first / max(size_a, 1)) / (second / max(size_b, 1)))


def key_words(totals: WordTotals, label_lang: str) -> tuple[tuple[KeyWord, ...], tuple[KeyWord, ...]]:
    """The words that are characteristic of each of two results, the most telling first.

    Of function words, single characters, single letters and numbers there are none among them, nor words that too few
    documents of the side hold. They are as words are indexed: folded, and English ones stems, whose ``label`` ends in a
    star as it does in a query; the labels of others are in the script of ``label_lang``.
    """
    size_a, size_b = totals.sizes
    a, b = totals.totals.T
    likelihood = frequency_likelihood(a, b, size_a, size_b)
    ratio = log_ratio(a, b, size_a, size_b)
    order = np.lexsort((np.arange(len(a)), -likelihood))
    order = order[likelihood[order] >= SIGNIFICANT]

    def chosen(side: int) -> Iterator[KeyWord]:
        sign = -1 if side else 1
        held = totals.holders[order, side] >= COMPARED_WORD_HOLDERS
        for number in order[held & (sign * ratio[order] > 0)].tolist():
            word = totals.words[number]
            if mean_something_apart((word,)):
                yield KeyWord(
                    word,
                    _label(word, label_lang),
                    *_from(side, totals.totals[number]),
                    *_from(side, totals.holders[number]),
                    float(likelihood[number]),
                    sign * float(ratio[number]),
                )

    first, second = (tuple(islice(chosen(side), COMPARED_WORDS)) for side in (0, 1))
    return first, second


def _surprise(counts: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    held = counts > 0
    ratios = np.divide(counts, expected, out=np.ones_like(counts), where=held)
    surprise: NDArray[np.float64] = counts * np.log(ratios)
    return surprise


def _label(word: str, label_lang: str) -> str:
    if is_stemmed(word):
        return f"{word}*"
    return convert(word, "s2t") if label_lang == "zh-Hant" else word


def _from(side: int, counts: NDArray[np.int64]) -> tuple[int, int]:
    """The counts of two sides, that of one of them first."""
    return int(counts[side]), int(counts[1 - side])
