"""English: stems, one form for the inflections of a word, and the names of the months."""

from __future__ import annotations

from functools import cache, lru_cache
from threading import Lock
from typing import Any

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# A stemmer keeps the word it works on in itself.
_stemming = Lock()


def is_stemmed(word: str) -> bool:
    """Whether a folded word is one that has a stem: ASCII letters and nothing else."""
    return word.isascii() and word.isalpha()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded English word by Snowball's English rules; anything but ASCII letters is its own stem."""
    if not is_stemmed(word):
        return word
    with _stemming:
        return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    # Not through snowballstemmer.stemmer, which uses another library of another version where it finds one.
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()
