"""Collocates: the words that stand beside the occurrences of a query more often than elsewhere.

A word stands beside an occurrence where both are in one sentence and at most ``span`` units lie between them, as for
NEAR. Each place of a word counts once, however many occurrences are near it; what an occurrence takes up counts not at
all. The words are those that the index ranks by, both scripts as one, and each is shown as it is written most often.
They are held against all words of the documents that pass the filters and whatever else the query asks of metadata.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.concordance.asking import CollocateParameters, asked_collocates
from indexer.concordance.likelihood import expected, log_likelihood
from indexer.concordance.locating import Located, Numbering, located
from indexer.engine import Engine, SearchRequest
from indexer.language.units import split_units
from indexer.language.words import placed_words, stopwords
from indexer.query.ast import (
    And,
    DocNumber,
    Everything,
    Literal,
    Near,
    Node,
    Not,
    Span,
    Term,
    Wildcard,
    children,
)
from indexer.query.canonical import canonical
from indexer.query.grammar import parse
from indexer.query.literal import with_phrases
from indexer.query.nearness import can_be_near
from indexer.results import QueryReading
from indexer.settings import MAX_COLLOCATED_OCCURRENCES

_SENTENCE_ENDS = "。！？!?\n\r\u2028\u2029"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")


class Collocate(NamedTuple):
    """A word beside the occurrences of a query.

    ``form`` is how it is written most often there. It stands there ``observed`` times, would be ``expected`` to so
    often by its ``frequency`` in all of the documents looked at, and ``log_likelihood`` says how telling that is.
    ``query`` asks for both near each other.
    """

    word: str
    form: str
    query: str
    observed: int
    expected: float
    frequency: int
    log_likelihood: float

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            **self._asdict(),
            "expected": round(self.expected, 3),
            "log_likelihood": round(self.log_likelihood, 3),
        }


@dataclass(frozen=True, slots=True)
class Collocates:
    """The collocates of a query, the most telling first, function words behind all others.

    They were counted beside ``drawn`` of the ``total`` occurrences: where there are too many, beside all of those in
    documents drawn at random, since what an occurrence takes up must be known to be left out. ``words`` stand beside
    these, and ``corpus_words`` in all of the documents that they are held against. ``took_ms`` is wall time in
    milliseconds.
    """

    query: QueryReading
    total: int
    drawn: int
    span: int
    minimum: int
    words: int
    corpus_words: int
    took_ms: float
    collocates: tuple[Collocate, ...]

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {
            "query": self.query.to_json(),
            "total": self.total,
            "drawn": self.drawn,
            "span": self.span,
            "minimum": self.minimum,
            "words": self.words,
            "corpus_words": self.corpus_words,
            "took_ms": round(self.took_ms, 3),
            "collocates": [one.to_json() for one in self.collocates],
        }


def collocates(engine: Engine, parameters: CollocateParameters) -> Collocates:
    """The words that stand beside the occurrences of a query more often than expected.

    Raises RequestError, naming the parameter, for a bad value, VocabularyError for a bad file of the lexicon, and
    EngineError when the index fails.
    """
    started = perf_counter()
    asked = asked_collocates(parameters, engine)
    # All counts are of one generation, whatever is committed meanwhile.
    engine = engine.snapshot()
    request = asked.request
    numbering = Numbering(engine.occurrences(request))
    drawn = numbering.drawn_by_document(MAX_COLLOCATED_OCCURRENCES)
    beside = _beside(located(engine, request.query, numbering, drawn), asked.span)
    size = sum(forms.total() for forms in beside.values())
    frequent = [word for word, forms in beside.items() if forms.total() >= asked.minimum]
    counted = engine.word_counts(frequent, _corpus(request))
    found = [
        _collocate(word, beside[word], size, everywhere, counted.total)
        for word, everywhere in zip(frequent, counted.counts, strict=True)
    ]
    end = None if request.limit is None else request.offset + request.limit
    telling = sorted((one for one in found if one.observed > one.expected), key=_rank)
    typed = with_phrases(parse(asked.reading.q).node)
    return Collocates(
        query=asked.reading,
        total=numbering.total,
        drawn=len(drawn),
        span=asked.span,
        minimum=asked.minimum,
        words=size,
        corpus_words=counted.total,
        collocates=tuple(
            one._replace(query=near_query(typed, one.form, asked.span))
            for one in telling[request.offset : end]
        ),
        took_ms=(perf_counter() - started) * 1000,
    )


def _collocate(word: str, forms: Counter[str], size: int, everywhere: int, total: int) -> Collocate:
    observed = forms.total()
    # Of copies, another one may stand for them among all documents than among those that were found.
    everywhere, total = max(everywhere, observed), max(total, size)
    form = min(forms, key=lambda one: (-forms[one], one))
    return Collocate(
        word,
        form,
        "",
        observed,
        expected(size, everywhere, total),
        everywhere,
        log_likelihood(observed, size, everywhere, total),
    )


def near_query(typed: Node, form: str, span: int) -> str:
    """A query for what was typed near a form of a word, or beside it where what was typed is no one thing."""
    parts = typed.parts if isinstance(typed, And) else (typed,)
    texts = [part for part in parts if _has_text(part) and not isinstance(part, Not)]
    if len(texts) == 1 and can_be_near(texts[0]):
        near = Near((texts[0], Literal(form)), (span,))
        return canonical(And(tuple(near if part is texts[0] else part for part in parts)))
    return canonical(And((*parts, Literal(form))))


def _rank(one: Collocate) -> tuple[bool, float, str]:
    return one.word in stopwords(), -one.log_likelihood, one.word


def _corpus(request: SearchRequest) -> SearchRequest:
    """What asks for all documents that the occurrences could stand in: the request without what it asks of texts."""
    query = request.query
    parts = tuple(
        part for part in (query.parts if isinstance(query, And) else (query,)) if not _has_text(part)
    )
    return replace(request, query=And(parts) if parts else Everything(), facets=(), match="all")


def _has_text(node: Node) -> bool:
    return isinstance(node, Term | Literal | Wildcard | DocNumber | Near) or any(
        map(_has_text, children(node))
    )


class _Sentence(NamedTuple):
    """A sentence with the occurrences in it, which count its code points."""

    text: str
    occurrences: list[Span]


def _beside(occurrences: Iterable[Located], span: int) -> dict[str, Counter[str]]:
    """The words beside occurrences, and how often each is written how."""
    sentences = list(_sentences(occurrences))
    # All are read as one, which is faster than one by one; no word reaches over the end of a line.
    text = "\n".join(one.text for one in sentences)
    starts = [0, *accumulate(len(one.text) + 1 for one in sentences)]
    placed = placed_words(text)
    edges = np.array(
        [
            (begin + start, begin + end)
            for begin, one in zip(starts, sentences, strict=False)
            for start, end in one.occurrences
        ],
        np.int64,
    ).reshape(-1, 2)
    units = np.array(split_units(text).starts, np.int64)

    def in_units(places: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of the units at places or behind, with more than the span between two sentences."""
        numbers = np.searchsorted(units, places)
        return numbers + np.searchsorted(starts, places, side="right") * (span + 1)

    starting, stopping = in_units(edges).T
    near = _near(in_units(placed.starts), in_units(placed.ends), starting, stopping, span)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number in near.tolist():
        found[placed.texts[number]][text[placed.starts[number] : placed.ends[number]]] += 1
    return found


