"""Making a concordance: counting, drawing, ordering and reading the occurrences of a query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from corpus.vocabulary import places
from indexer.concordance.asking import AskedConcordance, ConcordanceParameters, LineSort, asked_concordance
from indexer.concordance.lines import Concordance, Line
from indexer.concordance.locating import Located, Numbering, located
from indexer.engine import Engine, EngineResult
from indexer.facets import LabelledFacets
from indexer.language.collation import collation_key, units_in_a_row
from indexer.results import Coded
from indexer.settings import MAX_SORTED_OCCURRENCES, SORTED_UNITS

_BATCH = 500
"""Lines that are read at once while a whole concordance is streamed."""
_LONGEST_UNITS = 4
"""Code points of context that are looked at for each unit by which lines are put in order."""
_NOWHERE = "\U0010ffff"
"""In place of the code of a place, sorts behind all of them."""


def concordance(
    engine: Engine, parameters: ConcordanceParameters, label_lang: str = "zh-Hans", *, bounded: bool = False
) -> Concordance:
    """One page of a concordance, with labels of places in ``label_lang``.

    ``bounded`` holds limit and offset to what one request over HTTP may ask for. Raises RequestError, naming the
    parameter, for a bad value, VocabularyError for a bad file of the lexicon, and EngineError when the index fails.
    """
    started = perf_counter()
    asked = asked_concordance(parameters, engine, bounded=bounded)
    # Counts and lines are of one generation, whatever is committed meanwhile.
    engine = engine.snapshot()
    request = asked.request
    numbering, numbers = _drawn(engine, asked)
    end = None if request.limit is None else request.offset + request.limit
    lines = tuple(_lines(engine, asked, numbering, numbers[request.offset : end], label_lang))
    return _told(engine, asked, numbering, len(numbers), label_lang, started, lines)


def streamed(
    engine: Engine, parameters: ConcordanceParameters, label_lang: str = "zh-Hans"
) -> tuple[Concordance, Iterator[Line]]:
    """A concordance without its lines, and beside it every line from ``offset`` on, read in batches as they are taken.

    All are of the index as it is now, whatever is committed meanwhile. ``limit`` does not matter. Raises what
    :func:`concordance` does, and for a bad value at once.
    """
    started = perf_counter()
    asked = asked_concordance(parameters, engine)
    engine = engine.snapshot()
    numbering, numbers = _drawn(engine, asked)
    lines = _lines(engine, asked, numbering, numbers[asked.request.offset :], label_lang)
    return _told(engine, asked, numbering, len(numbers), label_lang, started), lines


def _told(
    engine: Engine,
    asked: AskedConcordance,
    numbering: Numbering,
    drawn: int,
    label_lang: str,
    started: float,
    lines: tuple[Line, ...] = (),
) -> Concordance:
    request = asked.request
    counted = EngineResult(0, 0, 0, ())
    if request.facets or request.collapse:
        counted = engine.search(replace(request, limit=0))
    return Concordance(
        query=asked.reading,
        total=numbering.total,
        documents=len(numbering.ids),
        drawn=drawn,
        sort=asked.sort,
        width=asked.width,
        lines=lines,
        facets=LabelledFacets(counted.facets, request.filters, label_lang),
        documents_total=counted.documents_total,
        took_ms=(perf_counter() - started) * 1000,
    )


def _drawn(engine: Engine, asked: AskedConcordance) -> tuple[Numbering, Sequence[int]]:
    """The occurrences of a query, and the numbers of those that are drawn, in the order asked for."""
    numbering = Numbering(engine.occurrences(asked.request))
    count = numbering.total if asked.sample is None else asked.sample
    if asked.sort == "date":
        # Occurrences are numbered by date, so that none needs to be read for this.
        return numbering, numbering.drawn(count)
    key = _KEYS[asked.sort]
    drawn = numbering.drawn(min(count, MAX_SORTED_OCCURRENCES))
    keys = [(key(one), one.number) for one in located(engine, asked.request.query, numbering, drawn)]
    return numbering, [number for _, number in sorted(keys)]


def _lines(
    engine: Engine, asked: AskedConcordance, numbering: Numbering, numbers: Sequence[int], label_lang: str
) -> Iterator[Line]:
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        found = {one.number: one for one in located(engine, asked.request.query, numbering, sorted(batch))}
        yield from (_line(found[number], asked.width, label_lang) for number in batch if number in found)


def _line(one: Located, width: int, label_lang: str) -> Line:
    document, text = one.document, one.text
    return Line(
        id=document.id,
        title=document.title,
        published=document.published,
        source=document.source,
        url=document.url,
        lang=document.lang,
        districts=tuple(Coded(code, places().label(code, label_lang)) for code in document.districts),
        field=one.field,
        start=one.start,
        end=one.end,
        left=text[max(0, one.start - width) : one.start],
        match=text[one.start : one.end],
        right=text[one.end : one.end + width],
    )


def _by_left(one: Located) -> str:
    """The context before an occurrence, from there outwards."""
    reach = SORTED_UNITS * _LONGEST_UNITS
    before = units_in_a_row(one.text[max(0, one.start - reach) : one.start])
    return collation_key(before[: -SORTED_UNITS - 1 : -1])


def _by_right(one: Located) -> str:
    reach = SORTED_UNITS * _LONGEST_UNITS
    return collation_key(units_in_a_row(one.text[one.end : one.end + reach])[:SORTED_UNITS])


def _by_place(one: Located) -> str:
    """The code of the first place that the document is about; codes of what lies in a place begin as its own."""
    return next(iter(one.document.districts), _NOWHERE)


_KEYS: Mapping[LineSort, Callable[[Located], str]] = {
    "left": _by_left,
    "right": _by_right,
    "place": _by_place,
}
