"""The one door to OpenCC: its character tables for folding, and its phrase conversion for segmenting and display."""

from __future__ import annotations

from collections.abc import Iterator
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
PHRASE_TABLES = (
    "STPhrases",
    "TSPhrases",
    "TWVariantsRevPhrases",
    "HKVariantsPhrases",
    "HKVariantsRevPhrases",
)


def entries(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of one of OpenCC's dictionaries: a character or phrase, and what it may become, likeliest first."""
    path = Path(opencc.__file__).parent / "dictionary" / f"{table}.txt"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, values = line.rstrip("\n").split("\t")
            yield key, tuple(values.split())


@cache
def _converter(conversion: Conversion) -> opencc.OpenCC:
    return opencc.OpenCC(conversion)


def convert(text: str, conversion: Conversion) -> str:
    """The text by OpenCC's phrase rules. All configurations but ``*p`` keep the length, code point by code point."""
    return str(_converter(conversion).convert(text))
