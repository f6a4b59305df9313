"""Why a query finds what it finds: how each part was read, what it finds alone, and what of it a document has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.analysis import analyze
from indexer.batch import AnalyzedBatch
from indexer.engine import Engine, RankedHit, SearchRequest
from indexer.engines.memory import MemoryEngine
from indexer.language.fold import fold
from indexer.language.units import unit_texts
from indexer.language.words import mean_something_apart, words
from indexer.parameters import SearchParameters, validate
from indexer.query.ast import (
    And,
    Boosted,
    DateRange,
    DocNumber,
    Everything,
    Expanded,
    FacetIs,
    Literal,
    MatchKind,
    Near,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    Wildcard,
)
from indexer.query.canonical import canonical
from indexer.query.nearness import literal_parts
from indexer.results import QueryReading
from indexer.suggesting.rereading import answer


@dataclass(frozen=True, slots=True)
class InDocument:
    """How a part of a query fares in one document.

    ``matched_by`` is empty where the part has no text or does not match. ``missing_words`` are the words of a term
    that stand nowhere in the document: why it does not match.
    """

    matches: bool
    matched_by: tuple[MatchKind, ...] = ()
    missing_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query.

    ``written`` is the part in the query language and ``meaning`` says in a few words what it asks for. ``kind`` is how
    an equal relates to what was typed, else None. ``folded``, ``units`` and ``words`` are what is
    looked for, empty where the part has no text of its own. ``documents`` is how many documents the part finds by
    itself, ``here`` how it fares in the document asked about.
    """

    written: str
    meaning: str
    documents: int
    kind: MatchKind | None = None
    folded: str = ""
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    here: InDocument | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """A query explained.

    ``total`` counts the documents of its result, ``partial_total`` those among them that satisfy only part of it.
    ``document_id`` is the document asked about, and ``hit`` how it stands in the result: None where it is not in it.
    """

    reading: QueryReading
    whole: Part
    total: int
    partial_total: int
    document_id: str | None = None
    hit: RankedHit | None = None


def explain_query(
    engine: Engine, q: str, document_id: str | None = None, *, lexicon: tuple[Path, ...] = ()
) -> Explanation | None:
    """Explain a query, and why one document is in its result or is not; None where there is no such document.

    ``lexicon`` is that of :class:`SearchParameters`. Raises QueryLimitError for a query beyond a limit,
    VocabularyError for a bad file of the lexicon, and EngineError.
    """
    limit = None if document_id is not None else 0
    asked, found = answer(engine, validate(SearchParameters(q, limit=limit, lexicon=lexicon), engine))
    query = asked.request.query
    document = engine.document(document_id) if document_id is not None else None
    if document_id is not None and document is None:
        return None
    alone = _Alone(analyze([document])) if document is not None else None
    return Explanation(
        reading=asked.reading,
        whole=_part(engine, query, alone),
        total=found.total,
        partial_total=found.partial_total,
        document_id=document_id,
        hit=next((hit for hit in found.hits if hit.id == document_id), None),
    )


class _Alone:
    """One document as an index of its own, in which every part of a query can be tried."""

    def __init__(self, analyzed: AnalyzedBatch) -> None:
        self._title_words = frozenset(analyzed.title_words.vocabulary)
        self._words = self._title_words.union(analyzed.body_words.vocabulary)
        self._engine = MemoryEngine()
        with self._engine.writer() as writer:
            writer.put(analyzed)

    def try_part(self, node: Node) -> InDocument:
        """How the node fares in the document."""
        hits = self._engine.search(SearchRequest(node, match="all")).hits
        if hits:
            return InDocument(True, hits[0].matched_by)
        if not isinstance(node, Term):
            return InDocument(False)
        there = self._title_words if node.where == "title" else self._words
        missing = (word for word in _words_apart(node) if word not in there)
        return InDocument(False, missing_words=tuple(dict.fromkeys(missing)))


def _part(engine: Engine, node: Node, alone: _Alone | None, kind: MatchKind | None = None) -> Part:
    text = node.text if isinstance(node, Term | Literal) else ""
    return Part(
        written=canonical(node),
        meaning=_meaning(node),
        documents=engine.search(SearchRequest(node, match="all", limit=0)).total,
        kind=kind,
        folded=fold(text),
        units=unit_texts(text),
        words=_words_apart(node) if isinstance(node, Term) else (),
        here=alone.try_part(node) if alone else None,
        parts=_parts(engine, node, alone),
    )


def _parts(engine: Engine, node: Node, alone: _Alone | None) -> tuple[Part, ...]:
    match node:
        case And(parts=parts) | Or(parts=parts) | SomeOf(parts=parts):
            return tuple(_part(engine, part, alone) for part in parts)
        case Near():
            return tuple(_part(engine, part, alone) for part in literal_parts(node))
        case Not(part=part) | Boosted(part=part):
            return (_part(engine, part, alone),)
        case Expanded(typed=typed, alternatives=alternatives, apart=apart):
            equals = (_part(engine, equal.literal, alone, equal.kind) for equal in alternatives)
            return (_part(engine, typed, alone), *equals, *(_part(engine, part, alone) for part in apart))
        case _:
            return ()


def _words_apart(term: Term) -> tuple[str, ...]:
    """The words by which a term matches where they do not stand together; none if they mean nothing there."""
    all_words = words(term.text)
    return all_words if mean_something_apart(all_words) else ()


def _meaning(node: Node) -> str:
    match node:
        case Everything():
            return "every document"
        case Term(where=where) if _words_apart(node):
            return f"literally, or all its words{_WHERE[where]}"
        case Term(where=where):
            return f"literally{_WHERE[where]}"
        case Literal(where=where):
            return f"literally{_WHERE[where]}"
        case Wildcard(where=where):
            return f"a literal with holes{_WHERE[where]}"
        case FacetIs(facet="issued"):
            return "by where it was issued"
        case FacetIs(facet=facet):
            return f"by {facet}"
        case DocNumber(role="cited"):
            return "by a document number that it cites"
        case DocNumber():
            return "by document number"
        case DateRange():
            return "by date"
        case And():
            return "all of these"
        case Or():
            return "any of these"
        case Near(distances=distances):
            return f"these near each other, at most {', '.join(map(str, distances))} units between them"
        case Boosted(weight=weight):
            return f"this, counted {weight:g} times"
        case Not():
            return "not this"
        case SomeOf(minimum=minimum):
            return f"at least {minimum} of these"
        case Expanded(apart=apart) if apart:
            return "this whole, or in part what it is taken apart into"
        case Expanded():
            return "this or any of its equals"


_WHERE: Mapping[str, str] = {"any": "", "title": " in the title"}
