"""How Han characters are read: the table ``corpus/data/readings.tsv``, and whether a spelling spells some of them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from corpus.vocabulary import DATA

_MARKS = "\u0304\u0301\u030c\u0300"
_ALIKE = str.maketrans("ɡɑ", "ga")
_SEPARATORS = re.compile(r"[\s'’·\-]+")
_TONE = re.compile("[1-4\u0304\u0301\u030c\u0300]")
_NEUTRAL_DIGIT = re.compile("[05](?![0-9])")
_MOST = 12
"""Characters that one spelling may cover; names of places and offices are shorter."""


@cache
def readings() -> Mapping[str, frozenset[str]]:
    """Of each character of GB 2312 and of Big5's frequent ones all readings in common use, as ``shi2``."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    table = (DATA / "readings.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        syllable, _, characters = row.partition("\t")
        for character in characters:
            found[character].add(syllable)
    return {character: frozenset(syllables) for character, syllables in found.items()}


def marked(syllable: str) -> str:
    """A syllable with its tone as a digit (``lüe4``) in the form with a mark (``lüè``)."""
    letters, tone = syllable.rstrip("1234"), syllable[-1:]
    if not tone.isdigit():
        return letters
    at = next((letters.index(vowel) for vowel in ("a", "e", "ou") if vowel in letters), -1)
    if at < 0:
        at = max(letters.rfind(vowel) for vowel in "iouü")
    return unicodedata.normalize("NFC", letters[: at + 1] + _MARKS[int(tone) - 1] + letters[at + 1 :])


def plain(written: str) -> str:
    """A spelling in the one form in which spellings are compared: lower case, no separators, ``ü`` for ``v``."""
    letters = unicodedata.normalize("NFC", written.lower().translate(_ALIKE)).replace("u:", "ü")
    return _NEUTRAL_DIGIT.sub("", _SEPARATORS.sub("", letters)).replace("v", "ü")


def has_tone(written: str) -> bool:
    """Whether a tone is given, by a mark or a digit."""
    return bool(_TONE.search(unicodedata.normalize("NFD", written)))


def is_reading(written: str, characters: str) -> bool:
    """Whether a spelling reads the last of the characters, and as many before it as it has syllables.

    Syllables may stand apart or together and each with or without its tone. Several readings of one character may be
    parted by a slash.
    """
    if "/" in written:
        return all(_spells(plain(each), characters[-1:]) for each in written.split("/"))
    return _spells(plain(written), characters[-_MOST:])


def _spells(spelling: str, characters: str) -> bool:
    if not characters:
        return False
    return any(
        spelling == form or (spelling.endswith(form) and _spells(spelling[: -len(form)], characters[:-1]))
        for form in _forms(characters[-1])
    )


@cache
def _forms(character: str) -> frozenset[str]:
    """Every way to write a reading of a character: with a mark, with a digit, without its tone."""
    syllables = readings().get(character, frozenset())
    return frozenset(
        form for syllable in syllables for form in (marked(syllable), syllable, syllable.rstrip("1234"))
    )
