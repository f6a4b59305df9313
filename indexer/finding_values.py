"""Values of a facet found by their names: in any script, by pinyin and its initials, in English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.vocabulary import Vocabulary, industries, places
from indexer.engine import FacetKey
from indexer.results import FacetValue
from indexer.suggesting.keying import keys_written, spoken_keys

VOCABULARIES: Mapping[FacetKey, Callable[[], Vocabulary] | None] = {
    "district": places,
    "industry": industries,
    "source": None,
}
"""The facets whose values can be looked for, and what knows their names; a source has one name."""

_MOST_LABELS = 1 << 14
"""Labels whose names are kept: sources are many times fewer."""


class _Names(NamedTuple):
    """What a value is found by: its names, folded, with a space before each word, and how the first of them is read."""

    written: str
    syllables: tuple[str, ...]
    initials: str


def values_named(key: FacetKey, values: Iterable[FacetValue], typed: str) -> list[FacetValue]:
    """Those of a facet's values that bear a name with this in it, in their order.

    Chinese may stand anywhere in a name, letters at the beginning of a word. Pinyin may begin in the middle of a name
    if it goes beyond one syllable: every province ends in ``sheng``.
    """
    vocabulary = VOCABULARIES[key]
    known = _names_of(vocabulary()) if vocabulary else {}
    (wanted,) = keys_written([typed])
    return [
        value for value in values if _matches(known.get(value.code) or _names_of_label(value.label), wanted)
    ]


@cache
def _names_of(vocabulary: Vocabulary) -> Mapping[str, _Names]:
    return _names(
        (entry.code, [entry.labels["zh-Hans"], *entry.labels.values(), *entry.aliases])
        for entry in vocabulary
    )


@lru_cache(maxsize=_MOST_LABELS)
def _names_of_label(label: str) -> _Names:
    return _names([(label, [label])])[label]


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
    """Whether a name has what is wanted in it."""
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
