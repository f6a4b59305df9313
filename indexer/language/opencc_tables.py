"""The one door to OpenCC: its character tables for folding, and its phrase conversion for segmenting and display."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import opencc

from indexer.language.characters import CharacterMap

Conversion = Literal["t2s", "s2t", "s2tw", "s2twp", "s2hk", "tw2s", "tw2sp", "hk2s", "t2tw", "t2hk"]
"""An OpenCC configuration by its name; those that end in ``p`` also exchange regional words and change length."""

CHARACTER_TABLES = (
    "STCharacters",
    "TSCharacters",
    "TWVariants",
    "TWVariantsRev",
    "HKVariants",
    "HKVariantsRev",
)


def entries(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of one of OpenCC's dictionaries: a character or phrase, and what it may become, likeliest first."""
    path = Path(opencc.__file__).parent / "dictionary" / f"{table}.txt"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, values = line.rstrip("\n").split("\t")
            yield key, tuple(values.split())


def convert(text: str, conversion: Conversion) -> str:
    """The text by OpenCC's phrase rules. All configurations but ``*p`` keep the length, code point by code point.

    Safe to call from many threads. ``t2s``, which segmenting asks of every document, takes OpenCC's rules but not
    its time, which grows with the square of a run's length.
    """
    if conversion == "t2s":
        return _simplified(text)
    return str(_converter(conversion).convert(text))


@cache
def _converter(conversion: Conversion) -> opencc.OpenCC:
    return opencc.OpenCC(conversion)


@dataclass(frozen=True, slots=True)
class _Simplifying:
    """What t2s does: ``rules`` are its phrases by length, the longest first, ``characters`` what it makes of others.

    ``telling`` finds a phrase that becomes another thing than its characters do; elsewhere no rule needs to be tried.
    ``in_rules`` are the characters that phrases are made of: any other stands between what one rule may apply to.
    """

    characters: CharacterMap
    rules: tuple[tuple[int, Mapping[str, str]], ...]
    telling: re.Pattern[str]
    in_rules: frozenset[str]


@cache
def _simplifying() -> _Simplifying:
    characters = CharacterMap({key: values[0] for key, values in entries("TSCharacters")})
    phrases = {phrase: values[0] for phrase, values in entries("TSPhrases")}
    rules: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for phrase, value in phrases.items():
        rules[len(phrase)][phrase] = value
    return _Simplifying(
        characters,
        tuple(sorted(rules.items(), reverse=True)),
        re.compile(
            "|".join(phrase for phrase, value in phrases.items() if characters.apply(phrase) != value)
        ),
        frozenset().union(*phrases),
    )


def _simplified(text: str) -> str:
    simplifying = _simplifying()
    simplified = simplifying.characters.apply(text)
    parts: list[str] = []
    done = 0
    for found in simplifying.telling.finditer(text):
        start, end = found.span()
        if start < done:
            continue
        while start > done and text[start - 1] in simplifying.in_rules:
            start -= 1
        while end < len(text) and text[end] in simplifying.in_rules:
            end += 1
        parts += (simplified[done:start], _by_rules(text[start:end]))
        done = end
    return "".join((*parts, simplified[done:]))


def _by_rules(run: str) -> str:
    """The run with the longest phrases converted first, of equally long ones the leftmost, and last what is left."""
    simplifying = _simplifying()
    simplified = list(simplifying.characters.apply(run))
    free = [True] * len(run)
    for length, phrases in simplifying.rules:
        for start in range(len(run) - length + 1):
            end = start + length
            if (value := phrases.get(run[start:end])) and all(free[start:end]):
                simplified[start:end] = value
                free[start:end] = [False] * length
    return "".join(simplified)
