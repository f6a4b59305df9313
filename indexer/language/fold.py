"""Folding: every character to one representative of its script variants, case and width.

Context-free and length-preserving, so a substring of a text always folds to a substring of the folded text, and
offsets into one are offsets into the other.

Characters are variants of each other when any of OpenCC's length-keeping tables turns one into the other; the
classes are the connected components of that relation. So ``fold(convert(t, c)) == fold(t)`` for every text ``t``
and every configuration ``c`` that keeps lengths, whichever of several candidates a phrase rule picks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from indexer.language.characters import CharacterMap

DATA = Path(__file__).parent / "data" / "fold.txt"
"""Written by :mod:`indexer.language.variants`."""


def fold(text: str) -> str:
    """The text with every character replaced by its representative; as long as the text, code point by code point."""
    return _folding()[0].apply(text)


def fold_digest() -> str:
    """A hexadecimal digest that changes exactly when the folding of any character does."""
    return _folding()[1]


@cache
def _folding() -> tuple[CharacterMap, str]:
    digest, *groups = DATA.read_text(encoding="utf-8").split("\n")
    return CharacterMap({char: group[0] for group in groups for char in group[1:]}), digest
