"""The tree that a query is read into. Engines, highlighter and explainer read it; none reads the string.

    Everything                         the empty query
    Term Literal Wildcard              what the text holds
    FacetIs DocNumber DateRange        what the metadata says
    And Or Not                         boolean
    Near                               not far from each other
    Boosted                            with more or less weight
    SomeOf                             at least so many of the parts: what relaxing makes
    Expanded                           a term with what it is also called

Every node is a frozen dataclass. ``span`` is where the node stands in the query as typed, in code points, and
takes no part in equality: two queries that mean the same are equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal as Choice
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""Start and end, end exclusive, in code points."""

NOWHERE: Span = (0, 0)
"""The span of a node that nobody typed."""

TextField: TypeAlias = Choice["any", "title"]
"""Where a text leaf looks: the title and the text, or the title alone."""

FacetName: TypeAlias = Choice["district", "issued", "industry", "source", "lang"]
"""The facets a query can name, where a document was issued among them; dates have a node of their own."""

NumberRole: TypeAlias = Choice["any", "borne", "cited"]
"""What a document has to do with a document number: it bears it, or it cites what bears it."""

MatchKind: TypeAlias = Choice["literal", "words", "synonym", "translation", "pinyin"]
"""How a document matched."""


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document."""

    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """Typed without quotes: the document holds it literally, or holds all of its words, if those mean something.

    What that is says :func:`indexer.language.words.mean_something_apart`.
    """

    text: str
    where: TextField = "any"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """Typed in quotes: the document holds these units in a row, in any script, case and width."""

    text: str
    where: TextField = "any"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A literal with holes: ``?`` is one unit, ``*`` any number of units within a clause.

    Inside or at the end of a Latin word the holes are letters of that word instead. At least one unit or
    letter is fixed. :mod:`indexer.query.matching` gives the exact reading.
    """

    pattern: str
    where: TextField = "any"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class FacetIs:
    """The document bears one of these values of a facet.

    ``values`` are codes for places and industries (a name may stand for several), and the values themselves
    for sources and languages. ``typed`` is what the user wrote.
    """

    facet: FacetName
    values: tuple[str, ...]
    typed: str = field(default="", compare=False)
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DocNumber:
    """The document bears this document number, or its title or text holds it, in any bracket, width and script.

    Those that bear it come first. ``role`` narrows this to documents that bear the number, or to those that cite it:
    what is cited says :mod:`corpus.metadata.citations`, which does not take the end of a longer number for one.
    """

    number: str
    role: NumberRole = "any"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Published on a day from ``first`` to ``last``, both included; None leaves that end open."""

    first: date | None
    last: date | None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts. ``explicit`` where the user wrote the operator: such a conjunction is never relaxed."""

    parts: tuple[Node, ...]
    explicit: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of the parts."""

    parts: tuple[Node, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Every document but those that match the part; it adds nothing to a score."""

    part: Node
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """What stands near each other in one field, in either order, as :mod:`indexer.query.nearness` defines it.

    ``parts`` are text leaves, terms with their equals, and disjunctions of these, any of them boosted; all of them
    are taken literally.
    ``distances``, one fewer than the parts, say how many units may lie between each part and the next.
    """

    parts: tuple[Node, ...]
    distances: tuple[int, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Boosted:
    """The same documents as ``part`` with ``weight`` times its score; the weight counts in thousandths."""

    part: Node
    weight: float
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SomeOf:
    """At least ``minimum`` of the parts; nobody types it, relaxing a query makes it.

    ``sizes`` says how many each part counts as, one each where it is empty. ``evidence`` are the text parts as they
    were typed, by which documents are ranked instead of by those parts that they satisfy; see :mod:`indexer.ranking`.
    """

    parts: tuple[Node, ...]
    minimum: int
    sizes: tuple[int, ...] = ()
    evidence: tuple[Node, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One equal of a term: a literal, how it relates to what was typed, and how much it counts."""

    literal: Literal
    kind: MatchKind
    weight: float


@dataclass(frozen=True, slots=True)
class Expanded:
    """What was typed, or any of its equals. Near something else, what was typed is a literal.

    ``apart`` are the parts that relaxing asks for in its place, where they have equals that the whole has not.
    """

    typed: Term | Literal
    alternatives: tuple[Alternative, ...]
    apart: tuple[Node, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


TextLeaf: TypeAlias = Term | Literal | Wildcard
Leaf: TypeAlias = TextLeaf | FacetIs | DocNumber | DateRange
Node: TypeAlias = (
    Everything
    | Term
    | Literal
    | Wildcard
    | FacetIs
    | DocNumber
    | DateRange
    | And
    | Or
    | Not
    | Near
    | Boosted
    | SomeOf
    | Expanded
)


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, in order; of an Expanded, the typed term and then its equals."""
    match node:
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts) | SomeOf(parts=parts):
            return parts
        case Not(part=part) | Boosted(part=part):
            return (part,)
        case Expanded(typed=typed, alternatives=alternatives):
            return (typed, *(alternative.literal for alternative in alternatives))
        case _:
            return ()


def asks_for_text(node: Node) -> bool:
    """Whether documents are found by what stands in them, and not only by what the metadata says or by exclusions."""
    if isinstance(node, Term | Literal | Wildcard):
        return True
    return not isinstance(node, Not) and any(map(asks_for_text, children(node)))
