"""The query language: reads what a person typed into a tree, whatever was typed.

    query    = either
    either   = both { ("OR" | "|" | "或") both }
    both     = chain { chain }                          implicit: match=auto may relax it
    chain    = near { ("AND" | "&" | "与") near }       explicit: never relaxed
    near     = single { "NEAR" [ "/" number ] single }  units between them at most
    single   = { "NOT" | "非" | "-" } { field ":" } ( word | quoted | "(" either ")" ) [ "^" number ]

A word is a :class:`Term` or, with ``*`` or ``?``, a :class:`Wildcard`; quotes of every style make a
:class:`Literal`; a field before a group holds for everything in it that names no other. What fits nowhere is read
in the most useful way, and a :class:`QueryWarning` says where. Only the limits of :mod:`indexer.settings` raise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.errors import QueryLimitError
from indexer.query.ast import Node
from indexer.query.parser import Parser
from indexer.query.reading import QueryWarning
from indexer.settings import MAX_QUERY_LENGTH


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query read: its tree, the warnings in the order of their places, and the text as typed."""

    node: Node
    warnings: tuple[QueryWarning, ...]
    q: str


def parse(text: str, today: date | None = None) -> ParsedQuery:
    """Read a query; every place in the tree and the warnings counts code points of the text as typed.

    ``today`` is what dates such as 近三年 count from, by default the day it is here.
    Raises QueryLimitError for a query that is too long, nests too deep or has too many terms, and nothing else.
    """
    if len(text) > MAX_QUERY_LENGTH:
        message = (
            f"The query has {len(text)} characters and {MAX_QUERY_LENGTH} are allowed; shorten it, "
            "or search for one sentence of it at a time."
        )
        raise QueryLimitError("query-length", MAX_QUERY_LENGTH, message)
    parser = Parser(text, today or date.today())
    node = parser.query()
    warnings = sorted(parser.warnings, key=lambda warning: (warning.start, warning.end))
    return ParsedQuery(node, tuple(warnings), text)
