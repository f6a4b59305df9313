"""Translations of what the lexicon does not know: of those in the dictionary, what is common in an index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from math import sqrt
from typing import TypeAlias

from indexer.language.dictionary import Dictionary, Rendering, dictionary
from indexer.language.lexicon import Equal
from indexer.language.units import HAN_RUN, unit_texts
from indexer.language.words import stopwords, words
from indexer.settings import DICTIONARY_WEIGHT

Frequencies: TypeAlias = Callable[[Sequence[str]], Sequence[int]]
"""See :meth:`indexer.engine.Engine.frequencies`."""

MAX_TRANSLATIONS = 5
"""Translations of an English phrase at most."""
MAX_INTO_ENGLISH = 3
"""Translations of a Chinese word at most: fewer, since its query seldom needs them and each takes its time."""

_INEXACT = 0.5
"""What a gloss counts that something in brackets narrows down, against 1 for a plain one."""
_SINGLE = 0.2
"""What a single Han character counts, which stands in many words that mean something else."""


class Translator:
    """Translates by the dictionary, as far as there is one.

    A translation is preferred the more documents hold it, the fewer glosses of its entry come before the one by which
    it was found, and the more exact that is. One that no document holds is none.
    """

    def __init__(
        self,
        frequencies: Frequencies,
        english: Callable[[], int],
        load: Callable[[], Dictionary | None] = dictionary,
    ) -> None:
        """Takes how common texts are, how many documents are in English, and what gives the dictionary.

        Both are asked for when they are needed for the first time.
        """
        self._frequencies = frequencies
        self._load = load
        self.english = cache(english)
        """How many documents are in English."""

    def may_hold(self, text: str) -> bool:
        """Whether a document may hold a text literally."""
        return self._frequencies((text,))[0] > 0

    def translations(self, text: str) -> tuple[Equal, ...]:
        """The translations of an English word or phrase, or of a Chinese word, the best first."""
        if HAN_RUN.search(text):
            best = self._best(self._english(text))[:MAX_INTO_ENGLISH]
        else:
            best = self._best(self._chinese(text))[:MAX_TRANSLATIONS]
        return tuple(Equal(word, "translation", DICTIONARY_WEIGHT) for word in best)

    def _english(self, text: str) -> Sequence[Rendering]:
        # A single character says too little, and what more documents hold than are in English finds enough without
        # those; for an index in Chinese alone the dictionary need not be loaded.
        if len(text) < 2 or not self.english() or self._frequencies((text,))[0] > self.english():
            return ()
        if stopwords().issuperset(words(text)):
            return ()
        found = self._load()
        return _inflected(found, text) if found else ()

    def _chinese(self, text: str) -> Sequence[Rendering]:
        # Numbers are the same in both languages.
        if not any(unit.isalpha() for unit in unit_texts(text)):
            return ()
        found = self._load()
        return found.chinese(text) if found else ()

    def _best(self, renderings: Sequence[Rendering]) -> list[str]:
        if not renderings:
            return []
        worth: dict[str, float] = {}
        frequencies = self._frequencies([one.text for one in renderings])
        for one, frequency in zip(renderings, frequencies, strict=True):
            value = sqrt(frequency) / (1 + one.place)
            value *= (1 if one.exact else _INEXACT) * (_SINGLE if len(one.text) == 1 else 1)
            if value:
                worth[one.text] = max(value, worth.get(one.text, 0))
        return sorted(worth, key=lambda text: (-worth[text], text))


@lru_cache(maxsize=1 << 12)
def _inflected(known: Dictionary, text: str) -> tuple[Rendering, ...]:
    """The glosses of a word in the forms of regular nouns and verbs. A form that is none stands in no document."""
    telling = (gloss for gloss in known.english(text) if not stopwords().issuperset(words(gloss.text)))
    return tuple(replace(gloss, text=form) for gloss in telling for form in (gloss.text, *_forms(gloss.text)))


def _forms(text: str) -> tuple[str, ...]:
    if text[-1] == "y" and text[-2:-1] not in tuple("aeiou"):
        return f"{text[:-1]}ies", f"{text[:-1]}ied", f"{text}ing"
    bare = text.removesuffix("e")
    return f"{text}s", f"{text}es", f"{bare}ed", f"{bare}ing"
