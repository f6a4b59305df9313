"""What a user asks of a search, as typed, and its validation into what an engine answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import TypeVar, get_args
from weakref import WeakKeyDictionary

from corpus.errors import RequestError
from corpus.vocabulary import Vocabulary, industries, name_key, places
from indexer.engine import FACET_KEYS, Engine, Filters, Match, SearchRequest, Sort
from indexer.language.lexicon import lexicon
from indexer.query.ast import FacetIs, Node
from indexer.query.canonical import canonical
from indexer.query.dates import read_period
from indexer.query.expand import expand
from indexer.query.fields import codes_called
from indexer.query.grammar import parse
from indexer.query.translate import Translator
from indexer.results import QueryReading
from indexer.settings import DEFAULT_LIMIT, MAX_LIMIT, MAX_WINDOW

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
"""The values of ``lang``, and the languages that labels exist in."""

_SORTS, _MATCHES = get_args(Sort), get_args(Match)
_LIKENESS = 0.5
"""How alike two names must be for one to be suggested for the other, from 0 to 1."""
_YES = frozenset(("1", "true", "yes", "on"))
_NO = frozenset(("0", "false", "no", "off"))

_english_counts: WeakKeyDictionary[Engine, tuple[int, int]] = WeakKeyDictionary()

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """One search as a user gives it: strings from a command line, an address or a form, none of them checked.

    ``district`` and ``industry`` hold codes or names in any script or in English; several values of one
    parameter are alternatives. ``from_`` and ``to`` are ``2020``, ``2020-07``, ``2020-07-30``, ``109年7月``,
    ``近三年`` and the like, both included; an empty one is open. ``lexicon`` names files with further groups of equal
    terms, for ``expand``. ``collapse`` asks for one document of each family of copies. ``limit`` None asks for the
    whole result. ``facets`` names the facets to count.
    """

    q: str = ""
    district: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    from_: str = ""
    to: str = ""
    sort: str = "relevance"
    match: str = "auto"
    expand: str | bool = True
    lexicon: tuple[Path, ...] = ()
    collapse: str | bool = False
    limit: str | int | None = DEFAULT_LIMIT
    offset: str | int = 0
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValidatedSearch:
    """A search that an engine can answer, and how its query was read; ``expand`` and ``lexicon`` say how to read it."""

    reading: QueryReading
    request: SearchRequest
    expand: bool = True
    lexicon: tuple[Path, ...] = ()


def validate(
    parameters: SearchParameters,
    engine: Engine | None = None,
    *,
    bounded: bool = False,
    today: date | None = None,
) -> ValidatedSearch:
    """Check every parameter and read the query, as :func:`read_query` does.

    ``bounded`` also holds ``limit`` and ``offset`` to what one request over HTTP may ask for. ``today`` is what dates
    such as 近三年 count from, by default the day it is here.
    Raises RequestError, naming the first parameter with a bad value, and what :func:`lexicon` does.
    """
    today = today or date.today()
    reading, query = read_query(parameters.q, parameters.expand, parameters.lexicon, engine, today=today)
    limit = None if parameters.limit is None else whole_number("limit", parameters.limit)
    offset = whole_number("offset", parameters.offset)
    if bounded:
        _bound(limit, offset)
    request = SearchRequest(
        query=query,
        filters=_filters(parameters, today),
        sort=choice("sort", parameters.sort, _SORTS),
        match=choice("match", parameters.match, _MATCHES),
        collapse=switch("collapse", parameters.collapse),
        limit=limit,
        offset=offset,
        facets=tuple(dict.fromkeys(choice("facets", name, FACET_KEYS) for name in parameters.facets)),
    )
    return ValidatedSearch(reading, request, switch("expand", parameters.expand), parameters.lexicon)


def read_query(
    q: str,
    expanding: str | bool = True,
    more: tuple[Path, ...] = (),
    engine: Engine | None = None,
    said: Callable[[Node], Node] = lambda node: node,
    today: date | None = None,
) -> tuple[QueryReading, Node]:
    """How a query is read, and its tree, which has the equals of its terms if ``expanding``.

    Those are the ones of the lexicon and, where an engine will be asked, translations that its documents hold. ``more``
    names files with further groups of the lexicon; ``said`` gives the tree as parsed with what its terms say in pinyin.
    Raises QueryLimitError for a query beyond a limit, RequestError for a switch that is none, and what :func:`lexicon`
    does; nothing else a person types is refused.
    """
    parsed = parse(q, today)
    translator = _translator(engine) if engine else None
    query, expansions = (
        expand(said(parsed.node), lexicon(*more), translator)
        if switch("expand", expanding)
        else (parsed.node, ())
    )
    return QueryReading(q, canonical(parsed.node), warnings=parsed.warnings, expansions=expansions), query


def _translator(engine: Engine) -> Translator:
    return Translator(engine.frequencies, lambda: _in_english(engine))


def _in_english(engine: Engine) -> int:
    """How many documents are in English; asked once in a generation."""
    generation, count = _english_counts.get(engine, (-1, 0))
    if generation != engine.generation:
        english = SearchRequest(FacetIs("lang", ("en",)), match="all", limit=0)
        generation, count = _english_counts[engine] = engine.generation, engine.search(english).total
    return count


def bounded_number(parameter: str, value: str | int, most: int) -> int:
    """A whole number that was asked for. Raises RequestError for what is none, or too great."""
    number = whole_number(parameter, value)
    if number > most:
        raise RequestError(parameter, f"{parameter} must be at most {most}")
    return number


def shared_names(parameters: SearchParameters, label_lang: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The names of districts and industries that several bear, all of whom are meant.

    Each comes as the parameter, the name as given, and what to call those that bear it, their codes first.
    """
    named = (("district", parameters.district, places), ("industry", parameters.industry, industries))
    for parameter, names, vocabulary in named:
        for name in _given(names):
            codes = codes_called(name, vocabulary())
            if len(codes) > 1:
                yield parameter, name, tuple(_described(code, vocabulary(), label_lang) for code in codes)


