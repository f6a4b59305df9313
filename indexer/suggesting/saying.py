"""Reading Latin letters of a query as pinyin: which terms they stand for, and the query with these beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from indexer.language.lexicon import Lexicon
from indexer.language.pinyin import SEPARATORS, Spelling, spellings
from indexer.language.words import stopwords
from indexer.query.ast import Alternative, And, Boosted, Expanded, Literal, Node, Or, SomeOf, Term
from indexer.settings import PINYIN_WEIGHT, SUGGESTED_FROM
from indexer.suggesting.entries import Entry
from indexer.suggesting.shelf import Shelves

_MOST_TERMS = 3
"""Terms at most that one spelling stands for."""
_FAR_ABOVE = 4
"""How many times as frequent as another a term is that the other is not meant beside it."""
_FEWEST_INITIALS = 3
"""Initials that tell a term; fewer stand for too many."""
_LONGEST_RUN = 8
"""Words typed apart that are syllables of one term."""

Count = Callable[[Node], int]
"""How many documents a part of the query finds by itself."""


def with_pinyin(node: Node, shelf: Shelves, lexicon: Lexicon, count: Count) -> Node:
    """The query with each term that finds next to nothing, and is pinyin, made an Expanded: itself or what it says.

    A term that the lexicon knows is English. What was quoted or excluded stays as it is.
    """
    match node:
        case Term():
            return _said([node], shelf, lexicon, count) or node
        case And(parts=parts, explicit=False):
            joined = tuple(_side_by_side(parts, shelf, lexicon, count))
            return replace(node, parts=joined) if len(joined) > 1 else joined[0]
        case And(parts=parts) | Or(parts=parts) | SomeOf(parts=parts):
            return replace(node, parts=tuple(with_pinyin(part, shelf, lexicon, count) for part in parts))
        case Boosted(part=part):
            return replace(node, part=with_pinyin(part, shelf, lexicon, count))
        case _:
            return node


def terms_said(typed: str, shelf: Shelves) -> list[Entry]:
    """The terms whose pinyin this is, the foremost first; the one whose initials it is, if one stands out."""
    found: dict[str, Entry] = {}
    ways = spellings(typed)
    for way in ways:
        if len(way) > 1 and all(piece.whole for piece in way):
            for entry in shelf.spoken_as(" ".join(piece.text for piece in way)):
                found.setdefault(entry.text, entry)
    said = sorted(filter(_is_worth_finding, found.values()), key=lambda entry: -entry.weight)
    if said:
        frequent = [entry for entry in said if entry.weight * _FAR_ABOVE >= said[0].weight]
        return ([entry for entry in frequent if entry.listed] or frequent)[:_MOST_TERMS]
    return _abbreviated(typed, ways, shelf)


def _abbreviated(typed: str, ways: tuple[Spelling, ...], shelf: Shelves) -> list[Entry]:
    """The one term that initials stand for, if one is far above all others; letters that are syllables are none."""
    if SEPARATORS.search(typed) or any(all(piece.whole for piece in way) for way in ways):
        return []
    initials = {
        "".join(piece.text[0] for piece in way) for way in ways if not any(piece.whole for piece in way)
    }
    found = [entry for one in initials if len(one) >= _FEWEST_INITIALS for entry in shelf.abbreviated_as(one)]
    found.sort(key=lambda entry: (-entry.weight, entry.text))
    # The lexicon and the places are made of what people name by initials.
    candidates = [entry for entry in found if entry.listed] or list(filter(_is_worth_finding, found))
    second = candidates[1].weight if len(candidates) > 1 else 0
    return candidates[:1] if candidates and candidates[0].weight >= _FAR_ABOVE * second else []


def _is_worth_finding(entry: Entry) -> bool:
    return entry.listed or (entry.weight > 0 and entry.text not in stopwords())


def _side_by_side(parts: tuple[Node, ...], shelf: Shelves, lexicon: Lexicon, count: Count) -> Iterator[Node]:
    """The parts of an implicit conjunction, the longest runs of terms first that are the syllables of one."""
    start = 0
    while start < len(parts):
        run = _run(parts[start : start + _LONGEST_RUN])
        for end in range(len(run), 1, -1):
            if said := _said(run[:end], shelf, lexicon, count):
                yield said
                start += end
                break
        else:
            yield with_pinyin(parts[start], shelf, lexicon, count)
            start += 1


def _run(parts: tuple[Node, ...]) -> list[Term]:
    """The Latin terms at the beginning of the parts that look in the same place."""
    run: list[Term] = []
    for part in parts:
        if not (isinstance(part, Term) and part.text.isascii()) or (run and part.where != run[0].where):
            break
        run.append(part)
    return run


def _said(run: list[Term], shelf: Shelves, lexicon: Lexicon, count: Count) -> Expanded | None:
    """Terms side by side as one that is looked for as what it says too, if it is pinyin."""
    text = " ".join(term.text for term in run)
    typed = Term(text, run[0].where, (run[0].span[0], run[-1].span[1]))
    if not text.isascii() or lexicon.equals(text) or not (said := terms_said(text, shelf)):
        return None
    if count(typed) >= SUGGESTED_FROM:
        return None
    alternatives = {
        entry.text: Alternative(Literal(entry.text, typed.where), "pinyin", PINYIN_WEIGHT) for entry in said
    }
    for entry in said:
        for equal in lexicon.equals(entry.text):
            weight = PINYIN_WEIGHT * equal.weight
            alternatives.setdefault(
                equal.text, Alternative(Literal(equal.text, typed.where), equal.kind, weight)
            )
    return Expanded(typed, tuple(alternatives.values()), span=typed.span)
