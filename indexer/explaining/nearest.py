"""The nearest thing that a document holds to what it lacks: why a search has not found it, and what would have.

Asked for a leaf of a query, or a nearness, that the document does not satisfy. What stands in its title or text is
shown as it stands there, in its own script.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Literal as Choice
from typing import TypeAlias

from corpus.document import Document
from indexer.explaining.rows import LEAST, homophone, longest_run
from indexer.facets import value_label
from indexer.language.english import stem
from indexer.language.fold import fold
from indexer.language.lexicon import Lexicon
from indexer.language.units import Units, is_single, split_units, unit_texts
from indexer.language.words import content_words
from indexer.query.ast import (
    DateRange,
    DocNumber,
    FacetIs,
    FacetName,
    Literal,
    Near,
    Node,
    Span,
    Term,
    TextField,
    TextLeaf,
    Wildcard,
)
from indexer.query.finding import finder
from indexer.query.matching import compile_leaf, compile_word, term_words
from indexer.query.nearness import are_near, leaves, literal_parts
from indexer.query.plain_words import HOLES
from indexer.results import Snippet
from indexer.snippets import cut_snippets

EXCERPT_LENGTH = 60
"""Code points, about, of the piece of a text that shows where something stands."""
_LIKENESS = 0.75
"""How alike two words must be for one to pass for a misspelling of the other, from 0 to 1."""
_MISSPELT_LENGTH = 4
"""Letters from which on a word may be a misspelt one."""


NearestKind: TypeAlias = Choice[
    "text", "equal", "sound", "run", "words", "spelling", "distance", "value", "held"
]
"""How something that a document holds is near to what is looked for.

    text      the same, but in the text, where the title was asked
    equal     an expression of the same meaning, which quotes or a switch left out
    sound     other characters that are read alike
    run       the longest part of it that stands there in a row
    words     some of its words
    spelling  a word that is written or inflected a little otherwise
    distance  both sides of a nearness, but further apart
    value     what it has in place of the place, day or number asked for; no texts where it has none
    held      what was excluded
"""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Something that a document holds in place of what is looked for.

    ``texts`` are as the document writes them, or labels of its values; ``excerpt`` shows where the first of them
    stands. ``distance`` is how many units lie between the sides of a nearness at least, None where no field has all
    of them.
    """

    kind: NearestKind
    texts: tuple[str, ...] = ()
    excerpt: Snippet | None = None
    distance: int | None = None


