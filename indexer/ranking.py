"""How well a document matches: BM25F over words, and literal occurrences as words of their own.

The formula is Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)
in the form that Whoosh's ``BM25F`` weighting uses: scored field by field and summed, with
``idf = ln(N / (n + 1)) + 1``. Each function takes numbers or NumPy arrays.

A query's score is the sum over its parts; a term scores by its words and, where it stands in the document
literally, by its literal occurrences too, so that a literal match ranks above the same words scattered.
"""

from __future__ import annotations

from math import log
from typing import TypeVar

import numpy as np

Amount = TypeVar("Amount", float, np.ndarray)

K1 = 1.2
"""How fast repeated words stop adding to the score."""
B = 0.75
"""How much a long field is held against its words, from 0 to 1."""
TITLE_WEIGHT = 3.0
"""What a word in the title counts, against 1 in the text."""
LITERAL_WEIGHT = 1.0
"""What a literal occurrence counts, against 1 for a word."""


def inverse_frequency(documents: int, frequency: int) -> float:
    """The weight of a term that stands in ``frequency`` of ``documents`` documents."""
    return log(documents / (frequency + 1)) + 1.0


def bm25(weight: float, count: Amount, length: Amount, average: float) -> Amount:
    """The score of a term that stands ``count`` times in a field of ``length`` words.

    ``weight`` is its inverse frequency, ``average`` the mean length of that field over the index, in words.
    """
    return weight * count * (K1 + 1) / (count + K1 * ((1 - B) + B * length / max(average, 1.0)))
