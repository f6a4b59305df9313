"""What an index has to suggest: the lexicon's terms, places, its words and its titles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from corpus.vocabulary import Entry as Place
from corpus.vocabulary import places
from indexer.engine import Engine, SearchRequest
from indexer.language.fold import fold
from indexer.language.lexicon import Lexicon
from indexer.language.spelling import usual
from indexer.language.units import HAN_RUN
from indexer.language.words import stopwords, words
from indexer.settings import SMALL_INDEX, SUGGESTED_FROM, SUGGESTED_WORDS
from indexer.suggesting.entries import Entry
from indexer.suggesting.phrases import END


def terms(engine: Engine, lexicon: Lexicon) -> Iterator[Entry]:
    """The terms of the lexicon, the places, and the words of the index."""
    counted = engine.search(SearchRequest(limit=0, facets=("district",)))
    at_least = SUGGESTED_FROM if counted.total >= SMALL_INDEX else 1
    held = engine.vocabulary(at_least)
    yield from _lexicon_terms(lexicon.terms(), held.get)
    for place in places():
        yield from _names(place, counted.facets["district"].get(place.code, 0))
    frequent = sorted(held.items(), key=lambda item: (-item[1], item[0]))
    for word, documents in islice(frequent, SUGGESTED_WORDS):
        if word not in stopwords():
            yield Entry(usual(word), "term", documents, documents)


def further_terms(engine: Engine, lexicon: Lexicon) -> Iterator[Entry]:
    """The terms of further files, which are few enough to look each of their words up."""
    return _lexicon_terms(lexicon.terms(), lambda word: engine.word_frequency(word) or None)


def titles(engine: Engine, newest: int, known: Collection[str] = ()) -> list[Entry]:
    """The titles of the newest documents, which weigh the more the newer they are; see :meth:`Engine.titles`."""
    return [
        Entry(title, "title", -number, None, document_id)
        for number, (document_id, title) in enumerate(engine.titles(newest, known))
        if title.strip()
    ]


def _lexicon_terms(texts: Sequence[str], held: Callable[[str], int | None]) -> Iterator[Entry]:
    """Terms of the lexicon; one of several words weighs what the rarest of them does, for it is no more frequent."""
    chinese = [text for text in texts if HAN_RUN.search(text)]
    cut = words(END.join(text.replace(END, " ") for text in chinese))
    parts: list[list[str]] = [[]]
    for word in cut:
        if word == END:
            parts.append([])
        else:
            parts[-1].append(word)
    rows = dict(zip(chinese, parts, strict=False))
    for text, folded in zip(texts, fold("\n".join(texts)).split("\n"), strict=True):
        whole = held(folded)
        rarest = min((held(word) or 0 for word in rows.get(text) or folded.split()), default=0)
        yield Entry(text, "term", whole or rarest, whole, listed=True)


def _names(place: Place, documents: int) -> Iterator[Entry]:
    for name in dict.fromkeys((*place.labels.values(), *place.aliases)):
        yield Entry(name, "place", documents, documents, place.code, listed=True)
