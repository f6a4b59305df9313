"""From the query string of a request to the parameters of a search: names and shapes here, values in the indexer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import MultiDict

from corpus.errors import RequestError
from indexer.engine import FACET_KEYS, FacetKey
from indexer.parameters import LANGUAGES, SearchParameters, choice
from indexer.settings import DEFAULT_LIMIT, MAX_WINDOW
from webui.display import SCRIPTS
from webui.escaping import percent_escaped
from webui.i18n import label_language
from webui.parameters import COLLAPSE, EXPAND, LIMIT, MATCH, OFFSET, SEARCH, SORT, Parameter

_REPEATABLE = {one.name for one in SEARCH if one.repeatable}
LISTS: tuple[FacetKey, ...] = tuple(key for key in FACET_KEYS if key in _REPEATABLE)
"""Parameters of a search that may be repeated, each the facet of its values, which are alternatives."""
SINGLES = tuple(one.name for one in SEARCH if not one.repeatable)
"""Parameters of a search that have one value."""
OPEN = "open"
"""Names a list of the page that stands open: that of a facet by its name, what is below a value by its code."""
PAGE_SIZES = (DEFAULT_LIMIT, 20, 50, 100)
"""Hits of a page that a reader may ask for with ``limit``."""
SHOWING = ("limit", "script")
"""Parameters of a page that say how a result is shown and take no part in the search."""

_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_MAX_FIELDS = 200
_LONGEST = 1 << 16
"""Bytes of a query string; servers allow about as many, and what was sent comes back in what is said of it."""


class EscapedRequest(Request):
    """A request whose query string is ASCII, whatever the server let through."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of a byte that is no UTF-8 the framework would make a failure of ours.
        self.query_string = percent_escaped(self.query_string)


def arguments(query_string: bytes) -> MultiDict[str, str]:
    """The names and values of a query string.

    Raises RequestError when it is not UTF-8, or holds more than any search needs.
    """
    if len(query_string) > _LONGEST:
        raise RequestError("q", f"the address has more than {_LONGEST} bytes of parameters")
    try:
        pairs = parse_qsl(
            query_string.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS
        )
    except UnicodeDecodeError:
        raise RequestError("q", "the address is not valid UTF-8; write it as percent-escaped UTF-8") from None
    except ValueError:
        raise RequestError("q", f"the address has more than {_MAX_FIELDS} parameters") from None
    return MultiDict(pairs)


def check_names(given: MultiDict[str, str], parameters: Sequence[Parameter]) -> None:
    """Raise RequestError for a parameter that is not among these, or that is given twice and has one value."""
    known = {parameter.name: parameter for parameter in parameters}
    for name, values in given.lists():
        if name not in known:
            names = f"the known ones are {', '.join(sorted(known))}" if known else "there are none here"
            raise RequestError(name, f"unknown parameter {name!r}; {names}")
        if len(values) > 1 and not known[name].repeatable:
            raise RequestError(name, f"{name} is given {len(values)} times; it has one value")


def api_parameters(given: MultiDict[str, str], lexicon: tuple[Path, ...]) -> SearchParameters:
    """The search a program asks for, with parameters whose names were checked."""
    facets = tuple(name for name in given.get("facets", "").split(",") if name)
    limit, offset = given.get("limit", LIMIT.default), given.get("offset", OFFSET.default)
    return search_parameters(given, limit, offset, facets, lexicon)


def whole_parameters(given: MultiDict[str, str], lexicon: tuple[Path, ...]) -> SearchParameters:
    """The search of a program that asks for all of its result, with parameters whose names were checked."""
    return search_parameters(given, None, 0, (), lexicon)


def labels_asked_for(given: MultiDict[str, str]) -> str:
    """The language of labels: the one asked for, else the first that the client accepts."""
    asked = given.get("labels")
    return label_language() if asked is None else choice("labels", asked, LANGUAGES)


def page_parameters(
    given: MultiDict[str, str], facets: tuple[str, ...], lexicon: tuple[Path, ...]
) -> SearchParameters:
    """The search a reader asks for.

    Unknown names are passed over, since whoever passes a link on may add some, and so are empty fields of a form.
    """
    given = filled(given)
    limit = page_size(given)
    return search_parameters(given, limit, (page_number(given) - 1) * limit, facets, lexicon)


def filled(given: MultiDict[str, str]) -> MultiDict[str, str]:
    """What is given without the empty fields of a form."""
    return MultiDict((name, value) for name, value in given.items(multi=True) if value.strip())


def unpaged(given: MultiDict[str, str]) -> MultiDict[str, str]:
    """The same for a view that has no pages."""
    kept = filled(given)
    kept.poplist("page")
    return kept


def page_number(given: MultiDict[str, str], size: int | None = None) -> int:
    """The page of the result that is asked for, from 1, where a page has so many lines; by default those asked for.

    Raises RequestError for one that cannot be turned to.
    """
    typed = given.get("page", "1")
    last = last_page(size or page_size(given))
    if not _PAGE.fullmatch(typed) or int(typed) > last:
        raise RequestError("page", f"page is {typed!r}; it must be a whole number from 1 to {last}")
    return int(typed)


def page_size(given: MultiDict[str, str]) -> int:
    """How many hits a page has. Raises RequestError for a number that is not offered."""
    typed = given.get("limit", "") or str(DEFAULT_LIMIT)
    sizes = ", ".join(map(str, PAGE_SIZES))
    if typed not in sizes.split(", "):
        raise RequestError("limit", f"limit is {typed!r}; on a page it must be one of {sizes}")
    return int(typed)


def last_page(size: int) -> int:
    """The last page of a result that can be turned to, where a page has so many hits."""
    return MAX_WINDOW // size


def search_pairs(given: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """The names and values that make up a search, without empty ones: what links to other pages carry along.

    How its result is shown belongs to it.
    """
    for name in (*SINGLES, *LISTS, *SHOWING, OPEN, "page"):
        values = given.getlist(name) if name in (*LISTS, OPEN) else given.getlist(name)[:1]
        yield from ((name, value) for value in values if value.strip() and _is_kept(name, value))


def _is_kept(name: str, value: str) -> bool:
    """Whether links carry a value along; of scripts only those that texts can be shown in."""
    return name != "script" or value in SCRIPTS


def search_parameters(
    given: MultiDict[str, str],
    limit: str | int | None,
    offset: str | int,
    facets: tuple[str, ...],
    lexicon: tuple[Path, ...],
) -> SearchParameters:
    """The search that names and values make up; what else is given is passed over."""
    return SearchParameters(
        q=given.get("q", ""),
        district=tuple(given.getlist("district")),
        industry=tuple(given.getlist("industry")),
        source=tuple(given.getlist("source")),
        lang=tuple(given.getlist("lang")),
        from_=given.get("from", ""),
        to=given.get("to", ""),
        sort=given.get("sort", SORT.default),
        match=given.get("match", MATCH.default),
        expand=given.get("expand", EXPAND.default),
        lexicon=lexicon,
        collapse=given.get("collapse", COLLAPSE.default),
        limit=limit,
        offset=offset,
        facets=facets,
    )
