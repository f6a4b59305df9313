"""The vocabularies of places and industries: codes in a tree, their names in three languages, and what names mean.

The files in ``corpus/data`` hold everything; ``corpus/data/README.md`` describes their columns.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from corpus.errors import VocabularyError

DATA = Path(__file__).parent / "data"

_LANGUAGES = ("zh-Hans", "zh-Hant", "en")
_COLUMNS = ("code", "parent", "kind", *_LANGUAGES)


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

    Entries and names are made of their rows when they are asked for: most programs need few of them.
    """

    def __init__(self, rows: Iterable[list[str]], columns: Sequence[str], naming: Iterable[str]) -> None:
        """Takes rows of a file, the names of their further columns, and which of these hold names.

        Raises VocabularyError where a code comes twice or its parent has not come before it.
        """
        self._columns = tuple(columns)
        self._naming = tuple(naming)
        self._rows: dict[str, list[str]] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        for row in rows:
            code, parent, *_ = row
            if code in self._rows:
                raise VocabularyError(f"code {code} stands twice: remove one of its rows")
            if not parent:
                self._ancestors[code] = ()
            elif parent in self._rows:
                self._ancestors[code] = (parent, *self._ancestors[parent])
            else:
                raise VocabularyError(f"parent {parent} of {code} is unknown: put its row above")
            self._rows[code] = row

    def _entry(self, row: list[str]) -> Entry:
        code, parent, kind, *_ = row
        lists = {
            column: tuple(cell.split("|")) if cell else ()
            for column, cell in zip(self._columns, row[len(_COLUMNS) :], strict=True)
        }
        aliases = dict.fromkeys(name for column in self._naming for name in lists[column])
        return Entry(code, parent or None, kind, _labels(row), tuple(aliases), lists)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        names: defaultdict[str, list[str]] = defaultdict(list)
        for entry in self:
            for name in {name_key(name) for name in (entry.code, *entry.labels.values(), *entry.aliases)}:
                names[name].append(entry.code)
        return names

    def __contains__(self, code: str) -> bool:
        return code in self._rows

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def label(self, code: str, lang: str) -> str:
        """The name to show for a code in ``zh-Hans``, ``zh-Hant`` or ``en``; an unknown code is shown as it is."""
        row = self._rows.get(code)
        if row is None:
            return code
        labels = _labels(row)
        return labels.get(lang, labels["en"])

    def parent(self, code: str) -> str | None:
        """The code right above; None at the top and for an unknown code."""
        return next(iter(self.ancestors(code)), None)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """All codes above, nearest first; none for an unknown code."""
        return self._ancestors.get(code, ())

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


def _labels(row: list[str]) -> dict[str, str]:
    return dict(zip(_LANGUAGES, row[3 : len(_COLUMNS)], strict=True))


def name_key(name: str) -> str:
    """What two spellings of one name have in common: full and half width, case and white space fall away."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@cache
def places() -> Vocabulary:
    """The places: provinces, cities, counties, towns, and zones between them."""
    return read_vocabulary(DATA / "places.tsv", naming=("aliases", "contextual", "qualified"))


@cache
def industries() -> Vocabulary:
    """The industries, in two levels."""
    return read_vocabulary(DATA / "industries.tsv", naming=("aliases",))


def read_vocabulary(path: Path, naming: Iterable[str]) -> Vocabulary:
    """Read one file; the columns in ``naming`` hold further names, the others phrases.

    Raises VocabularyError, naming the file and where it can the line, when the file contradicts itself.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t") if lines else []
    if tuple(header[: len(_COLUMNS)]) != _COLUMNS:
        raise VocabularyError(
            f"{path.name}: the first line must begin with the columns {', '.join(_COLUMNS)}"
        )
    rows = (
        _row(line, len(header), f"{path.name}:{number}") for number, line in enumerate(lines[1:], start=2)
    )
    try:
        return Vocabulary(rows, header[len(_COLUMNS) :], naming)
    except VocabularyError as error:
        raise VocabularyError(f"{path.name}: {error}") from error


def _row(line: str, width: int, place: str) -> list[str]:
    cells = line.split("\t")
    if len(cells) != width:
        raise VocabularyError(f"{place}: {len(cells)} cells where {width} belong")
    code, _, kind, *labels = cells[: len(_COLUMNS)]
    if not (code and kind and all(labels)):
        raise VocabularyError(f"{place}: a code, a kind and a label in each language must be given")
    return cells
