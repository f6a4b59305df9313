"""The phrases that speak of industries, and those that tell how to take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpus.metadata.phrases import PhraseMatcher, normalize
from corpus.vocabulary import DATA, industries


class Meaning(NamedTuple):
    """An industry that a phrase speaks of, and whether it names it, in a title and in a text."""

    code: str
    in_title: bool
    in_text: bool


@dataclass(frozen=True, slots=True)
class IndustryPhrases:
    """A matcher of all phrases, normalized, and what each of them is.

    ``meanings`` gives the industries of a phrase. The others stand in a list of their own, one phrase a line:
    ``ceremonies``, ``no_industry``, ``priorities``, ``forms`` and ``equipment``. What the matcher finds besides means
    no industry (``not_industries.txt``).
    """

    matcher: PhraseMatcher
    meanings: Mapping[str, tuple[Meaning, ...]]
    ceremonies: frozenset[str]
    no_industry: frozenset[str]
    priorities: frozenset[str]
    forms: frozenset[str]
    equipment: frozenset[str]


@cache
def industry_phrases() -> IndustryPhrases:
    """The phrases of ``corpus/data``, read once."""
    meanings: defaultdict[str, list[Meaning]] = defaultdict(list)
    for entry in industries():
        for column, in_title, in_text in (
            ("strong", True, True),
            ("titled", True, False),
            ("weak", False, False),
        ):
            for phrase in dict.fromkeys(map(normalize, entry.phrases[column])):
                meanings[phrase].append(Meaning(entry.code, in_title, in_text))
    lists = [
        _listed(f"{name}.txt") for name in ("ceremonies", "no_industry", "priorities", "forms", "equipment")
    ]
    decoys = _listed("not_industries.txt")
    return IndustryPhrases(
        PhraseMatcher(frozenset().union(meanings, decoys, *lists)),
        {phrase: tuple(found) for phrase, found in meanings.items()},
        *lists,
    )


def _listed(name: str) -> frozenset[str]:
    return frozenset(map(normalize, filter(None, (DATA / name).read_text(encoding="utf-8").split("\n"))))
