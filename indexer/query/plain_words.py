"""What a plain word of a query asks for: a term or a wildcard, without the punctuation around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from indexer.language.fold import fold
from indexer.language.units import is_single, unit_texts
from indexer.query.ast import Literal, Term, TextField, TextLeaf, Wildcard
from indexer.query.lexer import is_word

LONGEST_OPEN_WORD = 4
"""Units before a final ``?`` beyond which it ends a question in Han characters and is no wildcard."""

_KEPT = frozenset("%％‰#＃@＠&＆*＊?")
_LEADING = frozenset("+＋−~～`")
_TRAILING = frozenset("~～`")
_CLOSER = dict(zip("([{〔【〖〈《", ")]}〕】〗〉》", strict=True))
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_HALF_WIDTH = str.maketrans("（）［］｛｝", "()[]{}")
_BOOST = re.compile(r"[\^＾]\d+(?:\.\d+)?$")
HOLES = re.compile(r"[*＊?]")
_STARS = re.compile(r"[*＊]+")
_ASKING = frozenset(fold("何吗呢谁哪么几"))


@dataclass(frozen=True, slots=True)
class Core:
    """The part of a word that counts: ``start`` and ``end`` in code points of the word.

    ``boost`` is the end of the boosts that followed it, or ``end`` where there were none.
    """

    start: int
    end: int
    boost: int


def core(word: str, ends_sentence: bool) -> Core:
    """The word without punctuation at its edges, question mark and boosts.

    Brackets stay that have their partner inside the word, marks that change a meaning (``12.5%``, ``C++``) stay,
    and a word of nothing but punctuation stays as it is. ``ends_sentence`` says that the word is the last of
    several, so that a ``?`` after a Latin word closes a question.
    """
    start, end = 0, len(word)
    if word.isalnum():
        return Core(start, end, end)
    shape = word.translate(_HALF_WIDTH)
    boost = None
    if is_punctuation(word):
        return Core(start, end, end)
    while True:
        before = start, end
        while not _stays_first(shape, start, end):
            start += 1
        while not _stays_last(shape, start, end):
            end -= 1
        body = _BOOST.sub("", word[start:end])
        if start + len(body) < end and not is_punctuation(body):
            boost = boost or end
            end = start + len(body)
        body = word[start:end].rstrip("?")
        if start + len(body) < end and not is_punctuation(body) and _asks(body, ends_sentence):
            end = start + len(body)
        if (start, end) == before:
            return Core(start, end, boost or end)


def is_punctuation(word: str) -> bool:
    """Whether a word is nothing but punctuation that would be taken off the edges of any other word."""
    return not word.isalnum() and all(_is_loose(char) or char in _LEADING for char in word)


def plain_leaf(word: str, where: TextField) -> TextLeaf | None:
    """The leaf for a word without what :func:`core` takes off; None for a wildcard with nothing fixed.

    Stars in a row are one. A question mark in an address is no wildcard, and a full-width one never is.
    """
    # Without its punctuation the word may be an operator or a field, which nobody can have meant.
    if is_punctuation(word) or not is_word(word):
        return Literal(word, where)
    if "://" in word or not HOLES.search(word):
        return Term(word, where)
    if is_punctuation(HOLES.sub("", word)):
        return None
    return Wildcard(_STARS.sub("*", word), where)


def _stays_first(shape: str, start: int, end: int) -> bool:
    char = shape[start]
    if char in _CLOSER:
        # Brackets around everything are no part of it.
        return start < shape.find(_CLOSER[char], start, end) < end - 1
    return not (_is_loose(char) or char in _LEADING)


def _stays_last(shape: str, start: int, end: int) -> bool:
    char = shape[end - 1]
    if char in _OPENER:
        return shape.rfind(_OPENER[char], start, end) >= 0
    return not (_is_loose(char) or char in _TRAILING)


def _is_loose(char: str) -> bool:
    return char in _TRAILING or (char not in _KEPT and unicodedata.category(char).startswith("P"))


def _asks(body: str, ends_sentence: bool) -> bool:
    """Whether the half-width question mark after a body is punctuation."""
    if "://" in body:
        return True
    units = unit_texts(body)
    if is_single(units[-1]):
        return len(units) > LONGEST_OPEN_WORD or not _ASKING.isdisjoint(units)
    return ends_sentence
