"""What the pages call the codes of the indexer: facets, ways to match, orders, warnings, limits, parameters."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, format_decimal
from flask_babel import lazy_gettext as _

from corpus.errors import LimitCode
from indexer.concordance.asking import LineSort
from indexer.engine import FacetKey, Match, PeriodKey, Sort
from indexer.explain import Verdict
from indexer.explaining.nearest import NearestKind
from indexer.explaining.parts import Asks, Part, ShareKind
from indexer.query.ast import MatchKind
from indexer.query.reading import WarningCode
from indexer.trends.levels import Level

FACETS: Mapping[FacetKey, LazyString] = {
    "district": _("District"),
    "industry": _("Industry"),
    "year": _("Year"),
    "month": _("Month"),
    "source": _("Source"),
    "lang": _("Language"),
}
FINDING: Mapping[FacetKey, LazyString] = {
    "district": _("Find a district"),
    "industry": _("Find an industry"),
    "source": _("Find a source"),
}
"""What the box of a facet with many values is for."""
SORTS: Mapping[Sort, LazyString] = {
    "relevance": _("Most relevant"),
    "newest": _("Newest"),
    "oldest": _("Oldest"),
}
LINE_SORTS: Mapping[LineSort, LazyString] = {
    "left": _("Left context"),
    "right": _("Right context"),
    "date": _("Date"),
    "place": _("District"),
}
"""Orders of a concordance."""
MATCHES: Mapping[Match, LazyString] = {
    "auto": _("Automatic"),
    "all": _("All terms"),
    "any": _("Any term"),
}
MATCH_KINDS: Mapping[MatchKind, tuple[LazyString, LazyString]] = {
    "literal": (_("verbatim"), _("The document holds what was typed, character for character")),
    "words": (_("words"), _("The document holds all the words of the query, apart from each other")),
    "synonym": (_("synonym"), _("The document holds an expression of the same meaning")),
    "translation": (_("translation"), _("The document holds a translation")),
    "pinyin": (_("pinyin"), _("The document holds characters that are read like this")),
}
"""By kind: the badge, and what it means."""
PARAMETER_HINTS: Mapping[str, LazyString] = {
    "q": _("Shorten the query, or write it with fewer terms, parentheses or wildcards."),
    "from": _("Write a date as 2020, 2020-07, 2020-07-30 or 近三年."),
    "to": _("Write a date as 2020, 2020-07, 2020-07-30 or 近三年."),
    "district": _("Choose the district from the list beside the results, or write its usual name."),
    "industry": _("Choose the industry from the list beside the results, or write its usual name."),
    "order": _("Choose one of the orders above the lines."),
    "sample": _("Give a whole number of occurrences, such as 100."),
    "page": _("Narrow the search with filters to reach the documents further down."),
}
"""What to do about a parameter with a bad value."""

WARNINGS: Mapping[WarningCode, LazyString] = {
    "unclosed-quote": _("The quotation mark is not closed, so everything after it is searched for verbatim:"),
    "empty-quote": _("There is nothing between these quotation marks; they were left out:"),
    "unclosed-parenthesis": _("The parenthesis is not closed; it was closed at the end:"),
    "unopened-parenthesis": _("This parenthesis was never opened; it was left out:"),
    "empty-parentheses": _("There is nothing in these parentheses; they were left out:"),
    "stray-operator": _("This operator has nothing to join; it was left out:"),
    "operator-as-text": _("This operator stands alone, so it was searched for as a word:"),
    "stray-punctuation": _("This punctuation was left out; in quotation marks it is searched for:"),
    "wildcard-without-text": _("A wildcard needs at least one character beside it; it was left out:"),
    "near-as-and": _(
        "Only words and quotes can be near each other; both sides may stand anywhere in the document:"
    ),
    "near-too-far": _("Nearness does not reach this far; it was searched for as far as it does:"),
    "boost-ignored": _(
        "A weight goes with words, quotes or parentheses, and is 100 at most; this one was left out:"
    ),
    "empty-field": _("Nothing follows the name of this field; it was left out:"),
    "unknown-value": _("This name is not known, so it was searched for in the text:"),
    "unknown-value-left-out": _("This name is not known; it was left out:"),
    "ambiguous-value": _(
        "This name may mean several things, and all of them are searched for; a code of the list means one:"
    ),
    "bad-date": _("This is no date and was left out; write 2020, 2020-07-30, 2020..2022 or 近三年:"),
    "unread-end": _("This end of the range is no date and was left open:"),
    "no-such-day": _("There is no such day or month, so the whole month or year is meant:"),
    "reversed-dates": _("The span of time ended before it began; its ends were exchanged:"),
    "ran-corrected": _("Nothing was found for this as it is written:"),
}
"""By code: what a warning says before the part of the query it is about."""
LIMITS: Mapping[LimitCode, LazyString] = {
    "query-length": _(
        "The query has more than %(limit)s characters; shorten it, or search for one sentence of it at a time."
    ),
    "query-depth": _(
        "The query nests deeper than %(limit)s parentheses; take some out, or search in several steps."
    ),
    "query-terms": _("The query has more than %(limit)s terms; leave some out, or search in several steps."),
    "wildcard-words": _("A wildcard stands for more than %(limit)s words; give more letters of the word."),
}
"""By code: what to say where a query is beyond a limit."""
ASKS: Mapping[Asks, LazyString] = {
    "everything": _("every document"),
    "words": _("verbatim, or all its words"),
    "literal": _("verbatim"),
    "wildcard": _("verbatim, with holes"),
    "near": _("near each other, with %(amounts)s characters or words between them at most"),
    "all": _("all of these"),
    "any": _("any of these"),
    "some": _("at least %(amounts)s of these"),
    "not": _("not this"),
    "boost": _("counted %(amounts)s times"),
    "equals": _("this or an expression of the same meaning"),
    "apart": _("this whole; in part, what it is taken apart into"),
    "evidence": _("what of it speaks for the document: words, pairs of characters, characters"),
    "district": _("District"),
    "issued": _("Issued in"),
    "industry": _("Industry"),
    "source": _("Source"),
    "lang": _("Language"),
    "date": _("Date"),
    "number": _("bears or names this document number"),
    "borne": _("bears this document number"),
    "cited": _("cites this document number"),
}
"""What a part of a query asks for."""
VERDICTS: Mapping[Verdict, LazyString] = {
    "found": _("It satisfies the whole query."),
    "partial": _("It satisfies part of the query."),
    "copy": _("It satisfies the query, but a copy of it is shown in its place."),
    "filtered": _("A filter keeps it out."),
    "outranked": _(
        "It satisfies part of the query, and documents that satisfy only part are not shown here."
    ),
    "missing": _("It does not hold what the query asks for."),
}
"""What became of a document in a search."""
SHARES: Mapping[ShareKind, LazyString] = {
    "title": _("in the title"),
    "text": _("in the text"),
    "words": _("by its words"),
    "together": _("its parts taken together"),
}
"""What of a part of a query counts in a score."""
NEAREST: Mapping[NearestKind, LazyString] = {
    "text": _("It stands in the text, not in the title:"),
    "equal": _("The document holds an expression of the same meaning:"),
    "sound": _("The document holds what is read alike:"),
    "run": _("The longest part of it that the document holds:"),
    "words": _("Words of it that the document holds:"),
    "spelling": _("The document holds a similar word:"),
    "distance": _("Characters or words between them where they are nearest:"),
    "value": _("The document has instead:"),
    "held": _("The document holds what was excluded:"),
}
"""What a document holds in place of a part of a query."""
TRENDS: Mapping[tuple[str, PeriodKey], LazyString] = {
    ("count", "month"): _("Documents per month"),
    ("count", "year"): _("Documents per year"),
    ("share", "month"): _("Share of the documents of each month"),
    ("share", "year"): _("Share of the documents of each year"),
}
"""What a count over time shows."""
LEVELS: Mapping[Level, LazyString] = {
    "province": _("Provinces"),
    "city": _("Cities"),
    "county": _("Counties and districts"),
}
"""Levels of districts."""

EXPORTS: Mapping[str, tuple[str | LazyString, LazyString]] = {
    "csv": ("CSV", _("a table, which Excel and other spreadsheets open as it is")),
    "jsonl": ("JSON Lines", _("a document a line with snippets and the places of matches, for programs")),
    "ris": ("RIS", _("references for Zotero, EndNote and NoteExpress")),
    "bibtex": ("BibTeX", _("references for LaTeX and JabRef")),
    "ids": (_("Identifiers"), _("an identifier a line, nothing else")),
}
"""By format: what it is called, and what it is good for."""


def size(number: int) -> str:
    """So many bytes in kilobytes or megabytes, at least one, as the language of the page writes numbers.

    The script writes what has arrived of a file in the same way.
    """
    if number < 1_000_000:
        return f"{format_decimal(max(1, round(number / 1000)))} KB"
    return f"{format_decimal(round(number / 1_000_000, 1))} MB"


def asks(part: Part) -> str:
    """What a part of a query asks for, in words."""
    told = str(ASKS[part.asks]) % {"amounts": ", ".join(f"{amount:g}" for amount in part.amounts)}
    return f"{told} · {SHARES['title']}" if part.where == "title" else told