def _near(
    first: NDArray[np.int64],
    end: NDArray[np.int64],
    starts: NDArray[np.int64],
    stops: NDArray[np.int64],
    span: int,
) -> NDArray[np.int64]:
    """The numbers of the words, by their units, that stand beside an occurrence and are no part of any."""
    if not len(starts):
        return starts
    # An occurrence that starts later may end sooner only where it lies within another.
    reached = np.maximum.accumulate(stops)
    following = np.searchsorted(starts, end)
    after = starts[np.minimum(following, len(starts) - 1)] - end
    since = first - reached[np.maximum(following - 1, 0)]
    free = (following == 0) | (since >= 0)
    near = ((following < len(starts)) & (after <= span)) | ((following > 0) & (since <= span))
    return np.flatnonzero(free & near)


def _sentences(occurrences: Iterable[Located]) -> Iterator[_Sentence]:
    """The sentences in which occurrences stand, whole; one that reaches over an end of a sentence joins both."""
    for _, group in groupby(occurrences, key=lambda one: (one.document.id, one.field)):
        standing = list(group)
        text = standing[0].text
        begin = end = -1
        inside: list[Span] = []
        for one in standing:
            if one.start >= end:
                if inside:
                    yield _Sentence(text[begin:end], inside)
                begin = max(text.rfind(mark, 0, one.start) for mark in _SENTENCE_ENDS) + 1
                inside = []
            if one.end > end:
                found = _SENTENCE_END.search(text, one.end - 1)
                end = found.end() if found else len(text)
            inside.append((one.start - begin, one.end - begin))
        yield _Sentence(text[begin:end], inside)
