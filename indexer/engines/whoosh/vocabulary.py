"""The words that a generation holds, and how many documents hold each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.arrays import Integers, bounds
from indexer.engines.whoosh.generation import Generation, Mask
from indexer.engines.whoosh.rows import decode
from indexer.engines.whoosh.segment import AFTER_ALL, SegmentArrays
from indexer.engines.whoosh.terms import Terms
from indexer.language.words import is_han_word, is_latin_word


def vocabulary(generation: Generation, at_least: int) -> Mapping[str, int]:
    """The words of several Han characters or Latin letters that enough documents hold."""
    held: dict[str, int] = {}
    # In a generation of one segment a word that too few documents hold there is held by too few.
    enough = at_least if len(generation.segments) == 1 else 1
    alive = np.split(generation.alive, bounds(np.array([one.size for one in generation.segments]))[1:-1])
    for field in ("title", "body"):
        counts: Counter[str] = Counter()
        for segment, living in zip(generation.segments, alive, strict=False):
            counts.update(_han_words(segment, f"{field}_words", living, enough))
            counts.update(_latin_words(segment, f"{field}_units", living, enough))
        for word, count in counts.items():
            if count >= at_least:
                held[word] = max(count, held.get(word, 0))
    return held


def _han_words(segment: SegmentArrays, field: str, alive: Mask, at_least: int) -> dict[str, int]:
    words = segment.files.words[field]
    starts = words.starts.whole()
    counts = np.diff(starts if alive.all() else bounds(alive[words.documents.whole()])[starts])
    return _chosen(words.terms, counts, 0, at_least, is_han_word)


def _latin_words(segment: SegmentArrays, field: str, alive: Mask, at_least: int) -> dict[str, int]:
    index = segment.files.units[field]
    first, end = index.vocabulary.lower(b"a"), index.vocabulary.lower(b"z" + AFTER_ALL)
    heads = index.heads.part(first, end + 1)
    starts = index.starts.whole()[heads]
    holders = index.holders(index.places.part(int(starts[0]), int(starts[-1])))
    units = np.repeat(np.arange(end - first), np.diff(starts))
    # A unit and its document as one number, so that each pair counts once.
    living = alive[holders]
    pairs = np.sort(units[living] * segment.size + holders[living])
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    counts = np.bincount(pairs // max(segment.size, 1), minlength=end - first)
    return _chosen(index.vocabulary, counts, first, at_least, is_latin_word)


def _chosen(
    terms: Terms,
    counts: Integers | NDArray[np.intp],
    first: int,
    at_least: int,
    is_word: Callable[[str], bool],
) -> dict[str, int]:
    """The words among terms that are held often enough, with how often."""
    frequent = np.flatnonzero(counts >= at_least)
    if not len(frequent):
        return {}
    # No term holds a line feed.
    named = decode(b"\n".join(terms.several(first + frequent))).split("\n")
    return {
        word: count for word, count in zip(named, counts[frequent].tolist(), strict=True) if is_word(word)
    }
