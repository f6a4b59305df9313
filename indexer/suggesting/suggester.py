"""Suggestions as one types: whatever an index has that begins with what was typed, in either script, or in pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary, proxy

from corpus.script import peculiar_counts
from indexer.engine import Engine
from indexer.language.conversion import convert
from indexer.language.lexicon import Lexicon, term_key
from indexer.settings import MAX_COMPLETED_LENGTH, MAX_COMPLETED_WORDS, SUGGESTIONS
from indexer.suggesting import collecting
from indexer.suggesting.collected import collected, english_words
from indexer.suggesting.entries import EntryKind
from indexer.suggesting.misspelt import Dictionary
from indexer.suggesting.shelf import Found, FoundBy, Shelf, Shelves

_WORD_STARTS = re.compile(r"(?<!\S)\S")
_OPENING = re.compile(r"""(?:[^\W_]+[:：])?["“”„「『«（(《-]*""")
"""What a word of a query may begin with that is not part of it: the name of a field, a quote, a sign of exclusion."""
_SHARE = 3
"""One in so many suggestions is a title where there are any, and one what is written like what was typed."""
_SPARE = 3
"""How many times as many terms are looked at as are shown, for some are forms of one word or names of one place."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on with what was typed.

    ``text`` is the whole query, or a title, and then ``id`` is that of its document; ``code`` is that of a place.
    ``documents`` counts those that hold a word or have a phrase in their titles, or are about a place, where that is
    known. ``by`` is the key that it was found by.
    """

    text: str
    kind: EntryKind
    by: FoundBy
    id: str | None = None
    code: str | None = None
    documents: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The API's form; ``id``, ``code`` and ``documents`` only where there are any."""
        known = {"id": self.id, "code": self.code, "documents": self.documents}
        return {
            "text": self.text,
            "kind": self.kind,
            "by": self.by,
            **{name: value for name, value in known.items() if value is not None},
        }


class Suggester:
    """What can be suggested of one generation of an index, with the terms of further files of the lexicon.

    It does not keep the engine, which has to be there for as long as something is suggested.
    """

    def __init__(self, engine: Engine, more: tuple[Path, ...] = ()) -> None:
        self.generation = engine.generation
        self.collected = collected(engine)
        # Whoever keeps an engine's suggester beside it shall not keep the engine by that.
        self._engine = proxy(engine)
        self._more = Shelf.of(collecting.further_terms(engine, Lexicon(*more)) if more else ())
        self.terms = Shelves(self._more, self.collected.terms)
        """Terms, places and words."""
        self._titles = Shelves(self.collected.newer, self.collected.titles)

    @cached_property
    def dictionary(self) -> Dictionary:
        """The English words of the index and of the lexicon."""
        words = self.collected.words
        return Dictionary({**words, **english_words(self._more.entries)})

    def suggest(
        self, typed: str, limit: int = SUGGESTIONS, label_lang: str = "zh-Hans"
    ) -> tuple[Suggestion, ...]:
        """Suggestions for what has been typed, the best first.

        All of it is completed if anything begins like that, or else as much of its end as anything begins with; what
        is before that stays as it is. Chinese is written in the script of what was typed, and where that shows none,
        in that of ``label_lang``; titles stay as they are.
        """
        if limit < 1 or len(typed) > MAX_COMPLETED_LENGTH:
            return ()
        traditional = _is_traditional(typed, label_lang)
        for head, last in _endings(typed):
            if found := self._found(last, limit, with_titles=not head):
                return tuple(_suggestion(one, head, traditional) for one in found[:limit])
        return ()

    def _found(self, typed: str, limit: int, *, with_titles: bool) -> list[Found]:
        phrases = self.collected.phrases
        offered = (*self.terms.find(typed, _SPARE * limit), *phrases.find(typed, limit))
        distinct = _distinct(sorted(offered, key=_rank))
        shown = list(islice(distinct, limit))
        # What begins with the very letters that were typed is not crowded out by what is read like that.
        room = limit - sum(one.by == "written" for one in shown)
        shown = _sharing(shown, list(islice((one for one in distinct if one.by == "written"), room)), limit)
        headed = self._headed(typed, limit) if with_titles else []
        return _sharing(shown, headed[:limit], limit)

    def _headed(self, typed: str, limit: int) -> list[Found]:
        """The titles that begin with what was typed."""
        if self.collected.exact:
            return sorted(self._titles.find(typed, limit), key=_rank)
        found = sorted(self._titles.find(typed, _SPARE * limit), key=_rank)[: _SPARE * limit]
        documents = self._engine.documents(one.entry.id or "" for one in found)
        return [
            one
            for one, document in zip(found, documents, strict=True)
            if document and document.title == one.entry.text
        ]


_suggesters: WeakKeyDictionary[Engine, dict[tuple[Path, ...], Suggester]] = WeakKeyDictionary()
_looking = Lock()


def suggester(engine: Engine, more: tuple[Path, ...] = ()) -> Suggester:
    """The suggester of the generation that an engine is at; it is kept until the engine turns to another.

    ``more`` names further files of the lexicon. Raises EngineError and what :func:`lexicon` does.
    """
    # Requests that come at once share one, which collects once.
    with _looking:
        known = _suggesters.setdefault(engine, {})
        found = known.get(more)
        if found is None or found.generation != engine.generation:
            found = known[more] = Suggester(engine, more)
        return found


def _endings(typed: str) -> Iterator[tuple[str, str]]:
    """The ends of what was typed that begin with a word, the longest first, each with what is before it."""
    starts = [found.start() for found in _WORD_STARTS.finditer(typed)]
    for start in starts[-MAX_COMPLETED_WORDS:] if len(starts) > MAX_COMPLETED_WORDS else starts:
        opening = _OPENING.match(typed, start)
        begin = opening.end() if opening else start
        if last := typed[begin:].strip():
            yield typed[:begin] if begin > starts[0] else "", last


def _rank(found: Found) -> tuple[bool, int, int, str]:
    entry = found.entry
    return not found.whole, -entry.weight, len(entry.text), entry.text


def _distinct(found: Iterable[Found]) -> Iterator[Found]:
    """The first of those that are forms of one word, such as zone and zones, or names of one place."""
    forms: set[object] = set()
    for one in found:
        entry = one.entry
        form = entry.id if entry.kind == "place" else _form(entry.text)
        if form not in forms:
            forms.add(form)
            yield one


_form = lru_cache(maxsize=1 << 14)(term_key)
"""What all forms of a term have in common; the heaviest entries come again and again."""


def _sharing(foremost: list[Found], others: list[Found], limit: int) -> list[Found]:
    """So many, the foremost first, with room for others at the end: a share of it, and what is not filled anyway."""
    room = min(len(others), max(limit // _SHARE, limit - len(foremost)))
    return [*foremost[: limit - room], *others[:room]]


def _suggestion(found: Found, head: str, traditional: bool) -> Suggestion:
    entry = found.entry
    if entry.kind == "title":
        return Suggestion(entry.text, "title", found.by, entry.id)
    text = _in_traditional(entry.text) if traditional else convert(entry.text, "t2s")
    code = entry.id if entry.kind == "place" else None
    return Suggestion(head + text, entry.kind, found.by, code=code, documents=entry.documents)


def _is_traditional(typed: str, label_lang: str) -> bool:
    simplified, traditional = peculiar_counts(typed)
    return traditional > simplified or (traditional == simplified and label_lang == "zh-Hant")


@lru_cache(maxsize=1 << 12)
def _in_traditional(text: str) -> str:
    return convert(text, "s2t")
