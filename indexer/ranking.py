"""How well a document matches: the one definition of a score, which every engine follows.

The formula is Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009)
in the form that Whoosh's ``BM25F`` weighting uses: scored field by field and summed, with
``idf = ln(N / (n + 1)) + 1``. What is an amount below may be a number or a NumPy array.

Definitions, all over the documents of the index, whatever the filters are:

- The fields are title and text. A leaf that looks in the title alone has one field.
- The *field score* of a thing (a word, a literal) in a document is ``weight(field) * bm25(...)`` with the number of
  times the thing stands in the field, the field's length in ranking words, the mean of those lengths over all
  documents, and N = all documents, n = documents with the thing in that field. Its *score* is the sum over fields.
- A term scores the sum over its distinct words, plus ``LITERAL_WEIGHT`` times the score of the term taken as a
  literal. Words that stand in the document count even where some others of the term do not. Where the document does
  not hold the term literally and the term has several words, they stand apart there and the sum counts
  ``APART_WEIGHT`` times.
- A literal or a wildcard scores ``LITERAL_WEIGHT`` times its own score. It stands as often as there are units at
  which a match starts.
- A disjunction scores the sum over its parts that match; :class:`~indexer.query.ast.SomeOf` the same times the share of
  its parts that match, each part counted by its size.
- A conjunction scores the sum over its parts, and for any two text parts that follow one another
  ``PROXIMITY_WEIGHT`` times the lesser of their scores, divided by 1 and the share of ``PROXIMITY_REACH`` that lies
  between them in the text (:mod:`indexer.query.proximity`); after measures of the minimal distance of a pair, as in Tao
  and Zhai, "An Exploration of Proximity Measures in Information Retrieval", 2007.
- Where :class:`~indexer.query.ast.SomeOf` has evidence, it scores the sum over the evidence, times 1 and
  ``COVERAGE_WEIGHT`` of that share. The evidence of a text is the sum over its signs (:mod:`indexer.query.evidence`) of
  ``weight * bm25(...)``, for which title and text are one field: counts and lengths are added up, n is that of the
  field in which more documents have the sign, and the inverse frequency is that of Robertson and Zaragoza,
  ``ln(1 + (N - n + 0.5) / (n + 0.5))``, since in a question what stands everywhere should count nothing. The
  evidence of a wildcard is that of a sign; of a boosted part ``weight`` times what it is without; of a term with equals
  the most of that of the typed term and ``weight`` times that of each equal.
- A nearness scores the sum over its sides, every term in them taken as a literal.
- A boosted part scores ``weight`` times what it scores without.
- A term with equals scores the most of the typed term and ``weight`` times each equal; one that does not match
  counts nothing.
- A document number scores ``BEARER_SCORE`` in a document that bears it, and nothing in one that only holds it.
- A negation and whatever else speaks of metadata score nothing.

The weights are in :mod:`indexer.settings`.

A document that satisfies only the relaxed query has the relaxed query's score. By relevance, documents stand by score,
but no two of one family side by side: see :mod:`indexer.spacing`.
"""

from __future__ import annotations

from math import log
from typing import TypeVar

import numpy as np

from indexer.settings import BM25_B, BM25_K1

Amount = TypeVar("Amount", float, np.ndarray)


def inverse_frequency(documents: int, frequency: int) -> float:
    """The weight of a term that stands in ``frequency`` of ``documents`` documents."""
    return log(documents / (frequency + 1)) + 1.0


def evidence_weight(documents: int, frequency: int) -> float:
    """The weight as evidence of a sign that stands in ``frequency`` of ``documents`` documents."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def length_norm(length: Amount, average: float) -> Amount:
    """What a field of ``length`` words, the mean length of which is ``average``, counts against its words."""
    return BM25_K1 * ((1 - BM25_B) + BM25_B * length / max(average, 1.0))


def bm25(weight: float, count: Amount, norm: Amount) -> Amount:
    """The score of a term of inverse frequency ``weight`` that stands ``count`` times in a field of a length norm."""
    score: Amount = weight * count * (BM25_K1 + 1) / (count + norm)
    return score
