"""Adding to a query what its terms are also called: synonyms and translations from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.language.lexicon import Equal, Key, Lexicon, term_key
from indexer.language.units import is_single, unit_texts
from indexer.query.ast import Alternative, And, Boosted, Expanded, Literal, Near, Node, Or, SomeOf, Term
from indexer.query.reading import Expansion
from indexer.query.relax import taken_apart

_PLURAL_OF_CAPITALS = re.compile(r"(?<=[A-Z])s\b")

MAX_REPLACED = 8
"""Forms at most that a term takes by replacing a term of the lexicon inside it."""


def expand(node: Node, lexicon: Lexicon) -> tuple[Node, tuple[Expansion, ...]]:
    """The query with each term of the lexicon made an :class:`Expanded`, and what was added, in order.

    English words side by side that are one term together become one; the longest wins. Chinese ones do not: their
    words, cut together, need not stand in a document that holds each of them. A short term that contains one of
    the lexicon, such as 软件园, is looked for with its equals in that place too, as 軟體園; a longer one stays as it
    is, to be taken apart when it is relaxed. What was quoted stays too, because quotes ask for nothing else, and
    what is excluded, because excluding more than was named would hide documents.

    Of what was added, one form of each term is told: neither its inflections nor what was typed itself.
    """
    expanded = _expanded(node, lexicon)
    found = dict.fromkeys(_expansions(expanded))
    return expanded, tuple(found)


def _expanded(node: Node, lexicon: Lexicon) -> Node:
    match node:
        case Term():
            return _lookup(node, lexicon) or _replaced(node, lexicon) or node
        case And(parts=parts, explicit=False):
            joined = tuple(_side_by_side(parts, lexicon))
            return replace(node, parts=joined) if len(joined) > 1 else joined[0]
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts) | SomeOf(parts=parts):
            return replace(node, parts=tuple(_expanded(part, lexicon) for part in parts))
        case Boosted(part=part):
            return replace(node, part=_expanded(part, lexicon))
        case _:
            return node


def _side_by_side(parts: tuple[Node, ...], lexicon: Lexicon) -> Iterator[Node]:
    """The parts of an implicit conjunction, the longest runs of terms first that are one term of the lexicon."""
    start = 0
    while start < len(parts):
        run = _run(parts[start:])
        for end in range(len(run), 1, -1):
            typed = Term(
                " ".join(term.text for term in run[:end]),
                run[0].where,
                (run[0].span[0], run[end - 1].span[1]),
            )
            if found := _lookup(typed, lexicon):
                yield found
                start += end
                break
        else:
            yield _expanded(parts[start], lexicon)
            start += 1


def _run(parts: tuple[Node, ...]) -> list[Term]:
    """The terms at the beginning of the parts that hold no Chinese and look in the same place."""
    run: list[Term] = []
    for part in parts:
        if not isinstance(part, Term) or any(map(is_single, unit_texts(part.text))):
            break
        if run and part.where != run[0].where:
            break
        run.append(part)
    return run


def _lookup(term: Term, lexicon: Lexicon) -> Expanded | None:
    """The term with its equals, when it is a term of the lexicon as a whole."""
    return _with(term, lexicon.equals(term.text))


def _replaced(term: Term, lexicon: Lexicon) -> Expanded | None:
    """A short term with what it becomes when a term of the lexicon inside it is replaced by a one-word equal."""
    if len(taken_apart(term)) > 1:
        return None
    text = term.text
    forms = [
        replace(equal, text=text[:start] + equal.text + text[end:])
        for start, end in lexicon.find(text)
        for equal in lexicon.equals(text[start:end])
        # 停水announcement stands in no text, AI芯片 does.
        if len(equal.text.split()) == 1 and not equal.text.islower()
    ]
    return _with(term, forms[:MAX_REPLACED])


def _with(term: Term, equals: Sequence[Equal]) -> Expanded | None:
    alternatives = (
        Alternative(Literal(equal.text, term.where), equal.kind, equal.weight) for equal in equals
    )
    return Expanded(term, tuple(alternatives), term.span) if equals else None


def _expansions(node: Node) -> Iterator[Expansion]:
    match node:
        case Expanded(typed=typed, alternatives=alternatives):
            told = {_form(typed.text)}
            for alternative in alternatives:
                key = _form(alternative.literal.text)
                if key not in told:
                    yield Expansion(typed.text, alternative.literal.text, alternative.kind)
                told.add(key)
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts) | SomeOf(parts=parts):
            for part in parts:
                yield from _expansions(part)
        case Boosted(part=part):
            yield from _expansions(part)


def _form(text: str) -> Key:
    """What all inflections of a term have in common: FTZs is FTZ, too short to be stemmed."""
    return term_key(_PLURAL_OF_CAPITALS.sub("", text))
