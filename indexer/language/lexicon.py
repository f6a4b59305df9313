"""The lexicon: groups of equal terms, by which a query in one script or language finds documents in another.

``data/lexicon.tsv`` holds the groups and describes its own form. The lexicon is applied to queries, never to the
index, so it may change without a rebuild.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from corpus.errors import VocabularyError
from indexer.language.english import stem
from indexer.language.units import HAN, split_units, unit_texts
from indexer.language.words import stopwords

DATA = Path(__file__).parent / "data" / "lexicon.tsv"

SYNONYM_WEIGHT = 0.8
"""What an equal term in the same language counts, against 1 for what was typed."""
TRANSLATION_WEIGHT = 0.7
"""What an equal term in the other language counts: it may have further meanings."""

_LONGEST_UNSTEMMED = 3
"""Letters up to which a Latin word is likelier an abbreviation (ITS) than inflected."""
_HAN = re.compile(f"[{HAN}]")

Key: TypeAlias = tuple[str, ...]
"""What a term is recognised by: its folded units without hyphens, English ones stemmed."""


@dataclass(frozen=True, slots=True)
class Equal:
    """A term that means what another does: in the same language a synonym, else a translation."""

    text: str
    kind: Literal["synonym", "translation"]
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Groups of equal terms. ``groups`` gives, by the key of each term, the members of every group it stands in.

    ``lengths`` gives the lengths of the keys that start with a unit, the longest first.
    """

    groups: Mapping[Key, tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def load(cls, *paths: Path) -> Lexicon:
        """The groups of several files. Raises VocabularyError for a group of one, or with a term twice."""
        groups: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        for path in paths:
            for terms in _groups(path):
                for term in terms:
                    groups[term_key(term)].update(dict.fromkeys(terms))
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in groups:
            lengths[key[0]].add(len(key))
        return cls(
            {key: tuple(terms) for key, terms in groups.items()},
            {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        )

    def equals(self, text: str) -> tuple[Equal, ...]:
        """The other members of the groups in which a text, as a whole, is a term; in the order of the file.

        Script, width, white space, hyphens, and the case and inflection of English do not count in the text. Left
        out are members that stand only where the text itself or another member stands too: no document holds
        "pilot free trade zone" without "free trade zone".
        """
        typed = unit_texts(text)
        if _is_common_word(text, typed):
            return ()
        members: dict[tuple[str, ...], str] = {}
        for member in self.groups.get(_key(typed), ()):
            units = unit_texts(member)
            if len(units) > 1 or units[0] not in stopwords():
                members.setdefault(units, member)
        needed = {typed, *members}
        return tuple(
            _equal(member, text)
            for units, member in members.items()
            if units != typed and not any(_stands_in(other, units) for other in needed if other != units)
        )

    def find(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where terms of the lexicon stand in a text, in code points: from left to right the longest, none twice."""
        units = split_units(text)
        numbers = [number for number, unit in enumerate(units.texts) if unit != "-"]
        key = _key(units.texts)
        spans: list[tuple[int, int]] = []
        at = 0
        while at < len(key):
            for length in self.lengths.get(key[at], ()):
                if at + length > len(key) or key[at : at + length] not in self.groups:
                    continue
                start, end = units.span(numbers[at], numbers[at + length - 1] - numbers[at] + 1)
                if not _is_common_word(text[start:end], key[at : at + length]):
                    spans.append((start, end))
                    at += length
                    break
            else:
                at += 1
        return tuple(spans)


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the project."""
    return Lexicon.load(DATA)


def term_key(text: str) -> Key:
    """What a term is recognised by, in whatever script, case, inflection and with or without hyphens."""
    return _key(unit_texts(text))


def _groups(path: Path) -> Iterator[tuple[str, ...]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        terms = tuple(term.strip() for term in line.split("\t"))
        distinct = {unit_texts(term) for term in terms}
        if len(terms) < 2 or len(distinct) < len(terms) or () in distinct:
            raise VocabularyError(
                f"{path}:{number}: a group holds two terms or more, each once in whatever script and with "
                f"a tab between them; mend this line: {line}"
            )
        yield terms


def _key(units: tuple[str, ...]) -> Key:
    return tuple(stem(unit) if len(unit) > _LONGEST_UNSTEMMED else unit for unit in units if unit != "-")


def _is_common_word(text: str, units: tuple[str, ...]) -> bool:
    """Whether a text is just a function word such as it, and not typed in capitals as IT would be."""
    return len(units) == 1 and units[0] in stopwords() and not text.strip().isupper()


def _stands_in(row: tuple[str, ...], units: tuple[str, ...]) -> bool:
    return any(units[at : at + len(row)] == row for at in range(len(units) - len(row) + 1))


def _equal(member: str, text: str) -> Equal:
    if bool(_HAN.search(member)) == bool(_HAN.search(text)):
        return Equal(member, "synonym", SYNONYM_WEIGHT)
    return Equal(member, "translation", TRANSLATION_WEIGHT)
