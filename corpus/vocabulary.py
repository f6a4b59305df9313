"""The vocabularies of places and industries: codes in a tree, their names in three languages, and what names mean.

The files in ``corpus/data`` hold everything; ``corpus/data/README.md`` describes their columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from corpus.errors import VocabularyError

DATA = Path(__file__).parent / "data"
PLACES = DATA / "places.tsv"

_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_COLUMNS = ("code", "parent", "kind", *_LANGUAGES)
_NOT_IN_KEYS = re.compile(r"[^\S\t\n]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place or industry.

    ``labels`` has the keys ``zh-Hans``, ``zh-Hant`` and ``en``; ``aliases`` are all its other names. ``phrases``
    are the file's further columns by their names, for whoever looks for the entry in a text.
    """

    code: str
    parent: str | None
    kind: str
    labels: Mapping[str, str]
    aliases: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]


class Vocabulary:
    """Entries in a tree, by code and by name. Iterating gives the entries in the order of their file.

    Lines are taken apart when they are asked for, as most programs need few of them; so what is wrong with a line
    is raised, as VocabularyError, by whatever reads it first.
    """

    def __init__(
        self, file: str, lines: Sequence[str], naming: Iterable[str], classes: Path | None = None
    ) -> None:
        """Takes the lines of a file of that name, headings first, and which of its columns hold further names.

        ``classes`` is a file of the classes of other classifications with which entries are aligned.
        Raises VocabularyError where the headings are not as they should be, and where a code comes twice.
        """
        self._file = file
        header = lines[0].split("\t") if lines else []
        if tuple(header[: len(_COLUMNS)]) != _COLUMNS:
            raise VocabularyError(f"{file}: the first line must begin with the columns {', '.join(_COLUMNS)}")
        self._columns = header[len(_COLUMNS) :]
        self._naming = tuple(naming)
        self._classes = classes
        self._lines = {line.partition("\t")[0]: line for line in lines[1:]}
        if len(self._lines) < len(lines) - 1:
            counts = Counter(line.partition("\t")[0] for line in lines[1:])
            code = counts.most_common(1)[0][0]
            raise VocabularyError(f"{file}: code {code} stands twice: remove one of its lines")
        self._ancestors: dict[str, tuple[str, ...]] = {}

    def _cells(self, code: str) -> list[str]:
        cells = self._lines[code].split("\t")
        width = len(_COLUMNS) + len(self._columns)
        if len(cells) != width:
            raise VocabularyError(f"{self._file}: {code} has {len(cells)} cells where {width} belong")
        if not all((code, *cells[2 : len(_COLUMNS)])):
            raise VocabularyError(f"{self._file}: {code!r} needs a code, a kind and a label in each language")
        return cells

    def _entry(self, code: str) -> Entry:
        cells = self._cells(code)
        lists = {
            column: tuple(cell.split("|")) if cell else ()
            for column, cell in zip(self._columns, cells[len(_COLUMNS) :], strict=True)
        }
        aliases = dict.fromkeys(name for column in self._naming for name in lists[column])
        return Entry(code, self.parent(code), cells[2], _labels(cells), tuple(aliases), lists)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        """The codes by the keys of their names. All names are made keys at once: that is ten times as fast."""
        columns = (
            *range(3, len(_COLUMNS)),
            *(len(_COLUMNS) + self._columns.index(each) for each in self._naming),
        )
        names: defaultdict[str, list[str]] = defaultdict(list)
        keys = _NOT_IN_KEYS.sub("", _folded("\n".join(self._lines.values())))
        for code, line in zip(self._lines, keys.split("\n") if keys else (), strict=True):
            cells = line.split("\t")
            for name in {code, *(name for column in columns for name in cells[column].split("|"))}:
                names[name].append(code)
        names.pop("", None)  # of cells without names
        return names

    @cached_property
    def _aligned(self) -> Mapping[str, tuple[str, ...]]:
        """The codes aligned with a class, by the keys of its names."""
        if self._classes is None:
            return {}
        aligned: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for entry in self:
            for column, codes in entry.phrases.items():
                for code in codes if entry.parent else codes[:1]:
                    aligned[column, code].append(entry.code)
        names: dict[str, tuple[str, ...]] = {}
        for line in self._classes.read_text(encoding="utf-8").splitlines()[1:]:
            column, code, *cells = line.split("\t")
            called = (code, *(name for cell in cells for name in cell.split("|") if name))
            names |= dict.fromkeys(map(name_key, called), tuple(aligned[column, code]))
        return names

    def __contains__(self, code: str) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def label(self, code: str, lang: str) -> str:
        """The name to show for a code in ``zh-Hans``, ``zh-Hant`` or ``en``; an unknown code is shown as it is."""
        if code not in self._lines:
            return code
        labels = _labels(self._cells(code))
        return labels.get(lang, labels["en"])

    def parent(self, code: str) -> str | None:
        """The code right above; None at the top and for an unknown code."""
        return next(iter(self.ancestors(code)), None)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """All codes above, nearest first; none for an unknown code."""
        known = self._ancestors.get(code)
        if known is None:
            known = self._ancestors[code] = self._find_ancestors(code)
        return known

    def _find_ancestors(self, code: str) -> tuple[str, ...]:
        line = self._lines.get(code)
        if line is None or not (parent := line.split("\t", 2)[1]):
            return ()
        if parent not in self._lines:
            raise VocabularyError(f"{self._file}: parent {parent} of {code} is unknown: add its line")
        return parent, *self.ancestors(parent)

    def with_ancestors(self, codes: Iterable[str]) -> frozenset[str]:
        """The codes and everything above them."""
        return frozenset(each for code in codes for each in (code, *self.ancestors(code)))

    def most_specific(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes, once each and in their order, without those that stand above another of them."""
        unique = tuple(dict.fromkeys(codes))
        above = {each for code in unique for each in self.ancestors(code)}
        return tuple(code for code in unique if code not in above)

    def resolve(self, name: str) -> tuple[str, ...]:
        """The codes that a code, label or alias stands for, broader ones first; none for an unknown name.

        Case, width and white space do not matter. An ambiguous name stands for several.
        """
        return tuple(sorted(self._names.get(name_key(name), ()), key=lambda code: len(self.ancestors(code))))

    def aligned(self, name: str) -> tuple[str, ...]:
        """The codes aligned with a class of another classification, by the class's code or name; none if unknown.

        An entry may be aligned with several classes, of which the first is its main one. What has entries below it
        belongs to that one alone, or it would bring into the others what is below it.
        """
        return self._aligned.get(name_key(name), ())


def _labels(cells: list[str]) -> dict[str, str]:
    return dict(zip(_LANGUAGES, cells[3 : len(_COLUMNS)], strict=True))


def name_key(name: str) -> str:
    """What two spellings of one name have in common: full and half width, case and white space fall away."""
    return "".join(_folded(name).split())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def places() -> Vocabulary:
    """The places: provinces, cities, counties, towns, and zones between them."""
    return read_vocabulary(PLACES, naming=("aliases", "contextual", "qualified"))


@cache
def industries() -> Vocabulary:
    """The industries, in two levels."""
    return read_vocabulary(DATA / "industries.tsv", naming=("aliases",), classes=DATA / "classes.tsv")


def read_vocabulary(path: Path, naming: Iterable[str], classes: Path | None = None) -> Vocabulary:
    """Read one file; the columns in ``naming`` hold further names, the others phrases. Raises VocabularyError."""
    return Vocabulary(path.name, path.read_text(encoding="utf-8").splitlines(), naming, classes)
