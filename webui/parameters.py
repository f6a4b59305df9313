"""The parameters of the interface, each declared once: names are checked by this, and the reference is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from indexer.engine import FACET_KEYS, Match, Sort
from indexer.parameters import LANGUAGES
from indexer.settings import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    MAX_QUERY_LENGTH,
    MAX_SIMILAR,
    MAX_SUGGESTIONS,
    MAX_WINDOW,
    SIMILAR,
    SUGGESTIONS,
)

Kind: TypeAlias = Literal["text", "date", "number", "switch", "choice"]
"""What the value of a parameter is: any text, a date as ``from`` takes it, a whole number, 1 or 0, one of a few."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address.

    ``default`` is what stands for it where it is not given, as one would write it; empty for nothing. ``least`` and
    ``most`` bound a number; of a text ``most`` is how many code points it may have. A ``repeatable`` one may be given
    several times, and a ``listed`` one has several values in one, with commas between them.
    """

    name: str
    help: LazyString
    kind: Kind = "text"
    default: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int | None = None
    repeatable: bool = False
    listed: bool = False


Q = Parameter(
    "q",
    _("The query, written as in the search box. Without one every document is found."),
    most=MAX_QUERY_LENGTH,
)
DISTRICT = Parameter(
    "district",
    _("What the documents are about: the code or the name of a place, in any script or in English."),
    repeatable=True,
)
INDUSTRY = Parameter(
    "industry",
    _("The code or the name of an industry, in any script or in English."),
    repeatable=True,
)
SOURCE = Parameter("source", _("The source, as it is written in the documents."), repeatable=True)
LANG = Parameter(
    "lang", _("The language that the documents are in."), "choice", choices=LANGUAGES, repeatable=True
)
FROM = Parameter(
    "from",
    _("The first day of publication: a day, a month, a year, or a time until today such as 近三年."),
    "date",
)
TO = Parameter("to", _("The last day of publication, written likewise."), "date")
SORT = Parameter("sort", _("The order of the result."), "choice", get_args(Sort)[0], get_args(Sort))
MATCH = Parameter(
    "match",
    _(
        "How much of the query a document must satisfy: all of it, any part of it, or all while enough documents do."
    ),
    "choice",
    get_args(Match)[0],
    get_args(Match),
)
EXPAND = Parameter("expand", _("Whether synonyms and translations are looked for too."), "switch", "1")
COLLAPSE = Parameter("collapse", _("Whether one document stands for all of its copies."), "switch", "0")
LIMIT = Parameter("limit", _("How many documents are given."), "number", str(DEFAULT_LIMIT), most=MAX_LIMIT)
OFFSET = Parameter(
    "offset",
    _(
        "How many documents are passed over before the first. With limit it makes %(window)s at most.",
        window=f"{MAX_WINDOW:,}",
    ),
    "number",
    "0",
    most=MAX_WINDOW,
)
FACETS = Parameter(
    "facets", _("The facets to count, with commas between them."), "choice", choices=FACET_KEYS, listed=True
)
LABELS = Parameter(
    "labels",
    _("The language of labels; without it the first that the client accepts."),
    "choice",
    choices=LANGUAGES,
)
SUGGESTION_LIMIT = Parameter(
    "limit", _("How many suggestions are given."), "number", str(SUGGESTIONS), most=MAX_SUGGESTIONS
)
SIMILAR_LIMIT = Parameter(
    "limit", _("How many similar documents are given at most."), "number", str(SIMILAR), most=MAX_SIMILAR
)
TYPED = Parameter("q", _("What has been typed so far."))
DOCUMENT_ID = Parameter("document_id", _("The id of the document; slashes in it may stay as they are."))

FILTERS = (DISTRICT, INDUSTRY, SOURCE, LANG, FROM, TO)
"""What narrows a search beside its query."""
SEARCH = (Q, *FILTERS, SORT, MATCH, EXPAND, COLLAPSE)
"""What makes up a search, whatever is asked of its result."""
