"""What speaks for a document that satisfies a long query only in part: the signs of a text, which engines share.

A document that has not all of a question may say it in other words, which share characters with the typed ones. So the
signs of a text are its words, and beside them its units and the pairs of units that stand next to each other in it.
Marks are no signs, and no pair reaches over one.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indexer.language.units import is_mark, unit_texts
from indexer.language.words import stopwords, words
from indexer.settings import FUNCTION_WEIGHT, PAIR_WEIGHT, UNIT_WEIGHT


class Sign(NamedTuple):
    """A word, or units in a row, and what it counts beside the others."""

    weight: float
    word: str = ""
    units: tuple[str, ...] = ()


@lru_cache(maxsize=256)
def signs(text: str) -> tuple[Sign, ...]:
    """The signs of a text, each once: its words, its pairs and its units."""
    units = unit_texts(text)
    pairs = (pair for pair in pairwise(units) if not any(map(is_mark, pair)))
    return (
        *(
            Sign(FUNCTION_WEIGHT if word in stopwords() else 1.0, word=word)
            for word in dict.fromkeys(words(text))
        ),
        *(Sign(PAIR_WEIGHT, units=pair) for pair in dict.fromkeys(pairs)),
        *(Sign(UNIT_WEIGHT, units=(unit,)) for unit in dict.fromkeys(units) if not is_mark(unit)),
    )
