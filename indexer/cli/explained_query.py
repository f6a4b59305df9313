"""A query explained, as a terminal shows it."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.cli.console import count_of_documents, faint, how_found, marked, one_line, say, strong
from indexer.explain import Explanation, InResult, Verdict
from indexer.explaining.nearest import Nearest, NearestKind
from indexer.explaining.parts import Asks, InDocument, Part, ShareKind

_ASKS: Mapping[Asks, str] = {
    "everything": "every document",
    "words": "literally, or all its words",
    "literal": "literally",
    "wildcard": "a literal with holes",
    "near": "these near each other, at most {amounts} units between them",
    "all": "all of these",
    "any": "any of these",
    "some": "at least {amounts} of these",
    "not": "not this",
    "boost": "this, counted {amounts} times",
    "equals": "this or any of its equals",
    "apart": "this whole, or in part what it is taken apart into",
    "evidence": "what of it speaks for a document: its words, pairs of units and units",
    "district": "by district",
    "issued": "by where it was issued",
    "industry": "by industry",
    "source": "by source",
    "lang": "by lang",
    "date": "by date",
    "number": "by document number",
    "borne": "by the document number that it bears",
    "cited": "by a document number that it cites",
}
_VERDICTS: Mapping[Verdict, str] = {
    "found": "is found",
    "partial": "is found, but satisfies only part of the query",
    "copy": "is not shown, since a copy of it is",
    "filtered": "is kept out by a filter",
    "outranked": "is not found: it satisfies only part of the query, which --match any would ask for",
    "missing": "is not found: see what it lacks below",
}
_SHARES: Mapping[ShareKind, str] = {
    "title": "in the title",
    "text": "in the text",
    "words": "by its words",
    "together": "for its parts together",
}
_NEAREST: Mapping[NearestKind, str] = {
    "text": "in the text, not in the title:",
    "equal": "it holds what means the same:",
    "sound": "it holds what is read alike:",
    "run": "the longest part of it that it holds:",
    "words": "words of it that it holds:",
    "spelling": "it holds a similar word:",
    "distance": "where they are nearest, units between them:",
    "value": "it has:",
    "held": "it holds what was excluded:",
}


def show_explanation(explanation: Explanation) -> None:
    """Show how a query was read and what its parts find, and what became of a document, if one was asked about."""
    reading = explanation.reading
    say(f"{faint('read as')}  {one_line(reading.read_as) or 'every document'}")
    for warning in reading.warnings:
        say(f"{faint('note   ')}  {one_line(warning.message)}")
    found = count_of_documents(explanation.total)
    counts = (explanation.literal_total, explanation.other_total, explanation.partial_total)
    how = how_found(*counts) if explanation.total else ""
    say(f"{faint('finds  ')}  {found}{how}")
    document = explanation.document
    if document is not None:
        say(f"{faint('this   ')}  {one_line(document.id)} {_verdict(document, explanation.total)}")
    say()
    for part in (explanation.whole, *explanation.filters):
        _show_part(part, 0)
    if document is not None and document.scored is not None:
        say()
        say(faint("scored as what satisfies only part of the query:"))
        _show_part(document.scored, 0)


def _verdict(document: InResult, total: int) -> str:
    told = _VERDICTS[document.verdict]
    if document.hit is None:
        return told
    if document.copy_id is not None:
        told += f", {one_line(document.copy_id)}"
    place = f" at place {document.place:,} of {total:,}" if document.place is not None else ""
    by = f" by {', '.join(document.hit.matched_by)}" if document.hit.matched_by else ""
    return f"{told}{place}{by}, with a score of {document.hit.score:.3f}"


def _show_part(part: Part, depth: int) -> None:
    indent = "  " * depth
    meaning = _ASKS[part.asks].format(amounts=", ".join(f"{amount:g}" for amount in part.amounts))
    meaning = f"{part.kind}, {meaning}" if part.kind else meaning
    where = " in the title" if part.where == "title" else ""
    verdict = f" · {_fares(part.here)}" if part.here is not None else ""
    written = strong(one_line(part.written) or "*")
    say(f"{indent}{written}  ({meaning}{where}) · {count_of_documents(part.documents)}{verdict}")
    details = {"folded": part.folded, "units": " ".join(part.units), "words": " ".join(part.words)}
    shown = [f"{name} {one_line(value)}" for name, value in details.items() if value]
    if shown:
        say(faint(f"{indent}  {' · '.join(shown)}"))
    if part.here is not None:
        _show_here(part.here, indent)
    idle = [each for each in part.parts if each.is_idle]
    for each in part.parts:
        if each not in idle:
            _show_part(each, depth + 1)
    if idle:
        say(faint(f"{indent}  equals found nowhere: {', '.join(one_line(each.text) for each in idle)}"))


def _fares(here: InDocument) -> str:
    if not here.matches:
        lacks = f": it lacks {', '.join(here.missing_words)}" if here.missing_words else ""
        return f"NOT here{lacks}"
    how = f"here ({', '.join(here.matched_by)})" if here.matched_by else "here"
    if here.outweighed:
        return f"{how}, outweighed by another"
    return how if here.score is None else f"{how} {here.score:.3f}"


def _show_here(here: InDocument, indent: str) -> None:
    if here.shares:
        shares = " · ".join(f"{share.score:.3f} {_SHARES[share.kind]}" for share in here.shares)
        say(faint(f"{indent}  {shares}"))
    for nearest in here.nearest:
        say(f"{indent}  {faint(_NEAREST[nearest.kind])} {_held(nearest)}")


def _held(nearest: Nearest) -> str:
    if nearest.kind == "distance":
        return "no field has all of them" if nearest.distance is None else f"{nearest.distance:,}"
    texts = one_line(", ".join(nearest.texts)) or "none"
    if nearest.excerpt is None:
        return texts
    return f"{texts} · {marked(one_line(nearest.excerpt.text), nearest.excerpt.matches)}"
