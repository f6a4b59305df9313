"""Adding to a query what its terms are also called: synonyms and translations, by the lexicon or else a translator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.language.dictionary import LONGEST_PHRASE
from indexer.language.lexicon import Equal, Key, Lexicon, term_key
from indexer.language.units import HAN_RUN, is_single, unit_texts
from indexer.query.ast import Alternative, And, Boosted, Expanded, Literal, Near, Node, Or, SomeOf, Term
from indexer.query.reading import Expansion
from indexer.query.relax import is_function_word, runs_of, taken_apart
from indexer.query.translate import Translator

_PLURAL_OF_CAPITALS = re.compile(r"(?<=[A-Z])s\b")

MAX_REPLACED = 8
"""Forms at most that a term takes by replacing a term of the lexicon inside it."""


def expand(
    node: Node, lexicon: Lexicon, translator: Translator | None = None
) -> tuple[Node, tuple[Expansion, ...]]:
    """The query with each term that has equals made an :class:`Expanded`, and what was added, in order.

    Equals are those of the lexicon, and for what it does not cover the translations that a translator gives.

    English words side by side that are one term together become one; the longest wins. Chinese ones do not: their
    words, cut together, need not stand in a document that holds each of them. A short term that contains one of
    the lexicon, such as 软件园, is looked for with its equals in that place too, as 軟體園; a longer one stays as it
    is, to be taken apart when it is relaxed, and says what into where there are documents in English for it. What was
    quoted stays too, because quotes ask for nothing else; only where no document holds it, and something else was typed
    beside it, does it say what it is taken apart into. What is excluded stays, because excluding more than was named
    would hide documents. English function words beside what is translated are not asked for: nothing in a Chinese text
    stands for them.

    Of what was added, one form of each term is told: neither its inflections nor what was typed itself.
    """
    expanded = _expanded(node, _Source(lexicon, translator))
    found = dict.fromkeys(_expansions(expanded))
    return expanded, tuple(found)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where equals come from."""

    lexicon: Lexicon
    translator: Translator | None

    def translations(self, text: str) -> tuple[Equal, ...]:
        return self.translator.translations(text) if self.translator else ()


def _expanded(node: Node, source: _Source) -> Node:
    match node:
        case Term():
            return (
                _lookup(node, source.lexicon)
                or _replaced(node, source.lexicon)
                or _with(node, source.translations(node.text))
                or _long(node, source)
                or node
            )
        case And(parts=parts, explicit=False):
            joined = _asked_for(tuple(_side_by_side(parts, source)))
            return replace(node, parts=joined) if len(joined) > 1 else joined[0]
        case And(parts=parts) | Or(parts=parts) | Near(parts=parts) | SomeOf(parts=parts):
            return replace(node, parts=tuple(_expanded(part, source) for part in parts))
        case Boosted(part=part):
            return replace(node, part=_expanded(part, source))
        case _:
            return node


def _side_by_side(parts: tuple[Node, ...], source: _Source) -> Iterator[Node]:
    """The parts of an implicit conjunction, the longest runs of terms first that have equals as one term."""
    start = 0
    while start < len(parts):
        run = _run(parts[start:])
        for end in range(len(run), 1, -1):
            typed = Term(
                " ".join(term.text for term in run[:end]),
                run[0].where,
                (run[0].span[0], run[end - 1].span[1]),
            )
            if found := _lookup(typed, source.lexicon) or _phrase(typed, run[:end], source):
                yield found
                start += end
                break
        else:
            part = parts[start]
            yield _quoted(part, source) if isinstance(part, Literal) else _expanded(part, source)
            start += 1


def _quoted(literal: Literal, source: _Source) -> Node:
    """What was quoted beside something else; where no document holds it, with what it is taken apart into."""
    if source.translator is None or source.translator.may_hold(literal.text):
        return literal
    return _apart(literal, source)


def _long(term: Term, source: _Source) -> Node | None:
    """A long term in Chinese with what it is taken apart into, if there are documents in English."""
    if source.translator is None or not HAN_RUN.search(term.text):
        return None
    return _apart(term, source) if source.translator.english() else None


def _apart(typed: Term | Literal, source: _Source) -> Node:
    """The whole with the parts that it is taken apart into, if any of them is translated."""
    words = taken_apart(Term(typed.text, typed.where, typed.span))
    if len(words) < 2:
        return typed
    # English words that are one term together may have a function word between them.
    parts = words if HAN_RUN.search(typed.text) else runs_of(typed)
    apart = tuple(part for part in _side_by_side(parts, source) if not is_function_word(part))
    return Expanded(typed, (), apart, typed.span) if any(map(_is_translated, apart)) else typed


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


def _phrase(typed: Term, words: list[Term], source: _Source) -> Expanded | None:
    """The words as one term with its translations, when they are a phrase from the first to the last."""
    if len(words) > LONGEST_PHRASE or is_function_word(words[0]) or is_function_word(words[-1]):
        return None
    return _with(typed, source.translations(typed.text))


def _asked_for(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """The parts of a conjunction without English function words, if any part is translated."""
    if not any(map(_is_translated, parts)):
        return parts
    return tuple(part for part in parts if not (is_function_word(part) and _run((part,))))


def _is_translated(node: Node) -> bool:
    return isinstance(node, Expanded) and any(one.kind == "translation" for one in node.alternatives)


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
    return Expanded(term, tuple(alternatives), span=term.span) if equals else None


def _expansions(node: Node) -> Iterator[Expansion]:
    match node:
        case Expanded(typed=typed, alternatives=alternatives, apart=apart):
            for part in apart:
                yield from _expansions(part)
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


@lru_cache(maxsize=1 << 12)
def _form(text: str) -> Key:
    """What all inflections of a term have in common: FTZs is FTZ, too short to be stemmed."""
    return term_key(_PLURAL_OF_CAPITALS.sub("", text))
