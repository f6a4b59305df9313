"""What an index has to suggest, kept with it: collected at the end of indexing, or by whoever first needs it.

It is collected anew once enough documents have changed since; until then the titles of those that came are read beside
it, and a title is held against its document before it is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.errors import EngineError, IndexDamagedError
from corpus.vocabulary import PLACES
from indexer.engine import Engine, Kept, document_count
from indexer.language.fold import fold
from indexer.language.lexicon import DATA as LEXICON
from indexer.language.lexicon import lexicon
from indexer.language.words import is_latin_word
from indexer.settings import SMALL_INDEX, SUGGESTED_TITLES, SUGGESTIONS_OUTDATED, SUGGESTIONS_RENEWED
from indexer.suggesting import collecting
from indexer.suggesting.entries import Entries, Entry, entry_arrays, spoken_arrays
from indexer.suggesting.keys import Arrays, Texts, encoded, text_arrays
from indexer.suggesting.phrases import phrases
from indexer.suggesting.shelf import Shelf

_KIND = "suggestions"
_VERSION = 1
"""Changes whenever what was kept before can no longer be read, or would be collected otherwise."""
_SHELVES = ("terms", "phrases", "titles")


class Collected:
    """What one generation of an index has to suggest: ``terms``, ``phrases``, ``titles`` and, English, ``words``.

    ``newer`` are the titles of documents that came since it was collected; ``exact`` where there are no such, nor any
    that have gone, so that every title is that of a document.
    """

    def __init__(self, arrays: Arrays, newer: Iterable[Entry] = (), *, exact: bool = True) -> None:
        self.terms, self.phrases, self.titles = (Shelf(_part(arrays, name)) for name in _SHELVES)
        self.newer = Shelf.of(newer)
        self.exact = exact
        self._arrays = arrays

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The English words of the index and of the lexicon, with how many documents hold each."""
        texts = Texts(self._arrays, "words")
        return {texts[number]: weight for number, weight in enumerate(self._arrays["weights"].tolist())}


def collected(engine: Engine) -> Collected:
    """What the generation that is searched has to suggest, as kept, or else collected now. Raises EngineError."""
    kept = _kept(engine, SUGGESTIONS_OUTDATED, document_count(engine))
    if kept is None:
        return Collected(_collect_and_keep(engine))
    newer = collecting.titles(engine, SUGGESTED_TITLES, kept.known) if kept.changed else ()
    return Collected(kept.arrays, newer, exact=not kept.changed)


def renew(engine: Engine) -> None:
    """Collect and keep what an index has to suggest, if enough of it has changed since. Raises EngineError.

    Not of a small index, where nobody waits long for it.
    """
    documents = document_count(engine)
    if documents >= SMALL_INDEX and _kept(engine, SUGGESTIONS_RENEWED, documents) is None:
        engine.keep(_KIND, _collect(engine))


def english_words(entries: Entries) -> dict[str, int]:
    """The English words of entries, each with the weight of the heaviest entry that has it."""
    words: dict[str, int] = {}
    for text, weight in zip(entries.texts.every(), entries.weights.tolist(), strict=True):
        for word in fold(text).split() if text.isascii() else ():
            if is_latin_word(word):
                words[word] = max(words.get(word, 0), weight)
    return words


def _kept(engine: Engine, most: float, documents: int) -> Kept | None:
    """What was kept, unless it was made otherwise, or more than a share of so many documents has changed since."""
    # That it is damaged is told by `zhengsou check`; whoever looks for something has it collected anew.
    with suppress(IndexDamagedError):
        kept = engine.kept(_KIND)
        if kept and _is_ours(kept.arrays) and kept.changed / max(documents, 1) <= most:
            return kept
    return None


def _collect_and_keep(engine: Engine) -> Arrays:
    arrays = _collect(engine)
    # Who may only read an index collects in each process anew.
    with suppress(EngineError):
        engine.keep(_KIND, arrays)
    return arrays


def _collect(engine: Engine) -> Arrays:
    titles = collecting.titles(engine, SUGGESTED_TITLES)
    entries = {"terms": collecting.terms(engine, lexicon()), "phrases": phrases(titles), "titles": titles}
    arrays: dict[str, NDArray[Any]] = {"recipe": np.frombuffer(_recipe(), np.uint8)}
    for name in _SHELVES:
        held = entry_arrays(entries[name])
        held |= spoken_arrays(Entries(held))
        arrays |= {f"{name}.{key}": array for key, array in held.items()}
    words = english_words(Entries(_part(arrays, "terms")))
    arrays |= text_arrays("words", map(encoded, words))
    arrays["weights"] = np.fromiter(words.values(), np.int32, len(words))
    return arrays


def _part(arrays: Arrays, name: str) -> Arrays:
    return {key.partition(".")[2]: array for key, array in arrays.items() if key.startswith(f"{name}.")}


def _is_ours(arrays: Arrays) -> bool:
    return "recipe" in arrays and arrays["recipe"].tobytes() == _recipe()


def _recipe() -> bytes:
    """What suggestions are made with beside the index: another lexicon, or other places or readings, make others."""
    pypinyin = find_spec("pypinyin")
    tables = Path(pypinyin.origin).parent.glob("*_dict.json") if pypinyin and pypinyin.origin else ()
    made_with = {
        "version": _VERSION,
        "lexicon": crc32(LEXICON.read_bytes()),
        "places": crc32(PLACES.read_bytes()),
        "readings": sorted(table.stat().st_size for table in tables),
    }
    return json.dumps(made_with, sort_keys=True).encode("ascii")
