"""Words: what ranking counts. Chinese as jieba cuts it, English by its stems, numbers as they are, all folded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.language.chinese import cut
from indexer.language.conversion import convert
from indexer.language.english import is_stemmed, stem
from indexer.language.fold import fold
from indexer.language.units import HAN_RUN, SINGLES, WORD, is_letter

_STOPWORDS = Path(__file__).parent / "data" / "stopwords.txt"
_REMEMBERED = 16
"""Characters between two Han runs up to which their words are remembered: mostly it is a mark, a number or a name."""
_OTHER = re.compile(rf"{WORD}|[{SINGLES}]")


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order: Han runs cut into words, other words stemmed, kana and the like one by one.

    Marks are left out. Each word is a row of units of the text, but for the ending that stemming takes off.
    """
    # Folding and t2s make no Han character of another one, so runs may be told apart before either. All runs are
    # cut in one go.
    parts = HAN_RUN.split(convert(text.replace("\n", " "), "t2s"))
    parts[::2] = [
        _remembered(part) if len(part) <= _REMEMBERED else _other_words(part) for part in parts[::2]
    ]
    parts[1::2] = cut(parts[1::2])
    return tuple(fold(" ".join(parts)).split())


class PlacedWords(NamedTuple):
    """The words of a text in order, and where each starts and ends in it, in code points."""

    texts: list[str]
    starts: list[int]
    ends: list[int]


def placed_words(text: str) -> PlacedWords:
    """The words of a text, those of :func:`words`, with their places."""
    runs = HAN_RUN.split(convert(text.replace("\n", " "), "t2s"))
    runs[1::2] = cut(runs[1::2])
    texts: list[str] = []
    edges: list[tuple[int, int]] = []
    at = 0
    for number, run in enumerate(runs):
        if number % 2:
            for word in run.split():
                texts.append(word)
                edges.append((at, at := at + len(word)))
        else:
            for word, start, end in _placed_others(run):
                texts.append(word)
                edges.append((at + start, at + end))
            at += len(run)
    return PlacedWords(
        fold(" ".join(texts)).split(), [start for start, _ in edges], [end for _, end in edges]
    )


@lru_cache(maxsize=1 << 12)
def _placed_others(part: str) -> tuple[tuple[str, int, int], ...]:
    """The words of what stands between two Han runs, and where in it."""
    return tuple((stem(found[0]), *found.span()) for found in _OTHER.finditer(fold(part)))


def _other_words(part: str) -> str:
    """The words of what stands between two Han runs, with spaces between them."""
    return " ".join(map(stem, _OTHER.findall(fold(part))))


_remembered = lru_cache(maxsize=1 << 14)(_other_words)


def is_own_word(unit: str) -> bool:
    """Whether a unit is a word by itself wherever it stands, and no other unit becomes that word: 109 or covid19.

    A Han character may be part of a word, and the words of English letters stand for all with their stem.
    """
    return is_letter(unit[0]) and not is_stemmed(unit)


def is_han_word(word: str) -> bool:
    """Whether a word is two Han characters or more, and nothing else."""
    return len(word) > 1 and HAN_RUN.fullmatch(word) is not None


def is_latin_word(unit: str) -> bool:
    """Whether a unit is two Latin letters or more, and nothing else."""
    return len(unit) > 1 and is_stemmed(unit)


def content_words(words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that say what a text is about: neither function words nor single Han characters."""
    return tuple(
        word for word in words if word not in stopwords() and not (len(word) == 1 and HAN_RUN.match(word))
    )


def mean_something_apart(words: Iterable[str]) -> bool:
    """Whether the words of a term still speak of it where they do not stand together.

    Those of 自由贸易 do; the numbers and single characters of 第5条, 5.2% or C++ stand in most texts somewhere.
    """
    return any(len(word) > 1 and not word.isdigit() for word in content_words(words))


@cache
def stopwords() -> frozenset[str]:
    """The function words of Chinese and English, folded and stemmed as :func:`words` gives them."""
    lines = fold(_STOPWORDS.read_text(encoding="utf-8")).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
