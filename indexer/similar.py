"""Similar documents: those nearest to one by content, copies left out, whatever script each is written in.

What a document is about is told by its most telling words, by ``(1 + ln tf) * idf``, of which a title's count several
times (Manning, Raghavan and Schütze, "Introduction to Information Retrieval", section 6.2). They are searched for
together, literally, and how like one document another is, is its score in that search beside the document's own.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from math import log
from typing import Any, NamedTuple

from corpus.document import Document
from indexer.engine import Engine, SearchRequest, document_count
from indexer.language.words import content_words, words
from indexer.query.ast import Boosted, Literal, Or
from indexer.ranking import inverse_frequency
from indexer.settings import SIMILAR, TELLING_LENGTH, TELLING_WORDS, TITLE_WEIGHT

LEAST_LIKE = 0.3
"""The least score, as a share of the document's own, of a document that is called similar."""

_CANDIDATES = 10 * TELLING_WORDS
"""Words, the most frequent ones of the document, of which the index is asked how many documents hold them."""


class Similar(NamedTuple):
    """A document that is like another; ``likeness`` is 1 where it is as much about the same as that one itself."""

    id: str
    title: str
    published: date | None
    source: str
    lang: str
    likeness: float

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        published = self.published.isoformat() if self.published else None
        return self._asdict() | {"published": published, "likeness": round(self.likeness, 3)}


def similar_to(engine: Engine, document: Document, limit: int = SIMILAR) -> tuple[Similar, ...]:
    """The documents most like one that is there, at most ``limit``, one of each family and none of its own."""
    telling = telling_words(engine, document)
    family = engine.family(document.id)
    if not telling or not family:
        return ()
    query = Or(tuple(Boosted(Literal(word), weight) for word, weight in telling.items()))
    request = SearchRequest(query, match="all", limit=limit + 1, stored=True, collapse=True)
    found = engine.search(request)
    # Its own family comes first, unless others say the same in fewer words.
    own = [hit.score for hit in found.hits if found.families[hit.id].id == family[0]]
    whole = max(own) if own else max((hit.score for hit in found.hits), default=0.0)
    alike = [
        Similar(read.id, read.title, read.published, read.source, read.lang, min(1.0, hit.score / whole))
        for hit in found.hits
        if (read := hit.document) and found.families[hit.id].id != family[0]
    ]
    return tuple(one for one in alike if one.likeness >= LEAST_LIKE)[:limit]


def telling_words(engine: Engine, document: Document) -> dict[str, float]:
    """The words that tell best what a document is about, and how much each counts, 1 for the one that counts most.

    Words that no other document holds tell of none, and numbers and single characters of nothing.
    """
    counts = Counter(content_words(words(document.text[:TELLING_LENGTH])))
    for word in content_words(words(document.title)):
        counts[word] += int(TITLE_WEIGHT)
    # Letters only: a word with digits in it mostly names a file, a user or a form, or is a measure.
    frequent = [one for one in counts.most_common(_CANDIDATES) if len(one[0]) > 1 and one[0].isalpha()]
    documents = document_count(engine)
    frequencies = [(word, count, engine.word_frequency(word)) for word, count in frequent]
    told = {
        word: ((1 + log(count)) * inverse_frequency(documents, frequency), count)
        for word, count, frequency in frequencies
        if frequency > 1
    }
    best = sorted(told, key=lambda word: told[word][0], reverse=True)[:TELLING_WORDS]
    # The search itself weighs how rare a word is.
    most = max((told[word][1] for word in best), default=1)
    return {word: (1 + log(told[word][1])) / (1 + log(most)) for word in best}
