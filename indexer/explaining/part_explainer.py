"""A query part by part: how each was read, what it finds alone, and what it counts in the score of one document.

What a part counts is asked of the engine, which scores documents for a part as for any query; no formula of
:mod:`indexer.ranking` is known here but that a boost and the weight of an equal multiply, and that of a term and its
equals only the best counts. Whatever the parts count together beyond what each does alone is told beside them, so
that what is told always adds up to the score.
"""

from __future__ import annotations

from dataclasses import replace
from math import isclose

from corpus.document import Document
from indexer.engine import Engine, Filters, RankedHit, SearchRequest
from indexer.explaining.nearest import Holdings
from indexer.explaining.parts import InDocument, Part, Share, amounts, asks_for, words_apart
from indexer.facets import value_label
from indexer.highlight import highlight
from indexer.language.fold import fold
from indexer.language.units import unit_texts
from indexer.query.ast import (
    And,
    Boosted,
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


class PartExplainer:
    """Explains parts of queries to an engine, and how they fare in a document of it, if one is asked about."""

    def __init__(
        self, engine: Engine, document: Document | None, holdings: Holdings | None, label_lang: str
    ) -> None:
        self._engine = engine
        self._document = document
        self._holdings = holdings
        self._label_lang = label_lang

    def explain(self, query: Node) -> Part:
        """A query with all its parts."""
        return self._part(query, 1.0, lacking=True)

    def score(self, node: Node) -> float | None:
        """What the document scores for a node, None where it does not satisfy it."""
        hit = self._alone(node)
        return None if hit is None else hit.score

    def _alone(self, node: Node) -> RankedHit | None:
        """The document as the engine finds it for a node by itself, among all its documents."""
        if self._document is None:
            return None
        request = SearchRequest(node, Filters(id=(self._document.id,)), match="all", limit=1)
        return next(iter(self._engine.search(request).hits), None)

    def _part(
        self,
        node: Node,
        scale: float | None,
        *,
        lacking: bool,
        kind: MatchKind | None = None,
        outweighed: bool = False,
    ) -> Part:
        """A part that counts ``scale`` times, None where it counts nothing, and that the document may be lacking."""
        hit = self._alone(node)
        text = node.text if isinstance(node, Term | Literal) else ""
        parts = self._parts(node, scale if hit else None, lacking=lacking and not hit)
        return Part(
            written=canonical(node),
            asks=asks_for(node),
            documents=self._engine.search(SearchRequest(node, match="all", limit=0)).total,
            where=node.where if isinstance(node, Term | Literal | Wildcard) else "any",
            amounts=amounts(node),
            labels=tuple(value_label(node.facet, value, self._label_lang) for value in node.values)
            if isinstance(node, FacetIs)
            else (),
            text=text,
            kind=kind,
            folded=fold(text),
            units=unit_texts(text),
            words=words_apart(node) if isinstance(node, Term) else (),
            here=self._here(node, hit, scale, lacking, outweighed, parts) if self._document else None,
            parts=parts,
        )

    def _here(
        self,
        node: Node,
        hit: RankedHit | None,
        scale: float | None,
        lacking: bool,
        outweighed: bool,
        parts: tuple[Part, ...],
    ) -> InDocument:
        assert self._document is not None and self._holdings is not None
        if hit is None:
            if not lacking:
                return InDocument(False)
            if isinstance(node, Not):
                return InDocument(False, lacking=True, nearest=self._holdings.held(node.part))
            sides_stand = all(part.here and part.here.matches for part in parts)
            missing = self._holdings.missing_words(node) if isinstance(node, Term) else ()
            near = self._holdings.nearest(node) if not isinstance(node, Near) or sides_stand else ()
            return InDocument(False, lacking=True, missing_words=missing, nearest=near)
        score = scale * hit.score if scale is not None and hit.score else None
        is_leaf = isinstance(node, Term | Literal | Wildcard)
        return InDocument(
            matches=True,
            matched_by=hit.matched_by,
            score=score,
            outweighed=outweighed,
            shares=() if score is None or scale is None else self._shares(node, score, scale, parts),
            in_title=len(highlight(node, self._document.title, "title")) if is_leaf else 0,
            in_text=len(highlight(node, self._document.text)) if is_leaf else 0,
        )

    def _shares(self, node: Node, score: float, scale: float, parts: tuple[Part, ...]) -> tuple[Share, ...]:
        """What a part counts by itself, beside its parts."""
        if not isinstance(node, Term | Literal):
            counted = [part.here.score for part in parts if part.here and part.here.score is not None]
            together = score - sum(counted)
            return (Share("together", together),) if counted and not _is_nothing(together, score) else ()
        literally = scale * (self.score(Literal(node.text, node.where)) or 0.0)
        in_title = scale * (self.score(Literal(node.text, "title")) or 0.0)
        shares = (
            Share("title", in_title),
            Share("text", literally - in_title),
            Share("words", score - literally),
        )
        return tuple(share for share in shares if not _is_nothing(share.score, score))

    def _parts(self, node: Node, scale: float | None, *, lacking: bool) -> tuple[Part, ...]:
        match node:
            case SomeOf(parts=parts, evidence=evidence) if evidence:
                # Documents are ranked by the evidence, and the parts only say which documents.
                told = (self._part(part, None, lacking=lacking) for part in parts)
                return (*told, *(self._evidence(node, one, scale) for one in evidence))
            case And(parts=parts) | Or(parts=parts) | SomeOf(parts=parts):
                return tuple(self._part(part, scale, lacking=lacking) for part in parts)
            case Near():
                return tuple(self._part(part, scale, lacking=lacking) for part in literal_parts(node))
            case Boosted(part=part, weight=weight):
                return (self._part(part, None if scale is None else scale * weight, lacking=lacking),)
            case Not(part=part):
                return (self._part(part, None, lacking=False),)
            case Expanded():
                return self._equals(node, scale, lacking=lacking)
            case _:
                return ()

    def _evidence(self, node: SomeOf, evidence: Node, scale: float | None) -> Part:
        """What speaks for the document in a part that it need not satisfy."""
        score = self.score(replace(node, evidence=(evidence,))) or 0.0
        counted = scale * score if scale is not None and score else None
        return Part(
            written=canonical(evidence),
            asks="evidence",
            documents=self._engine.search(SearchRequest(evidence, match="all", limit=0)).total,
            here=InDocument(bool(score), score=counted) if self._document else None,
        )

    def _equals(self, node: Expanded, scale: float | None, *, lacking: bool) -> tuple[Part, ...]:
        """A term and its equals, of which the best counts. What is lacking is told of the term alone."""
        weighed: list[tuple[Node, float, MatchKind | None]] = [
            (node.typed, 1.0, None),
            *((equal.literal, equal.weight, equal.kind) for equal in node.alternatives),
        ]
        scores = [weight * (self.score(one) or 0.0) for one, weight, _ in weighed]
        best = scores.index(max(scores))
        return tuple(
            self._part(
                one,
                scale * weight if scale is not None and number == best else None,
                lacking=lacking and number == 0,
                kind=kind,
                outweighed=scale is not None and number != best and scores[number] > 0,
            )
            for number, (one, weight, kind) in enumerate(weighed)
        ) + tuple(self._part(part, None, lacking=False) for part in node.apart)


def _is_nothing(score: float, whole: float) -> bool:
    """Whether a share is only what rounding leaves."""
    return isclose(score + whole, whole, rel_tol=1e-9)
