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

    Safe to call from many threads. ``t2s``, which segmenting asks of every document, leaves to OpenCC only the
    words in which a phrase rule may apply; a run of over a thousand letters is converted in pieces of a thousand.
    """
    if conversion == "t2s":
        return _simplified(text)
    return str(_converter(conversion).convert(text))


@cache
def _converter(conversion: Conversion) -> opencc.OpenCC:
    return opencc.OpenCC(conversion)


_BEYOND = "\U00010000"
_RUN = re.compile(r"\w{1,1000}")


@dataclass(frozen=True, slots=True)
class _Simplifying:
    """What t2s does: ``changing`` finds every character it may change, ``phrases`` every phrase it has a rule for."""

    characters: Mapping[int, str]
    changing: re.Pattern[str]
    phrases: re.Pattern[str]


@cache
def _simplifying() -> _Simplifying:
    characters = {key: values[0] for key, values in entries("TSCharacters") if key != values[0]}
    phrases = {key: values[0] for key, values in entries("TSPhrases")}
    changing = {
        one for key, value in phrases.items() for one, other in zip(key, value, strict=True) if one != other
    }
    changing.update(characters)
    endings = defaultdict[str, list[str]](list)
    for phrase in phrases:
        endings[phrase[0]].append(phrase[1:])
    return _Simplifying(
        str.maketrans(characters),
        # A class of the regular expression engine is slow once it holds characters beyond the basic plane.
        re.compile(
            f"[{''.join(sorted(char for char in changing if char < _BEYOND))}]|[{_BEYOND}-\U0010ffff]"
        ),
        re.compile("|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items())),
    )


def _simplified(text: str) -> str:
    rules = _simplifying()
    if not rules.changing.search(text):
        return text
    if not rules.phrases.search(text):
        return text.translate(rules.characters)
    return _RUN.sub(_simplified_run, text)


def _simplified_run(run: re.Match[str]) -> str:
    rules = _simplifying()
    if rules.phrases.search(run[0]):
        return str(_converter("t2s").convert(run[0]))
    return run[0].translate(rules.characters)
