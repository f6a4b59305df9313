"""The lexicon: groups of equal terms, by which a query in one script or language finds documents in another.

``data/lexicon.tsv`` holds the groups and describes its own form. The lexicon is applied to queries, never to the
index, so it may change without a rebuild.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

from corpus.errors import VocabularyError
from indexer.language.english import stem
from indexer.language.fold import fold
from indexer.language.units import HAN_RUN, INVISIBLE, split_units, unit_texts
from indexer.language.words import stopwords

DATA = Path(__file__).parent / "data" / "lexicon.tsv"

SYNONYM_WEIGHT = 0.8
"""What an equal term in the same language counts, against 1 for what was typed."""
TRANSLATION_WEIGHT = 0.7
"""What an equal term in the other language counts: it may have further meanings."""

_LONGEST_UNSTEMMED = 3
"""Letters up to which a Latin word is likelier an abbreviation (ITS) than inflected."""
_FIRST = re.compile(rf"[^-\s{INVISIBLE}]")

Key: TypeAlias = tuple[str, ...]
"""What a term is recognised by: its folded units without hyphens, English ones stemmed."""


@dataclass(frozen=True, slots=True)
class Equal:
    """A term that means what another does: in the same language a synonym, else a translation."""

    text: str
    kind: Literal["synonym", "translation"]
    weight: float


@dataclass(frozen=True, slots=True)
class _Section:
    """What the terms that start with one character say.

    ``groups`` gives, by the key of each term, the members of every group it stands in, ``lengths`` the lengths of the
    keys that start with a unit, the longest first.
    """

    groups: Mapping[Key, tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, terms: Iterable[tuple[str, tuple[str, ...]]]) -> _Section:
        groups: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        for term, group in terms:
            groups[_key(unit_texts(term))].update(dict.fromkeys(group))
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for key in groups:
            lengths[key[0]].add(len(key))
        return cls(
            {key: tuple(members) for key, members in groups.items()},
            {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()},
        )


class Lexicon:
    """Groups of equal terms. Only those terms are read closely that start like something that is looked up."""

    def __init__(self, *paths: Path) -> None:
        """Takes the groups of several files. Raises VocabularyError for a group of one, or with a term twice."""
        self._terms: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._sections: dict[str, _Section] = {}
        for path in paths:
            for group, firsts in _groups(path):
                for term, first in zip(group, firsts, strict=True):
                    self._terms[first].append((term, group))

    def _section(self, unit: str) -> _Section:
        """The terms whose keys may start with a unit."""
        # Stemming keeps the character that a word starts with.
        first = unit[0]
        section = self._sections.get(first)
        if section is None:
            section = self._sections[first] = _Section.of(self._terms.get(first, ()))
        return section

    def equals(self, text: str) -> tuple[Equal, ...]:
        """The other members of the groups in which a text, as a whole, is a term; in the order of the file.

        Script, width, white space, hyphens, and the case and inflection of English do not count in the text. Left
        out are members that stand only where the text itself or another member stands too: no document holds
        "pilot free trade zone" without "free trade zone".
        """
        typed = unit_texts(text)
        if _is_common_word(text, typed):
            return ()
        key = _key(typed)
        members: dict[tuple[str, ...], str] = {}
        for member in self._section(key[0]).groups.get(key, ()) if key else ():
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
            section = self._section(key[at])
            for length in section.lengths.get(key[at], ()):
                if at + length > len(key) or key[at : at + length] not in section.groups:
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
    return Lexicon(DATA)


def term_key(text: str) -> Key:
    """What a term is recognised by, in whatever script, case, inflection and with or without hyphens."""
    return _key(unit_texts(text))


def _groups(path: Path) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The groups of a file, each with the characters that its terms start with."""
    text = path.read_text(encoding="utf-8")
    for number, (line, folded) in enumerate(zip(text.splitlines(), fold(text).splitlines(), strict=True), 1):
        if not line.strip() or line.startswith("#"):
            continue
        terms = tuple(term.strip() for term in line.split("\t"))
        firsts = [first[0] for term in folded.split("\t") if (first := _FIRST.search(term))]
        if not 2 <= len(firsts) == len(terms) == _distinct(folded.split("\t")):
            raise VocabularyError(
                f"{path}:{number}: a group holds two terms or more, each once in whatever script and with "
                f"a tab between them; mend this line: {line}"
            )
        yield terms, firsts


def _distinct(folded: list[str]) -> int:
    """How many different terms these are."""
    # Terms that differ without their white space differ; only those that do not are looked at closely.
    different = len({"".join(term.split()) for term in folded})
    return different if different == len(folded) else len(set(map(unit_texts, folded)))


def _key(units: tuple[str, ...]) -> Key:
    return tuple(stem(unit) if len(unit) > _LONGEST_UNSTEMMED else unit for unit in units if unit != "-")


def _is_common_word(text: str, units: tuple[str, ...]) -> bool:
    """Whether a text is just a function word such as it, and not typed in capitals as IT would be."""
    return len(units) == 1 and units[0] in stopwords() and not text.strip().isupper()


def _stands_in(row: tuple[str, ...], units: tuple[str, ...]) -> bool:
    return any(units[at : at + len(row)] == row for at in range(len(units) - len(row) + 1))


def _equal(member: str, text: str) -> Equal:
    if bool(HAN_RUN.search(member)) == bool(HAN_RUN.search(text)):
        return Equal(member, "synonym", SYNONYM_WEIGHT)
    return Equal(member, "translation", TRANSLATION_WEIGHT)
