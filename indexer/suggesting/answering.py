"""Answering a search, and having its query read anew where that finds next to nothing.

The query as typed runs first. An ordinary page costs one comparison more than without all this, and one with few
documents that write every term as it was typed a look-up for each of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.engine import Engine, EngineResult
from indexer.language.lexicon import lexicon
from indexer.parameters import ValidatedSearch
from indexer.query.ast import Expanded, Node, Not, Term, children
from indexer.query.matching import term_words
from indexer.settings import REREAD_BELOW, SUGGESTED_FROM


class Answer(NamedTuple):
    """The result of a search, and the search that gave it: as it was asked for, or as its query was read in the end."""

    search: ValidatedSearch
    found: EngineResult


def answer(engine: Engine, asked: ValidatedSearch) -> Answer:
    """The result of a search whose query is read anew if that finds next to nothing. Raises EngineError."""
    found = engine.search(asked.request)
    if satisfying(found) >= REREAD_BELOW or all(
        _is_known(engine, term, asked.lexicon) for term in typed_terms(asked.request.query)
    ):
        return Answer(asked, found)
    # Every search imports this module, and only who needs it shall wait for what reads pinyin.
    from indexer.suggesting.rereading import reread

    return reread(engine, asked, found)


def lasting_answer(engine: Engine, asked: ValidatedSearch) -> tuple[Engine, Answer]:
    """The answer, and the index as it was then, which whoever reads on of it keeps whatever is committed meanwhile."""
    kept = engine.snapshot()
    # What is derived of an index to read queries anew is remembered by the engine, so that is asked.
    answered = answer(engine, asked)
    return kept, answered if engine.generation == kept.generation else answer(kept, asked)


def satisfying(found: EngineResult) -> int:
    """How many documents satisfy the whole query."""
    return found.total - found.partial_total


def typed_terms(node: Node) -> Iterator[Term]:
    """The terms that were typed without quotes, unless excluded."""
    match node:
        case Term():
            yield node
        case Expanded(typed=typed):
            yield from typed_terms(typed)
        case Not():
            return
        case _:
            for part in children(node):
                yield from typed_terms(part)


def _is_known(engine: Engine, term: Term, more: tuple[Path, ...]) -> bool:
    """Whether documents write a term as it was typed, or the lexicon has it: then it is neither pinyin nor mistyped."""
    found = term_words(term.text).every
    if len(found) == 1:
        frequent = engine.word_frequency(found[0]) >= (SUGGESTED_FROM if term.text.isascii() else 1)
    else:
        frequent = engine.frequencies((term.text,))[0] >= REREAD_BELOW
    return frequent or bool(lexicon(*more).equals(term.text))