class Holdings:
    """A document, to be asked what it holds in place of what it lacks."""

    def __init__(self, document: Document, lexicon: Lexicon, label_lang: str) -> None:
        self._document = document
        self._lexicon = lexicon
        self._label_lang = label_lang

    def nearest(self, node: Node) -> tuple[Nearest, ...]:
        """What the document holds that is nearest to a leaf or a nearness that it does not satisfy, the best first."""
        match node:
            case Term() | Literal() | Wildcard():
                return tuple(self._to_text(node))
            case Near():
                return (self._distance(node),)
            case FacetIs(facet=facet):
                values = self._values(facet)
                return (Nearest("value", tuple(value_label(facet, one, self._label_lang) for one in values)),)
            case DateRange():
                day = self._document.published
                return (Nearest("value", (day.isoformat(),) if day else ()),)
            case DocNumber():
                return (Nearest("value", self._numbers(node)),)
            case _:
                return ()

    def held(self, node: Node) -> tuple[Nearest, ...]:
        """What the document holds, or has, of a part that it was asked not to satisfy."""
        looked_for = tuple(leaves(node))
        if not looked_for:
            return self.nearest(node)
        for leaf in looked_for:
            if found := self._standing("held", leaf):
                return (found,)
            if isinstance(leaf, Term) and (apart := self._held_words([leaf.text], leaf.where)):
                return (replace(apart, kind="held"),)
        return ()

    def missing_words(self, term: Term) -> tuple[str, ...]:
        """The words of a term, where it matches by these, that stand nowhere in the document."""
        return tuple(word for word in term_words(term.text).apart if not self._word_place(word, term.where))

    def _to_text(self, leaf: TextLeaf) -> Iterator[Nearest]:
        if leaf.where == "title" and (found := self._standing("text", replace(leaf, where="any"))):
            yield found
            return
        pieces = HOLES.split(leaf.pattern) if isinstance(leaf, Wildcard) else [leaf.text]
        for equal in [] if isinstance(leaf, Wildcard) else self._lexicon.equals(leaf.text):
            if found := self._standing("equal", Literal(equal.text, leaf.where)):
                yield found
                break
        if isinstance(leaf, Term | Literal) and (alike := self._homophone(leaf)):
            yield alike
        run = self._run(pieces, leaf.where)
        if run:
            yield run
        held = self._held_words(pieces, leaf.where)
        if held and not (run and all(text in run.texts[0] for text in held.texts)):
            yield held
        spelt = self._spelling(pieces, leaf.where)
        if spelt and not (held and set(spelt.texts) <= set(held.texts)):
            yield spelt

    def _standing(self, kind: NearestKind, leaf: TextLeaf) -> Nearest | None:
        """Where a leaf stands literally, or the words of a term do."""
        pattern = compile_leaf(leaf)
        for text, folded, _ in self._fields(leaf.where):
            if found := finder(pattern).spans(folded):
                return _at(kind, text, found[0])
        return None

    def _homophone(self, leaf: Term | Literal) -> Nearest | None:
        """Han characters that are read like those looked for."""
        places = ((text, homophone(fold(leaf.text), folded)) for text, folded, _ in self._fields(leaf.where))
        return next((_at("sound", text, span) for text, span in places if span), None)

    def _run(self, pieces: Iterable[str], where: TextField) -> Nearest | None:
        """The longest part of the pieces that stands in a row."""
        found = [
            _at("run", text, span)
            for text, _, units in self._fields(where)
            for piece in pieces
            if (span := longest_run(unit_texts(piece), units))
        ]
        return max(found, key=lambda run: len(run.texts[0]), default=None)

    def _held_words(self, pieces: Iterable[str], where: TextField) -> Nearest | None:
        every = (word for piece in pieces for word in content_words(term_words(piece).every))
        telling = (word for word in dict.fromkeys(every) if len(word) >= LEAST)
        found = [place for word in telling if (place := self._word_place(word, where))]
        if not found:
            return None
        first = _at("words", *found[0])
        return replace(first, texts=tuple(dict.fromkeys(text[slice(*span)] for text, span in found)))

    def _word_place(self, word: str, where: TextField) -> tuple[str, Span] | None:
        pattern = compile_word(word)
        places = ((text, finder(pattern).spans(folded)) for text, folded, _ in self._fields(where))
        return next(((text, found[0]) for text, found in places if found), None)

    def _spelling(self, pieces: Iterable[str], where: TextField) -> Nearest | None:
        """A word that has the stem of one that is missing, or else looks like it."""
        for word in (unit for piece in pieces for unit in unit_texts(piece) if _is_long_word(unit)):
            for text, _, units in self._fields(where):
                known = dict.fromkeys(filter(_is_long_word, units.texts))
                if word in known:
                    break
                like = [one for one in known if stem(one) == stem(word)]
                if like or (like := get_close_matches(word, known, 1, _LIKENESS)):
                    return _at("spelling", text, units.span(units.texts.index(like[0]), 1))
        return None

    def _distance(self, near: Near) -> Nearest:
        """How far apart the sides stand where they are nearest."""
        sides = literal_parts(near)
        least: list[int] = []
        for name, (_, _, units) in zip(("title", "any"), self._all_fields, strict=True):
            rows = [
                [
                    place
                    for leaf in leaves(side)
                    if name == "title" or leaf.where == "any"
                    for place in compile_leaf(leaf).places(units.texts)
                ]
                for side in sides
            ]
            low, high = 0, len(units)
            if not are_near(rows, (high,) * len(near.distances)):
                continue
            while low < high:
                middle = (low + high) // 2
                if are_near(rows, (middle,) * len(near.distances)):
                    high = middle
                else:
                    low = middle + 1
            least.append(low)
        return Nearest("distance", distance=min(least, default=None))

    def _values(self, facet: FacetName) -> tuple[str, ...]:
        document = self._document
        match facet:
            case "district":
                return document.districts
            case "industry":
                return document.industries
            case "issued":
                values = document.issued_in
            case "source":
                values = document.source
            case "lang":
                values = document.lang
        return (values,) if values else ()

    def _numbers(self, node: DocNumber) -> tuple[str, ...]:
        document = self._document
        if node.role != "cited":
            return (document.doc_number,) if document.doc_number else ()
        # Only who asks for citations shall wait for their patterns.
        from corpus.metadata.citations import cited_numbers

        return tuple(cited_numbers(document.title, document.text, document.doc_number))

    def _fields(self, where: TextField) -> tuple[tuple[str, str, Units], ...]:
        return self._all_fields[:1] if where == "title" else self._all_fields

    @cached_property
    def _all_fields(self) -> tuple[tuple[str, str, Units], ...]:
        """Title and text, each with its folded form and its units."""
        texts = (self._document.title, self._document.text)
        return tuple((text, fold(text), split_units(text)) for text in texts)


def _at(kind: NearestKind, text: str, span: Span) -> Nearest:
    (excerpt,) = cut_snippets(text, [(*span, 1)], 1, EXCERPT_LENGTH)
    return Nearest(kind, (text[slice(*span)],), excerpt)


def _is_long_word(unit: str) -> bool:
    return len(unit) >= _MISSPELT_LENGTH and unit.isalpha() and not is_single(unit[0])
