"""The lexicon: groups of equal terms, by which a query in one script or language finds documents in another.

``data/lexicon.tsv`` holds the groups and describes its own form. The lexicon is applied to queries, never to the
index, so it may change without a rebuild.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from corpus.errors import VocabularyError
from indexer.language.english import stem
from indexer.language.fold import fold
from indexer.language.units import HAN_RUN, INVISIBLE, WORD, split_units, unit_texts
from indexer.language.words import stopwords
from indexer.settings import SYNONYM_WEIGHT, TRANSLATION_WEIGHT

DATA = Path(__file__).parent / "data" / "lexicon.tsv"

_LONGEST_UNSTEMMED = 3
"""Letters up to which a Latin word is likelier an abbreviation (ITS) than inflected."""
_WORD = re.compile(WORD)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_UNSEARCHED = "~"
"""What stands in front of a term that is recognised and not searched for."""

Key: TypeAlias = tuple[str, ...]
"""What a term is recognised by: its folded units without hyphens, English ones stemmed."""
Group: TypeAlias = tuple[str, ...]
"""The terms of a group as the file has them, those that are not searched for behind a tilde."""


@dataclass(frozen=True, slots=True)
class Equal:
    """A term that means what another does: in the same language a synonym, else a translation."""

    text: str
    kind: Literal["synonym", "translation"]
    weight: float


@dataclass(frozen=True, slots=True)
class _Section:
    """The terms whose keys start with one unit.

    ``groups`` gives, by the key of each term, the members of every group it stands in, ``lengths`` the lengths of the
    keys, the longest first.
    """

    groups: Mapping[Key, tuple[str, ...]]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, terms: Iterable[tuple[str, Group]]) -> _Section:
        groups: defaultdict[Key, dict[str, None]] = defaultdict(dict)
        for term, group in terms:
            groups[term_key(term)].update(dict.fromkeys(group))
        lengths = tuple(sorted({len(key) for key in groups}, reverse=True))
        return cls({key: tuple(members) for key, members in groups.items()}, lengths)


_NO_SECTION = _Section({}, ())


class Lexicon:
    """Groups of equal terms. Only those terms are read closely that start like something that is looked up."""

    def __init__(self, *paths: Path) -> None:
        """Takes the groups of several files.

        Raises VocabularyError, with the file and the line, for what is not UTF-8 and for a group of one or with a term
        twice.
        """
        self._lines = [line for path in paths for line in _lines(path)]
        self._folded = "".join(line.folded for line in self._lines)
        self._starts: dict[str, Mapping[str, Sequence[tuple[str, Group]]]] = {}
        self._sections: dict[str, _Section] = {}

    def _section(self, unit: str) -> _Section:
        """The terms whose keys start with a unit."""
        section = self._sections.get(unit)
        if section is None:
            # Stemming keeps the character that a word starts with.
            terms = self._starting(unit[0]).get(unit)
            if terms is None:
                return _NO_SECTION
            section = self._sections[unit] = _Section.of(terms)
        return section

    def _starting(self, char: str) -> Mapping[str, Sequence[tuple[str, Group]]]:
        """The folded terms that start with a character, each with its group, by the first unit of their keys."""
        starts = self._starts.get(char)
        if starts is None:
            mark = f"\t{char}"
            if mark not in self._folded:
                return {}
            found: defaultdict[str, list[tuple[str, Group]]] = defaultdict(list)
            for line in self._lines:
                if mark in line.folded:
                    group = line.group
                    for term in line.folded.split("\t"):
                        if term.startswith(char):
                            word = _WORD.match(term)
                            found[_stemmed(word[0] if word else char)].append((term, group))
            starts = self._starts[char] = found
        return starts

    def terms(self) -> tuple[str, ...]:
        """Every term that is searched for, once, in the order of the files."""
        terms = (term for line in self._lines for term in line.group if not term.startswith("~"))
        return tuple(dict.fromkeys(terms))

    def equals(self, text: str) -> tuple[Equal, ...]:
        """The other members of the groups in which a text, as a whole, is a term; in the order of the file.

        Script, width, white space, hyphens, and the case and inflection of English do not count in the text. Left
        out are members that are not to be searched for, and those that stand only where the text itself or another
        member stands too: no document holds "pilot free trade zone" without "free trade zone".
        """
        typed = unit_texts(text)
        if _is_common_word(text, typed):
            return ()
        key = _key(typed)
        members: dict[tuple[str, ...], str] = {}
        for member in self._section(key[0]).groups.get(key, ()) if key else ():
            units = _units(member)
            if units[0] != _UNSEARCHED and (len(units) > 1 or units[0] not in stopwords()):
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
            for length in section.lengths:
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
def lexicon(*more: Path) -> Lexicon:
    """The lexicon that comes with the project, with the groups of further files of its form. Each file is read once.

    Raises VocabularyError as :class:`Lexicon` does, and OSError.
    """
    return Lexicon(DATA, *more)


_units = lru_cache(maxsize=1 << 14)(unit_texts)
"""The units of a term of the lexicon; whoever asks for one of a group is given the others again and again."""


def term_key(text: str) -> Key:
    """What a term is recognised by, in whatever script, case, inflection and with or without hyphens."""
    return _key(unit_texts(text))


class _Line(NamedTuple):
    """A line of a file that holds a group, as it is and folded, there with a tab in front of each term."""

    line: str
    folded: str

    @property
    def group(self) -> Group:
        return tuple(term.strip() for term in self.line.split("\t"))


def _lines(path: Path) -> Iterator[_Line]:
    """The lines of a file that hold groups."""
    text = _text(path)
    # All lines at once, as that is many times as fast.
    folded = fold(text).replace(_UNSEARCHED, "").replace("\t ", "\t").replace("\t-", "\t")
    tight = folded.replace(" ", "")
    rows = zip(text.splitlines(), folded.splitlines(), tight.splitlines(), strict=True)
    for number, (line, folded_line, tight_line) in enumerate(rows, 1):
        if not tight_line.strip() or line.startswith("#"):
            continue
        terms = tight_line.split("\t")
        different = set(terms)
        if len(terms) < 2 or not different.isdisjoint(("", "-")) or len(different) < len(terms):
            _look_closely(path, number, line, folded_line.split("\t"))
        yield _Line(line, f"\t{folded_line.lstrip(' -')}")


def _text(path: Path) -> str:
    """A file's text without what shows nothing, such as the mark that some editors put in front."""
    content = path.read_bytes()
    try:
        return _INVISIBLE.sub("", content.decode("utf-8"))
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        raise VocabularyError(f"{path}:{number}: this line is not UTF-8; save the file as UTF-8") from None


