"""What there is to say about how a query was read, beside the tree itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias
from typing import Literal as Choice

from indexer.query.ast import MatchKind

WarningCode: TypeAlias = Choice[
    "unclosed-quote",
    "empty-quote",
    "unclosed-parenthesis",
    "unopened-parenthesis",
    "empty-parentheses",
    "stray-operator",
    "operator-as-text",
    "stray-punctuation",
    "wildcard-without-text",
    "near-as-and",
    "near-too-far",
    "boost-ignored",
    "empty-field",
    "unknown-value",
    "unknown-value-left-out",
    "ambiguous-value",
    "bad-date",
    "unread-end",
    "no-such-day",
    "reversed-dates",
    "ran-corrected",
]
"""The kinds of warning."""


class Remark(NamedTuple):
    """What there is to warn of in a field's value: as in :class:`QueryWarning`, without a place."""

    code: WarningCode
    message: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class QueryWarning:
    """Something about the query that was read in the most useful way; where it stands, in code points.

    ``code`` names the kind of warning, so that a page can word it in its own language; ``message`` is English.
    ``about`` says in no language what part of the place is meant, or for an ambiguous name the codes it stands for.
    """

    code: WarningCode
    message: str
    start: int
    end: int
    about: str = ""

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {"code": self.code, "message": self.message, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term of the query and one of its equals from the lexicon, by which documents were found too."""

    term: str
    equal: str
    kind: MatchKind

    def to_json(self) -> dict[str, Any]:
        """The API's form."""
        return {"term": self.term, "equal": self.equal, "kind": self.kind}
