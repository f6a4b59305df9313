"""The one door to OpenCC: its dictionaries, and which of them each of its configurations applies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import opencc

Conversion = Literal["t2s", "s2t", "s2tw", "s2twp", "s2hk", "tw2s", "tw2sp", "hk2s", "t2tw", "t2hk"]
"""An OpenCC configuration by its name; those that end in ``p`` also exchange regional words and change length."""

# Its files are read; its own way through them takes time that grows with the square of a run's length.
_FOLDER = Path(opencc.__file__).parent

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
    with (_FOLDER / "dictionary" / f"{table}.txt").open(encoding="utf-8") as lines:
        for line in lines:
            key, values = line.rstrip("\n").split("\t")
            yield key, tuple(values.split())


def chain(conversion: Conversion) -> tuple[tuple[str, ...], ...]:
    """The tables of a configuration: those of each step, which take what the tables before them left as it was."""
    configuration = json.loads((_FOLDER / "config" / f"{conversion}.json").read_text(encoding="utf-8"))
    steps = (step["dict"] for step in configuration["conversion_chain"])
    return tuple(
        tuple(table["file"].removesuffix(".txt") for table in step.get("dicts", (step,))) for step in steps
    )
