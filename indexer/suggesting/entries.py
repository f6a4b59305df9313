"""What can be suggested: entries, and the arrays that they and their keys are kept as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from indexer.suggesting.keying import keys_written, spoken_keys
from indexer.suggesting.keys import Arrays, Texts, encoded, key_arrays, text_arrays

EntryKind: TypeAlias = Literal["term", "place", "phrase", "title"]
"""What an entry is: a term of the lexicon or a word of the index, a place, words that titles have in a row, a title."""

_KINDS: tuple[EntryKind, ...] = get_args(EntryKind)
_UNKNOWN = -1
"""Stands for a number of documents that nobody counted."""
_READ = 16
"""Characters at the beginning of an entry by whose pinyin it is found; nobody types that of a whole title."""


class Entry(NamedTuple):
    """Something to suggest.

    ``weight`` orders entries. ``documents`` is how many documents have it, where that is known; ``id`` is that of the
    document whose title it is, or the code of the place. ``listed`` where a vocabulary or the lexicon has it.
    """

    text: str
    kind: EntryKind
    weight: int
    documents: int | None = None
    id: str | None = None
    listed: bool = False


class Entries:
    """Entries as they are kept, each made when it is asked for."""

    def __init__(self, arrays: Arrays) -> None:
        self.texts = Texts(arrays, "text")
        self._ids = Texts(arrays, "id")
        self.weights: NDArray[np.int32] = arrays["weight"]
        self._kinds = arrays["kind"].data
        self._documents = arrays["documents"].data
        self._listed = arrays["listed"].data

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, number: int) -> Entry:
        documents = self._documents[number]
        return Entry(
            self.texts[number],
            _KINDS[self._kinds[number]],
            int(self.weights[number]),
            None if documents == _UNKNOWN else documents,
            self._ids[number] or None,
            bool(self._listed[number]),
        )


def entry_arrays(entries: Iterable[Entry]) -> dict[str, NDArray[Any]]:
    """The arrays of entries and their written keys, of several with the same one the first."""
    offered = list(entries)
    written = keys_written([entry.text for entry in offered])
    # The first of each, as the last one to be put in.
    numbers = {key: number for number, key in reversed([*enumerate(written)]) if key}
    kept = sorted(numbers.values())
    chosen = [offered[number] for number in kept]
    weights = np.array([entry.weight for entry in chosen], np.int32)
    documents = [_UNKNOWN if entry.documents is None else entry.documents for entry in chosen]
    return {
        **text_arrays("text", (encoded(entry.text) for entry in chosen)),
        **text_arrays("id", (encoded(entry.id or "") for entry in chosen)),
        "kind": np.array([_KINDS.index(entry.kind) for entry in chosen], np.uint8),
        "weight": weights,
        "documents": np.array(documents, np.int32),
        "listed": np.array([entry.listed for entry in chosen], np.uint8),
        **key_arrays("written", [written[number] for number in kept], weights),
    }


def spoken_arrays(entries: Entries) -> dict[str, NDArray[Any]]:
    """The arrays of the keys of entries in pinyin."""
    spoken, initials = spoken_keys([text[:_READ] for text in entries.texts.every()])
    return {
        **key_arrays("spoken", spoken, entries.weights),
        **key_arrays("initials", initials, entries.weights),
    }
