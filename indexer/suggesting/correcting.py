"""Other spellings of what was typed: homophones of Chinese words, and English words that are nearly the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from corpus.script import peculiar_counts
from indexer.language.conversion import convert
from indexer.language.fold import fold
from indexer.language.units import HAN_RUN
from indexer.language.words import words
from indexer.query.ast import Literal, Node, Term
from indexer.settings import REREAD_BELOW
from indexer.suggesting.answering import typed_terms
from indexer.suggesting.entries import Entry
from indexer.suggesting.keying import spoken_keys
from indexer.suggesting.misspelt import Dictionary
from indexer.suggesting.shelf import Shelves

_FAR_ABOVE = 20
"""How many times as many documents must hold a homophone as hold what was typed."""
_LONGEST_WORD = 8
"""Characters of a word that homophones are looked for of."""
_LONGEST_RUN = 40
"""Characters in a row beyond which nobody looks for a mistyped word."""
_LATIN = re.compile(r"[A-Za-z]+")

Count = Callable[[Node], int]


class _Change(NamedTuple):
    """What stands in the query from ``start`` up to ``end`` would better be ``text``."""

    start: int
    end: int
    text: str


def corrected(q: str, node: Node, shelf: Shelves, dictionary: Dictionary, count: Count) -> str | None:
    """The query with mistyped words put right, or None where nothing seems mistyped.

    A Chinese word is mistyped when next to no document holds it and far more hold one that is said alike. An English
    word is when no document holds it and some hold one that differs in a letter or two. What was quoted, excluded, or
    is a term of the lexicon or the name of a place was meant as it is.
    """
    changes: list[_Change] = []
    for term in typed_terms(node):
        at = q.find(term.text, term.span[0])
        if at >= 0:
            found = (*_homophones(term.text, shelf, count), *_misspelt(term, shelf, dictionary, count))
            changes += (_Change(at + start, at + end, text) for start, end, text in found)
    if not changes:
        return None
    for start, end, text in sorted(changes, reverse=True):
        q = q[:start] + text + q[end:]
    return q


def _homophones(text: str, shelf: Shelves, count: Count) -> Iterator[_Change]:
    for run in HAN_RUN.finditer(text):
        if len(run[0]) <= _LONGEST_RUN:
            for start, end, better in _in_run(run[0], shelf, count):
                yield _Change(run.start() + start, run.start() + end, _in_script_of(run[0], better))


def _in_run(run: str, shelf: Shelves, count: Count) -> Iterator[_Change]:
    """Words to exchange in a run of Han characters: the longest first, none of them overlapping."""
    edges = [0]
    for word in words(run):
        edges.append(edges[-1] + len(word))
    spans = [
        (start, end)
        for start, end in combinations(edges, 2)
        if 2 <= end - start <= min(_LONGEST_WORD, len(run))
    ]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    said = spoken_keys([run[start:end] for start, end in spans]).spoken
    done = [False] * len(run)
    for (start, end), key in zip(spans, said, strict=True):
        if not any(done[start:end]) and (better := _better(run[start:end], key, shelf, count)):
            done[start:end] = [True] * (end - start)
            yield _Change(start, end, better.text)


def _better(typed: str, said: str, shelf: Shelves, count: Count) -> Entry | None:
    """The most frequent word that is said like what was typed, if that is rare."""
    known = shelf.written_as(fold(typed))
    if known is not None and known.listed:
        return None
    alike = (
        entry
        for entry in shelf.spoken_as(said)
        if len(entry.text) == len(typed) and fold(entry.text) != fold(typed) and entry.weight
    )
    if (best := next(alike, None)) is None:
        return None
    held = count(Literal(typed))
    return best if held < REREAD_BELOW and best.weight > _FAR_ABOVE * held else None


def _misspelt(term: Term, shelf: Shelves, dictionary: Dictionary, count: Count) -> Iterator[_Change]:
    for word in _LATIN.finditer(term.text):
        typed = fold(word[0])
        if (
            shelf.written_as(typed) is None
            and (near := dictionary.nearest(typed))
            and not count(Literal(typed))
        ):
            yield _Change(word.start(), word.end(), near)


def _in_script_of(typed: str, text: str) -> str:
    simplified, traditional = peculiar_counts(typed)
    return convert(text, "s2t" if traditional > simplified else "t2s")
