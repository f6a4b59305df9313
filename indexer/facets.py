"""Counts of an engine made into facets to show: labelled, ordered, with what is selected always among them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cache
from itertools import repeat
from types import MappingProxyType

from corpus.vocabulary import Vocabulary, industries, places
from indexer.engine import FacetKey, Filters
from indexer.query.ast import FacetName
from indexer.results import Facets, FacetValue
from indexer.settings import MAX_SOURCES

_LANGUAGE_NAMES: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {"zh-Hans": "简体中文", "zh-Hant": "繁体中文", "en": "英文"},
    "zh-Hant": {"zh-Hans": "簡體中文", "zh-Hant": "繁體中文", "en": "英文"},
    "en": {"zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese", "en": "English"},
}


class LabelledFacets(Facets):
    """The values of each facet that was counted, with labels; they are made when they are first looked at.

    There may be hundreds of values, and who shows hits alone needs none of them. Districts, industries, sources and
    languages come most frequent first, then by code; years and months in order of time. Of sources only the most
    frequent are given. A selected value is given even where nothing bears it, and so are the values it stands under.
    """

    def __init__(
        self, counts: Mapping[FacetKey, Mapping[str, int]], filters: Filters, label_lang: str
    ) -> None:
        self._counts = counts
        self._filters = filters
        self._label_lang = label_lang
        self._made: dict[FacetKey, tuple[FacetValue, ...]] = {}

    def __getitem__(self, key: FacetKey) -> tuple[FacetValue, ...]:
        made = self._made.get(key)
        if made is None:
            values = self.every(key)
            if key == "source":
                values = values[:MAX_SOURCES] + tuple(
                    value for value in values[MAX_SOURCES:] if value.selected
                )
            made = self._made[key] = values
        return made

    def every(self, key: FacetKey) -> tuple[FacetValue, ...]:
        """All values of a facet, in the order of its values."""
        return _values(key, self._counts[key], self._filters, self._label_lang)

    def __iter__(self) -> Iterator[FacetKey]:
        return iter(self._counts)

    def __len__(self) -> int:
        return len(self._counts)


def _values(
    key: FacetKey, counts: Mapping[str, int], filters: Filters, label_lang: str
) -> tuple[FacetValue, ...]:
    match key:
        case "district":
            return _tree(counts, filters.district, places(), label_lang)
        case "industry":
            return _tree(counts, filters.industry, industries(), label_lang)
        case "year" | "month":
            return _timeline(counts, filters.first, filters.last, width=4 if key == "year" else 7)
        case "source":
            return _flat(counts, filters.source)
        case "lang":
            return _flat(counts, filters.lang, _LANGUAGE_NAMES.get(label_lang, MappingProxyType({})))


def _tree(
    counts: Mapping[str, int], selected: Iterable[str], vocabulary: Vocabulary, label_lang: str
) -> tuple[FacetValue, ...]:
    chosen = frozenset(selected)
    listed = _with(counts, chosen.union(*map(vocabulary.ancestors, chosen)))
    labels, parents = _known(vocabulary, label_lang)
    return _made(listed, labels, chosen, map(parents.get, listed))


def _flat(
    counts: Mapping[str, int], selected: Iterable[str], labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[FacetValue, ...]:
    chosen = frozenset(selected)
    return _made(_with(counts, chosen), labels, chosen, repeat(None))


def _with(counts: Mapping[str, int], codes: Set[str]) -> Mapping[str, int]:
    """The counts, which are in order, and in their places codes that nothing bears."""
    if codes <= counts.keys():
        return counts
    return dict(sorted({**dict.fromkeys(codes, 0), **counts}.items(), key=lambda one: (-one[1], one[0])))


def _made(
    counts: Mapping[str, int],
    labels: Mapping[str, str],
    chosen: Set[str],
    parents: Iterable[str | None],
) -> tuple[FacetValue, ...]:
    """There may be hundreds, so they are made column by column, and not by calls of Python's own."""
    names = map(labels.get, counts, counts)
    rows = zip(counts, names, counts.values(), map(chosen.__contains__, counts), parents, strict=False)
    return tuple(map(tuple.__new__, repeat(FacetValue), rows))


@cache
def _known(vocabulary: Vocabulary, label_lang: str) -> tuple[Mapping[str, str], Mapping[str, str | None]]:
    """The label of each code, and the code right above it."""
    labels = {entry.code: vocabulary.label(entry.code, label_lang) for entry in vocabulary}
    return labels, {entry.code: entry.parent for entry in vocabulary}


def _timeline(
    counts: Mapping[str, int], first: date | None, last: date | None, width: int
) -> tuple[FacetValue, ...]:
    """Years (``width`` 4) or months (7) in order; one is selected where the date filter takes in all of it."""
    codes = set(counts)
    # The year or month that the filter spans exactly stays listed where nothing was published in it.
    if first and last and (first, last) == days_of(first.isoformat()[:width]):
        codes.add(first.isoformat()[:width])
    filtered = first is not None or last is not None
    earliest, latest = first or date.min, last or date.max

    def value(code: str) -> FacetValue:
        start, end = days_of(code)
        return FacetValue(code, code, counts.get(code, 0), filtered and earliest <= start and end <= latest)

    return tuple(value(code) for code in sorted(codes))


def days_of(code: str) -> tuple[date, date]:
    """The first and the last day of a year ``2020`` or a month ``2020-07``."""
    year, month = int(code[:4]), int(code[5:]) if len(code) > 4 else None
    last_month = month or 12
    return date(year, month or 1, 1), date(year, last_month, monthrange(year, last_month)[1])


def value_label(facet: FacetName, value: str, label_lang: str) -> str:
    """What a value of a facet is called: a code by its label, a source by itself."""
    match facet:
        case "district" | "issued":
            return places().label(value, label_lang)
        case "industry":
            return industries().label(value, label_lang)
        case "lang":
            return _LANGUAGE_NAMES.get(label_lang, MappingProxyType({})).get(value, value)
        case "source":
            return value
