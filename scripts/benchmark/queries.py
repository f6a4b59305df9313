"""Queries drawn from the corpus by a seed, in equal parts of six kinds."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.document import Document
from indexer.language.fold import fold
from indexer.language.units import HAN
from indexer.language.words import content_words, words

SINGLE_WORDS = ("rare word", "middle word", "frequent word")
WORD_COUNTS = {"two words": 2, "three words": 3}
LITERAL = "literal"
KINDS = (*SINGLE_WORDS, *WORD_COUNTS, LITERAL)
LITERAL_LENGTHS = (2, 8)

_ATTEMPTS = 100
"""Draws for each query that is wanted, after which no more are looked for: few documents hold only so many."""
_RUN = re.compile(f"[{HAN}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Query:
    """One query: ``text`` as typed, quoted where it is a literal; ``words`` as an engine of words is given it."""

    kind: str
    text: str
    words: tuple[str, ...]


class Vocabulary:
    """The words of some documents, by how many of them hold each.

    Rare, middle and frequent are the thirds of a logarithmic scale from two documents to those of the most
    frequent word, so they mean the same whatever the size of the corpus. Raises ValueError where no word of two
    Han characters stands in two documents.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._words = [frozenset(words(one.title) + words(one.text)) for one in documents]
        counts = Counter(word for found in self._words for word in found)
        # Sorted, because the order of a set is another in every process.
        known = sorted(word for word in content_words(counts) if counts[word] > 1 and _RUN.fullmatch(word))
        if not known:
            raise ValueError("no Chinese word stands in two of the documents; give more of them")
        self._known = frozenset(known)
        most = max(counts[word] for word in known)
        self._bands: dict[str, list[str]] = {kind: [] for kind in SINGLE_WORDS}
        for word in known:
            cubed = (counts[word] / 2) ** 3
            third = 0 if cubed < most / 2 else 1 if cubed < (most / 2) ** 2 else 2
            self._bands[SINGLE_WORDS[third]].append(word)

    def draw(
        self, count: int, seed: int, without: Iterable[Query] = (), kinds: Sequence[str] = KINDS
    ) -> list[Query]:
        """So many different queries, as many of each kind as of any other, and none of those to be left out."""
        rng = random.Random(seed)
        taken = set(without)
        drawn: list[Query] = []
        for number, kind in enumerate(kinds):
            wanted = count // len(kinds) + (number < count % len(kinds))
            candidates = islice(self._candidates(kind, rng), _ATTEMPTS * wanted)
            for query in islice(_fresh(candidates, taken), wanted):
                drawn.append(query)
                taken.add(query)
        rng.shuffle(drawn)
        return drawn

    def _candidates(self, kind: str, rng: random.Random) -> Iterator[Query | None]:
        """Draws of a kind without end, perhaps the same again; None for one that gives no query."""
        while True:
            if kind == LITERAL:
                piece = _piece(rng.choice(self._documents).text, rng)
                query = Query(kind, f'"{piece}"', words(piece)) if piece else None
            elif kind in WORD_COUNTS:
                number = rng.randrange(len(self._documents))
                query = self._typed(
                    kind, number, _some(self._known & self._words[number], WORD_COUNTS[kind], rng)
                )
            else:
                band = self._bands[kind]
                chosen = rng.sample(band, 1) if band else []
                holding = [number for number, held in enumerate(self._words) if held.issuperset(chosen)]
                query = self._typed(kind, rng.choice(holding), chosen)
            yield query

    def _typed(self, kind: str, number: int, chosen: Sequence[str]) -> Query | None:
        """The words as a document writes them; None unless each of them, so written, is one word by itself too."""
        document = self._documents[number]
        text = f"{document.title}\n{document.text}"
        folded = fold(text)
        written = []
        for word in chosen:
            start = folded.find(word)
            written.append(text[start : start + len(word)] if start >= 0 else word)
        if not chosen or any(words(form) != (word,) for form, word in zip(written, chosen, strict=True)):
            return None
        return Query(kind, " ".join(written), tuple(chosen))


def _fresh(candidates: Iterable[Query | None], taken: set[Query]) -> Iterator[Query]:
    return (query for query in candidates if query and query not in taken)


def _some(held: Iterable[str], count: int, rng: random.Random) -> list[str]:
    """So many of the words; none where there are fewer."""
    found = sorted(held)
    return rng.sample(found, count) if len(found) >= count else []


def _piece(text: str, rng: random.Random) -> str:
    """A piece of a text that lies within one run of Han characters; empty where there is no such run."""
    runs = _RUN.findall(text)
    if not runs:
        return ""
    run = rng.choice(runs)
    shortest, longest = LITERAL_LENGTHS
    length = rng.randint(shortest, min(longest, len(run)))
    start = rng.randint(0, len(run) - length)
    return run[start : start + length]
