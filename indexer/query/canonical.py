"""Writing a tree as a query again: how it was read, in the plainest form of the language."""

from __future__ import annotations

import re

from indexer.query.ast import (
    And,
    Boosted,
    DateRange,
    DocNumber,
    Everything,
    Expanded,
    FacetIs,
    Literal,
    Near,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    Wildcard,
)
from indexer.query.plain_words import core

_OPEN_END = re.compile(r"\?(?:\^[\d.]+)?$")
_SIMPLE = re.compile(r"[^\W_]+(?:[.,-][^\W_]+)*(?:〔\d+〕[^\W_]+)?")


def canonical(node: Node) -> str:
    """The tree as a query: ``parse(canonical(node)).node == node`` for every tree that parsing makes.

    What only expanding or relaxing makes is written as what it came from: a term without its equals, the parts
    of a :class:`SomeOf` side by side.
    """
    written = _written(node)
    *before, last = written.split() or [""]
    # At the end of a query of several words, a question mark after a Latin word would close a question.
    closes = before and _OPEN_END.search(last) and core(last, ends_sentence=True).end < len(last)
    return f"({written})" if closes else written


def _written(node: Node) -> str:
    match node:
        case Everything():
            return ""
        case Term(text=text, where=where):
            return _at(where) + text
        case Literal(text=text, where=where):
            return _at(where) + _quoted(text)
        case Wildcard(pattern=pattern, where=where):
            return _at(where) + pattern
        case FacetIs(facet=facet, values=values, typed=typed):
            value = ",".join(values) or typed
            return f"{facet}:{_value(value)}"
        case DocNumber(number=number, role=role):
            return f"{'cites' if role == 'cited' else 'number'}:{_value(number)}"
        case DateRange(first=first, last=last):
            ends = [day.isoformat() if day else "" for day in (first, last)]
            return "date:" + (ends[0] if first == last else "..".join(ends))
        case Not(part=part):
            return "NOT " + (f"({_written(part)})" if isinstance(part, Near) else _operand(part))
        case And(parts=parts, explicit=explicit):
            return (" AND " if explicit else " ").join(map(_operand, parts))
        case Or(parts=parts):
            return " OR ".join(map(_operand, parts))
        case Near(parts=parts, distances=distances):
            following = zip(distances, parts[1:], strict=True)
            joined = (f" NEAR/{distance} {_operand(part)}" for distance, part in following)
            return _operand(parts[0]) + "".join(joined)
        case Boosted(part=part, weight=weight):
            written = _written(part)
            group = f"({written})" if isinstance(part, And | Or | Not | Near | SomeOf) else written
            return f"{group}^{weight:.3f}".rstrip("0").rstrip(".")
        case SomeOf(parts=parts):
            return " ".join(map(_operand, parts))
        case Expanded(typed=typed_term):
            return _written(typed_term)


def _operand(node: Node) -> str:
    written = _written(node)
    return f"({written})" if isinstance(node, And | Or | SomeOf) else written


def _at(where: str) -> str:
    return "" if where == "any" else f"{where}:"


def _value(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return f"“{text}”" if '"' in text else f'"{text}"'