def _look_closely(path: Path, number: int, line: str, terms: Sequence[str]) -> None:
    """Raise VocabularyError unless the folded terms are a group: some differ by their white space alone."""
    keys = {unit_texts(term) for term in terms}
    if len(terms) < 2 or len(keys) < len(terms) or not keys.isdisjoint(((), ("-",))):
        raise VocabularyError(
            f"{path}:{number}: a group holds two terms or more, each once in whatever script and with "
            f"a tab between them; mend this line: {line}"
        )


def _key(units: tuple[str, ...]) -> Key:
    return tuple(_stemmed(unit) for unit in units if unit != "-")


def _stemmed(unit: str) -> str:
    return stem(unit) if len(unit) > _LONGEST_UNSTEMMED else unit


def _is_common_word(text: str, units: tuple[str, ...]) -> bool:
    """Whether a text is just a function word such as it, and not typed in capitals as IT would be."""
    return len(units) == 1 and units[0] in stopwords() and not text.strip().isupper()


def _stands_in(row: tuple[str, ...], units: tuple[str, ...]) -> bool:
    return any(units[at : at + len(row)] == row for at in range(len(units) - len(row) + 1))


def _equal(member: str, text: str) -> Equal:
    if bool(HAN_RUN.search(member)) == bool(HAN_RUN.search(text)):
        return Equal(member, "synonym", SYNONYM_WEIGHT)
    return Equal(member, "translation", TRANSLATION_WEIGHT)
