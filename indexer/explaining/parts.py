"""A query taken apart: each part with what it asks for, what it finds, and how it fares in one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal as Choice
from typing import TypeAlias, assert_never

from indexer.explaining.nearest import Nearest
from indexer.language.words import mean_something_apart, words
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
    TextField,
    Wildcard,
)

Asks: TypeAlias = Choice[
    "everything", "words", "literal", "wildcard", "near", "all", "any", "some", "not", "boost", "equals", "apart",
    "evidence",
    "district", "issued", "industry", "source", "lang", "date", "number", "borne", "cited",
]  # fmt: skip
"""What a part of a query asks for.

``words`` is a term that its words find too, ``equals`` one with equals, ``apart`` one that is taken apart where it does
not stand whole, and ``evidence`` whatever of a text speaks for a document.
"""

ShareKind: TypeAlias = Choice["title", "text", "words", "together"]
"""What of a part counts: standing literally in the title or in the text, its words, or its parts taken together."""


@dataclass(frozen=True, slots=True)
class Share:
    """What of a part counts, and how much."""

    kind: ShareKind
    score: float


@dataclass(frozen=True, slots=True)
class InDocument:
    """How a part of a query fares in one document.

    ``matched_by`` is empty where the part has no text or does not match. ``score`` is what the part counts in the
    document's score, None where it counts nothing; ``outweighed`` says that a better equal counts in its place.
    The scores of ``shares`` and of the parts of the part add up to its own. ``in_title`` and ``in_text`` are how many
    places of the document show the part. ``lacking`` says that the query is not satisfied for want of it.
    ``missing_words`` are the words of a term that stand nowhere in it, and
    ``nearest`` is what it holds in place of a part that it lacks.
    """

    matches: bool
    matched_by: tuple[MatchKind, ...] = ()
    score: float | None = None
    outweighed: bool = False
    shares: tuple[Share, ...] = ()
    in_title: int = 0
    in_text: int = 0
    lacking: bool = False
    missing_words: tuple[str, ...] = ()
    nearest: tuple[Nearest, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query.

    ``written`` is the part in the query language and ``asks`` what it asks for: ``where``, with which ``amounts`` (the
    distances of a nearness, the weight of a boost, how many of the parts) and for which values of a facet, by their
    ``labels``. ``kind`` is how an equal relates to what was typed, else None. ``text``, and it ``folded``, cut into
    ``units`` and ``words``, is what is looked for, empty where the part has no text of its own. ``documents`` is how
    many documents the part finds by itself, ``here`` how it fares in the document asked about.
    """

    written: str
    asks: Asks
    documents: int
    where: TextField = "any"
    amounts: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()
    text: str = ""
    kind: MatchKind | None = None
    folded: str = ""
    units: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    here: InDocument | None = None
    parts: tuple[Part, ...] = ()

    @property
    def is_idle(self) -> bool:
        """Whether it is an equal that stands in no document."""
        return self.kind is not None and not self.documents


def words_apart(term: Term) -> tuple[str, ...]:
    """The words by which a term matches where they do not stand together; none if they mean nothing there."""
    all_words = words(term.text)
    return all_words if mean_something_apart(all_words) else ()


def amounts(node: Node) -> tuple[float, ...]:
    """The numbers in what a node asks for."""
    match node:
        case Near(distances=distances):
            return distances
        case Boosted(weight=weight):
            return (weight,)
        case SomeOf(minimum=minimum):
            return (minimum,)
        case _:
            return ()


def asks_for(node: Node) -> Asks:
    """What a node asks for."""
    match node:
        case Everything():
            return "everything"
        case Term():
            return "words" if words_apart(node) else "literal"
        case Literal():
            return "literal"
        case Wildcard():
            return "wildcard"
        case FacetIs(facet=facet):
            return facet
        case DocNumber(role=role):
            return "number" if role == "any" else role
        case DateRange():
            return "date"
        case And():
            return "all"
        case Or():
            return "any"
        case Near():
            return "near"
        case Boosted():
            return "boost"
        case Not():
            return "not"
        case SomeOf():
            return "some"
        case Expanded(apart=apart):
            return "apart" if apart else "equals"
    assert_never(node)
