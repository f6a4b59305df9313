"""The two facts about a document and places: where it was issued, and which places it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.metadata.districts import LEAD, places_about
from corpus.metadata.finding import Finding
from corpus.metadata.issuing import Evidence, find_issuing_place
from corpus.metadata.phrases import normalize, span_before_normalizing
from corpus.metadata.place_meanings import Field, Named, named_places
from corpus.vocabulary import places

_MEDIA = re.compile("[报報]|[网網]$|新[闻聞]|[广廣]播|[电電][视視]|[卫衛][视視]|news|daily|times|post|agency")
_IN_TITLE, _IN_LEAD, _IN_TEXT = 0.98, 0.96, 0.9
"""The share of right places among those that stand in the title, in the lead, and only further down (measured)."""


@dataclass(frozen=True, slots=True)
class PlaceFindings:
    """Codes of places with the words that say them; ``districts`` heaviest first, most specific only."""

    issued_in: Finding[str] | None
    districts: tuple[Finding[str], ...]


def find_places(
    title: str, text: str, source: str = "", issuer: str = "", doc_number: str = ""
) -> PlaceFindings:
    """Where a document was issued and what places it is about, from its fields.

    A ``source`` that is no office but a newspaper or a station says nothing about places.
    """
    given: dict[Field, str] = {"issuer": issuer, "source": source, "title": title, "text": text}
    fields = {field: normalize(each) if each else "" for field, each in given.items()}
    if _MEDIA.search(fields["source"]):
        fields["source"] = ""
    named = named_places(fields)
    issuing = find_issuing_place(fields, named, doc_number)
    issued_in = _issued_in(issuing, given) if issuing else None
    codes = places_about(named, issuing.code if issuing else "")
    return PlaceFindings(issued_in, tuple(_about(code, named, given, issued_in) for code in codes))


def _issued_in(issuing: Evidence, given: Mapping[Field, str]) -> Finding[str]:
    return _finding(issuing.code, issuing.kind.confidence, given, issuing.field, issuing.span)


def _about(
    code: str, named: Sequence[Named], given: Mapping[Field, str], issued_in: Finding[str] | None
) -> Finding[str]:
    """A place that a document is about, as the first name in title or text says that means it or a place in it."""
    for field, mention, bearer in named:
        if (field == "title" or field == "text") and bearer and code in (bearer.code, *bearer.above):
            certain = _IN_TITLE if field == "title" else _IN_LEAD if mention.start < LEAD else _IN_TEXT
            return _finding(code, certain, given, field, (mention.start, mention.end))
    if issued_in and code in (issued_in.value, *places().ancestors(issued_in.value)):
        return Finding(code, issued_in.confidence, issued_in.said, issued_in.span, issued_in.field)
    return Finding(code, _IN_TEXT)


def _finding(
    code: str, confidence: float, given: Mapping[Field, str], field: Field, span: tuple[int, int] | None
) -> Finding[str]:
    """A finding that tells its words as they are written; a span only where they stand in the title or text."""
    written = span_before_normalizing(given[field], *span) if span else None
    said = given[field][slice(*written)] if written else ""
    if field == "title" or field == "text":
        return Finding(code, confidence, said, written, field)
    return Finding(code, confidence, said)
