"""The two facts about a document and places: where it was issued, and which places it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.metadata.districts import LEAD, places_about
from corpus.metadata.finding import Finding
from corpus.metadata.issuing import find_issuing_place
from corpus.metadata.issuing_evidence import NUMBER
from corpus.metadata.phrases import normalize, span_before_normalizing
from corpus.metadata.place_meanings import Field, Named, named_places
from corpus.vocabulary import places

_MEDIA = re.compile("[报報]|[网網]$|新[闻聞]|[广廣]播|[电電][视視]|[卫衛][视視]|news|daily|times|post|agency")
_OFFICE = re.compile("[处處科局室课課所署厅廳府]$")
CONFIDENCE = {"title": 0.98, "lead": 0.96, "text": 0.9}
"""The share of right places among those that stand in the title, in the lead, and only further down."""


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
    reported = bool(_MEDIA.search(fields["source"])) and not _OFFICE.search(fields["source"])
    if reported:
        fields["source"] = ""
    named = named_places(fields)
    issuing = find_issuing_place(fields, named, doc_number, reported)
    texts = _Texts(given, fields)
    issued_in = None
    if issuing:
        rule = issuing.kind.name
        issued_in = texts.finding(issuing.code, issuing.kind.confidence, issuing.field, issuing.span, rule)
        if issuing.kind is NUMBER:
            issued_in = replace(issued_in, said=doc_number)
    codes = places_about(fields["text"], named, issuing.code if issuing else "")
    return PlaceFindings(issued_in, tuple(_about(code, named, texts, issued_in) for code in codes))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The fields as they are written, and normalized."""

    given: Mapping[Field, str]
    normalized: Mapping[Field, str]

    def finding(
        self, code: str, confidence: float, field: Field, span: tuple[int, int] | None, rule: str
    ) -> Finding[str]:
        """A finding that tells its words as they are written; a span only where they stand in the title or text."""
        text = self.given[field]
        # Mostly normalizing leaves the words where they are.
        if span and text[slice(*span)].casefold() != self.normalized[field][slice(*span)]:
            span = span_before_normalizing(text, *span)
        said = text[slice(*span)] if span else ""
        if field == "title" or field == "text":
            return Finding(code, confidence, said, span, field, rule)
        return Finding(code, confidence, said, rule=rule)


def _about(code: str, named: Sequence[Named], texts: _Texts, issued_in: Finding[str] | None) -> Finding[str]:
    """A place that a document is about, as the first name in title or text says that means it or a place in it."""
    for field, mention, bearer in named:
        if (field == "title" or field == "text") and bearer and code in (bearer.code, *bearer.above):
            rule = "title" if field == "title" else "lead" if mention.start < LEAD else "text"
            return texts.finding(code, CONFIDENCE[rule], field, (mention.start, mention.end), rule)
    if issued_in and code in (issued_in.value, *places().ancestors(issued_in.value)):
        return replace(issued_in, value=code)
    return Finding(code, CONFIDENCE["text"], rule="text")
