"""Queries drawn from the corpus by a seed, in equal parts of six kinds."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from corpus.document import Document
from indexer.language.units import HAN
from indexer.language.words import content_words, words

KINDS = ("rare word", "middle word", "frequent word", "two words", "three words", "literal")
LITERAL = "literal"
LITERAL_LENGTHS = (2, 8)

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
    frequent word, so they mean the same whatever the size of the corpus.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._words = [frozenset(words(one.title) + words(one.text)) for one in documents]
        counts = Counter(word for found in self._words for word in found)
        # Sorted, because the order of a set is another in every process.
        known = sorted(word for word in content_words(counts) if counts[word] > 1 and _RUN.fullmatch(word))
        if not known:
            raise ValueError("no Chinese word stands in two of the documents; give more of them")
        most = max(counts[word] for word in known)
        self._known = frozenset(known)
        self._bands: dict[str, list[str]] = {kind: [] for kind in KINDS[:3]}
        for word in known:
            scale = (counts[word] / 2) ** 3
            band = 0 if scale < most / 2 else 1 if scale < (most / 2) ** 2 else 2
            self._bands[KINDS[band]].append(word)

    def draw(self, count: int, seed: int, without: Iterable[Query] = ()) -> list[Query]:
        """So many different queries, as many of each kind as of any other, and none of those to be left out."""
        rng = random.Random(seed)
        taken = set(without)
        drawn: list[Query] = []
        for number, kind in enumerate(KINDS):
            wanted = count // len(KINDS) + (number < count % len(KINDS))
            fresh = (query for query in self._endless(kind, rng) if not (query in taken or taken.add(query)))
            drawn += islice(fresh, wanted)
        rng.shuffle(drawn)
        return drawn

    def _endless(self, kind: str, rng: random.Random) -> Iterator[Query]:
        """Queries of a kind, perhaps the same again; ends when there seem to be no more."""
        for _ in range(100_000):
            if kind in self._bands:
                chosen = [rng.choice(self._bands[kind])] if self._bands[kind] else []
            elif kind == LITERAL:
                text = _literal(rng.choice(self._documents).text, rng)
                if text:
                    yield Query(kind, f'"{text}"', words(text))
                continue
            else:
                wanted = 2 if kind == "two words" else 3
                within = sorted(self._known & rng.choice(self._words))
                chosen = rng.sample(within, wanted) if len(within) >= wanted else []
            if chosen and all(map(_is_one_word, chosen)):
                yield Query(kind, " ".join(chosen), tuple(chosen))


def _literal(text: str, rng: random.Random) -> str:
    """A piece of a text that lies within one run of Han characters; empty where there is no such run."""
    runs = _RUN.findall(text)
    if not runs:
        return ""
    run = rng.choice(runs)
    shortest, longest = LITERAL_LENGTHS
    length = rng.randint(shortest, min(longest, len(run)))
    start = rng.randint(0, len(run) - length)
    return run[start : start + length]


@cache
def _is_one_word(word: str) -> bool:
    """Whether a word is cut the same where it stands alone, so that every engine looks up that one word."""
    return words(word) == (word,)