def _described(code: str, vocabulary: Vocabulary, label_lang: str) -> str:
    above = vocabulary.parent(code)
    where = f" ({vocabulary.label(above, label_lang)})" if above else ""
    return f"{code} {vocabulary.label(code, label_lang)}{where}"


def _filters(parameters: SearchParameters, today: date) -> Filters:
    first, _ = _period("from", parameters.from_, today)
    _, last = _period("to", parameters.to, today)
    if first and last and first > last:
        raise RequestError(
            "from", f"from is {first} and to is {last}; exchange them, or nothing can be found"
        )
    return Filters(
        district=_codes("district", parameters.district, places),
        industry=_codes("industry", parameters.industry, industries),
        source=_given(parameters.source),
        lang=tuple(choice("lang", name, LANGUAGES) for name in _given(parameters.lang)),
        first=first,
        last=last,
    )


def _given(values: Iterable[str]) -> tuple[str, ...]:
    """The values without repetitions and without empty ones, which an unfilled form field sends."""
    return tuple(dict.fromkeys(stripped for value in values if (stripped := value.strip())))


def _codes(parameter: str, names: Iterable[str], vocabulary: Callable[[], Vocabulary]) -> tuple[str, ...]:
    """The codes of all the names; an ambiguous name stands for each of its codes."""
    codes: dict[str, None] = {}
    for name in _given(names):
        found = codes_called(name, vocabulary())
        if not found:
            near = _near(name, vocabulary())
            hint = f"did you mean {', '.join(near)}?" if near else "give a code or a name"
            raise RequestError(parameter, f"unknown {parameter} {name!r}; {hint}")
        codes.update(dict.fromkeys(found))
    return tuple(codes)


def _near(name: str, vocabulary: Vocabulary) -> list[str]:
    """The names most like one that is none, at most three; of equally near ones first those that begin alike."""
    wanted = name_key(name)
    matcher = SequenceMatcher(b=wanted)
    best: dict[str, tuple[tuple[float, bool], str]] = {}
    lacking = dict.fromkeys(map(ord, wanted))
    for code, known, key in _names(vocabulary):
        # Quick upper bounds first: most names are nothing like it, by their length or for they have other characters.
        least = _LIKENESS * (len(key) + len(wanted)) / 2
        if len(key) < least or len(wanted) < least or len(key) - len(key.translate(lacking)) < least:
            continue
        matcher.set_seq1(key)
        if (ratio := matcher.ratio()) >= _LIKENESS:
            likeness = (ratio, key[:1] == wanted[:1]), known
            best[code] = max(best.get(code, likeness), likeness)
    near = sorted(best.values(), key=lambda found: found[0], reverse=True)
    # Several places may bear one name.
    return list(dict.fromkeys(known for _, known in near))[:3]


@cache
def _names(vocabulary: Vocabulary) -> tuple[tuple[str, str, str], ...]:
    """Every name of a vocabulary with the code that bears it and its key."""
    return tuple(
        (entry.code, known, name_key(known))
        for entry in vocabulary
        for known in (*entry.labels.values(), *entry.aliases)
    )


def _period(parameter: str, typed: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of one date that is no range; None twice where nothing was given."""
    if not typed.strip():
        return None, None
    period = read_period(typed, today)
    if period and not period.typed:
        return period.first, period.last
    raise RequestError(
        parameter,
        f"{parameter} is {typed!r}; give a year, a month or a day, like 2020, 2020-07 or 2020-07-30, or 近三年",
    )


def choice(parameter: str, value: str, choices: tuple[Name, ...]) -> Name:
    """The one of the choices that a value names, in whatever case. Raises RequestError for any other."""
    for one in choices:
        if value.strip().lower() == one.lower():
            return one
    raise RequestError(parameter, f"{parameter} is {value!r}; it must be one of {', '.join(choices)}")


def switch(parameter: str, value: str | bool) -> bool:
    """Whether something is switched on. Raises RequestError for what says neither."""
    if isinstance(value, bool):
        return value
    if value.lower() not in _YES | _NO:
        raise RequestError(parameter, f"{parameter} is {value!r}; it must be 1 or 0")
    return value.lower() in _YES


def whole_number(parameter: str, value: str | int) -> int:
    """A whole number from 0 on; int() would also take signs, underscores and digits of other scripts."""
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise RequestError(parameter, f"{parameter} is {str(value)!r}; it must be a whole number from 0 on")
    return int(text)


def _bound(limit: int | None, offset: int) -> None:
    if limit is None or limit > MAX_LIMIT:
        raise RequestError("limit", f"limit must be at most {MAX_LIMIT}")
    if offset + limit > MAX_WINDOW:
        raise RequestError("offset", f"offset + limit must be at most {MAX_WINDOW}; an export gives the rest")
