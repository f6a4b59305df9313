"""Values of a facet found by name: in any script, by pinyin and its initials, in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from corpus.vocabulary import Vocabulary, industries, places
from indexer.engine import FacetKey
from indexer.results import Facets, FacetValue
from indexer.suggesting.keying import keys_written, spoken_keys

MOST_FOUND = 50
"""Values that are listed of those found, the most frequent ones."""

VOCABULARIES: Mapping[FacetKey, Callable[[], Vocabulary] | None] = {
    "district": places,
    "industry": industries,
    "source": None,
}
"""The facets whose values can be looked for, and what knows their names; a source has one name."""


class Found(NamedTuple):
    """Values whose names were looked for, with those that they stand under; ``number`` of ``total`` were found."""

    typed: str
    values: tuple[FacetValue, ...]
    number: int
    total: int


class _Names(NamedTuple):
    """What a value is found by: its names, folded, with a space before each word, and how the first of them is read."""

    written: str
    syllables: tuple[str, ...]
    initials: str


def parameter(key: FacetKey) -> str:
    """The name of the parameter that holds what is typed to find a value of a facet."""
    return f"find_{key}"


def find(facets: Facets, given: MultiDict[str, str]) -> dict[FacetKey, Found]:
    """For each facet where a name is looked for, the values of the result that bear it."""
    return {
        key: _find(key, facets.every(key), typed)
        for key in VOCABULARIES
        if (typed := given.get(parameter(key), "").strip()) and key in facets
    }


def _find(key: FacetKey, values: Sequence[FacetValue], typed: str) -> Found:
    vocabulary = VOCABULARIES[key]
    names = _names_of(vocabulary()) if vocabulary else {}
    unknown = [value for value in values if value.code not in names]
    names = {**names, **_names((value.code, [value.label]) for value in unknown)}
    (wanted,) = keys_written([typed])
    found = [value for value in values if _matches(names[value.code], wanted)]
    by_code = {value.code: value for value in values}
    listed: set[str | None] = {value.code for value in values if value.selected}
    for value in found[:MOST_FOUND]:
        listed.add(value.code)
    for code in list(listed):
        while code is not None and (value_above := by_code.get(code)):
            listed.add(code)
            code = value_above.parent
    kept = tuple(value for value in values if value.code in listed)
    return Found(typed, kept, len(found), len(values))


@cache
def _names_of(vocabulary: Vocabulary) -> Mapping[str, _Names]:
    return _names(
        (entry.code, [entry.labels["zh-Hans"], *entry.labels.values(), *entry.aliases])
        for entry in vocabulary
    )


def _names(called: Iterable[tuple[str, Sequence[str]]]) -> dict[str, _Names]:
    """What each is found by, from its names, of which the first is read aloud."""
    called = list(called)
    written = iter(keys_written([name for _, names in called for name in names]))
    read = spoken_keys([names[0] for _, names in called])
    return {
        code: _Names("\n".join(f" {next(written)}" for _ in names), tuple(spoken.split()), initials)
        for (code, names), spoken, initials in zip(called, *read, strict=True)
    }


def _matches(names: _Names, wanted: str) -> bool:
    """Whether a name has what is wanted in it: Chinese anywhere, letters at the beginning of a word.

    Pinyin may begin in the middle of a name if it goes beyond one syllable: every province ends in ``sheng``.
    """
    if not wanted.isascii():
        return wanted in names.written
    letters = wanted.replace(" ", "")
    return (
        f" {wanted}" in names.written
        or names.initials.startswith(letters)
        or any(
            (not at or len(letters) > len(syllable)) and "".join(names.syllables[at:]).startswith(letters)
            for at, syllable in enumerate(names.syllables)
        )
    )
