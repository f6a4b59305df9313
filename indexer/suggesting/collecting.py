"""What an index has to suggest: the lexicon's terms, places, its words, its titles and what is frequent in these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from corpus.vocabulary import Entry as Place
from corpus.vocabulary import places
from indexer.engine import Engine, SearchRequest
from indexer.language.fold import fold
from indexer.language.lexicon import Lexicon
from indexer.language.spelling import usual
from indexer.language.units import HAN_RUN
from indexer.language.words import stopwords, words
from indexer.settings import PHRASE_TITLES, SUGGESTED_FROM, SUGGESTED_TITLES, SUGGESTED_WORDS
from indexer.suggesting.shelf import Entry

_BATCH = 2_000
"""Documents whose titles are read at once."""
_SMALL = 1_000
"""Documents of an index of which every word is suggested, because none is frequent."""
_END = "①"
"""What stands between texts that are cut into words in one go: no word, and no mark either."""
_MARKS = re.compile(r"[^\w①]+|_")
_LONGEST_PHRASE = 3
"""Words of a phrase."""
_SHORTEST_PHRASE = 4
"""Characters of a phrase."""
_MOSTLY = 0.8
"""The share of its titles from which on a phrase is only a part of a longer one that they hold."""


def terms(engine: Engine, lexicon: Lexicon) -> Iterator[Entry]:
    """The terms of the lexicon, the places, and the words of the index."""
    counted = engine.search(SearchRequest(limit=0, facets=("district",)))
    at_least = SUGGESTED_FROM if counted.total >= _SMALL else 1
    held = engine.vocabulary(at_least)
    yield from _lexicon_terms(lexicon.terms(), held)
    for place in places():
        yield from _names(place, counted.facets["district"].get(place.code, 0))
    frequent = sorted(held.items(), key=lambda item: (-item[1], item[0]))
    for word, documents in islice(frequent, SUGGESTED_WORDS):
        if word not in stopwords():
            yield Entry(usual(word), "term", documents, documents)


def titles(engine: Engine) -> list[Entry]:
    """The titles of the newest documents, which weigh the more the newer they are."""
    entries: list[Entry] = []
    for offset in range(0, SUGGESTED_TITLES, _BATCH):
        limit = min(_BATCH, SUGGESTED_TITLES - offset)
        hits = engine.search(SearchRequest(sort="newest", limit=limit, offset=offset, stored=True)).hits
        read = [hit.document for hit in hits if hit.document is not None]
        entries += [
            Entry(document.title, "title", -number, None, document.id)
            for number, document in enumerate(read, offset)
            if document.title.strip()
        ]
        if len(hits) < limit:
            break
    return entries


def phrases(titles: Sequence[Entry]) -> list[Entry]:
    """Chinese words that stand in a row in many titles, but those that mostly stand in a longer phrase."""
    rows = list(_rows(title.text for title in titles))
    frequent: dict[tuple[str, ...], int] = {}
    for length in range(2, _LONGEST_PHRASE + 1):
        counts = Counter(
            row[at : at + length]
            for row in rows
            for at in range(len(row) - length + 1)
            # What stands in many titles has parts that do.
            if length == 2 or (row[at : at + 2] in frequent and row[at + 1 : at + length] in frequent)
        )
        frequent |= {phrase: count for phrase, count in counts.items() if count >= PHRASE_TITLES}
    parts = {
        part
        for phrase, count in frequent.items()
        for part in (phrase[:-1], phrase[1:])
        if frequent.get(part, count) * _MOSTLY <= count
    }
    kept = {phrase: count for phrase, count in frequent.items() if phrase not in parts and len(phrase[0]) > 1}
    texts = (("".join(map(usual, phrase)), count) for phrase, count in kept.items())
    return [Entry(text, "phrase", count, count) for text, count in texts if len(text) >= _SHORTEST_PHRASE]


def _rows(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The Chinese words that stand in a row in texts, with neither a function word nor anything else between them."""
    cut = words(_MARKS.sub(_END, "\n".join(texts)))
    row: list[str] = []
    for word in (*cut, _END):
        if HAN_RUN.fullmatch(word) and word not in stopwords():
            row.append(word)
            continue
        if len(row) > 1:
            yield tuple(row)
        row = []


def _lexicon_terms(texts: Sequence[str], held: Mapping[str, int]) -> Iterator[Entry]:
    """Terms of the lexicon; one of several words weighs what the rarest of them does, for it is no more frequent."""
    cut = words(_END.join(re.sub(_END, " ", text) for text in texts))
    parts: list[list[str]] = [[]]
    for word in cut:
        if word == _END:
            parts.append([])
        else:
            parts[-1].append(word)
    for text, row in zip(texts, parts, strict=True):
        whole = held.get(fold(text))
        latin = fold(text).split()
        rarest = min((held.get(word, 0) for word in (row if HAN_RUN.search(text) else latin)), default=0)
        yield Entry(text, "term", whole or rarest, whole, listed=True)


def _names(place: Place, documents: int) -> Iterator[Entry]:
    for name in dict.fromkeys((*place.labels.values(), *place.aliases)):
        yield Entry(name, "place", documents, documents, place.code, listed=True)
