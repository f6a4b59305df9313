"""A record to read: a paragraph for a methods section, and all of it as plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from corpus.vocabulary import industries, places
from indexer.recording.record import SearchRecord
from indexer.recording.wording import WORDINGS, Wording

_SHOWN_FINGERPRINT = 16
"""Hexadecimal digits of a fingerprint in a sentence; JSON has all of it."""


def methods(record: SearchRecord) -> Mapping[str, str]:
    """The paragraph in every language."""
    return {lang: paragraph(record, lang) for lang in WORDINGS}


def paragraph(record: SearchRecord, lang: str) -> str:
    """What was searched, how and when, and what was found, in sentences to be pasted into a methods section."""
    wording = WORDINGS[lang]
    return wording.space.join(filter(None, _sentences(record, wording, lang)))


def record_text(record: SearchRecord, lang: str) -> Iterator[str]:
    """The record as plain text in pieces: the paragraph, and behind it what it leaves out."""
    wording = WORDINGS[lang]
    yield f"{wording.heading}\n\n{paragraph(record, lang)}\n"
    if record.reading.expansions:
        yield f"\n{wording.equals_heading}\n"
        for expansion in record.reading.expansions:
            yield f"  {expansion.term} = {expansion.equal}\n"
    yield f"\n{wording.versions_heading}\n"
    for name, version in record.versions.items():
        yield f"  {name} {version}\n" if version else f"  {name} –\n"
    yield f"\n{wording.documents_heading.format(digest=record.digest)}\n"
    for rank, (id, score) in enumerate(record.hits, 1):
        yield f"{rank}\t{score:.6f}\t{' '.join(id.split())}\n"


def _sentences(record: SearchRecord, wording: Wording, lang: str) -> Iterator[str]:
    reading = record.reading
    yield wording.program.format(version=record.versions["zhengsou"], moment=_moment(record.made, wording))
    if reading.q.strip():
        yield _query(record, wording)
        yield wording.match[record.match]
    else:
        yield wording.no_query
    if narrowed := list(_filters(record, wording, lang)):
        yield wording.narrowed.format(filters=wording.clause.join(narrowed))
    yield wording.sort[record.sort]
    yield wording.collapsed if record.collapse else ""
    index = record.index
    yield wording.index.format(
        documents=f"{index.documents:,}", fingerprint=index.fingerprint[:_SHOWN_FINGERPRINT]
    )
    yield _found(record, wording)


def _query(record: SearchRecord, wording: Wording) -> str:
    reading = record.reading
    q = " ".join(reading.q.split())
    pieces = [wording.query.format(q=q)]
    if any(warning.code == "ran-corrected" for warning in reading.warnings):
        pieces.append(wording.corrected.format(corrected=reading.corrected))
    elif reading.read_as != q:
        pieces.append(wording.read_as.format(read_as=reading.read_as))
    if not record.expand:
        pieces.append(wording.not_expanded)
    elif reading.expansions:
        equals = {expansion.equal for expansion in reading.expansions}
        pieces.append(wording.expanded.format(count=len(equals)))
    else:
        pieces.append(wording.no_equals)
    return "".join(pieces)


def _filters(record: SearchRecord, wording: Wording, lang: str) -> Iterator[str]:
    filters = record.filters
    named: tuple[tuple[str, tuple[str, ...], Callable[[str], str]], ...] = (
        ("district", filters.district, lambda code: places().label(code, lang)),
        ("industry", filters.industry, lambda code: industries().label(code, lang)),
        ("source", filters.source, lambda source: " ".join(source.split())),
        ("lang", filters.lang, lambda code: wording.languages[code]),
    )
    for name, values, label in named:
        if values:
            yield wording.filters[name] + wording.between.join(map(label, values))
    if filters.first or filters.last:
        both, only_first, only_last = wording.period
        sentence = both if filters.first and filters.last else only_first if filters.first else only_last
        yield sentence.format(first=filters.first, last=filters.last)


def _found(record: SearchRecord, wording: Wording) -> str:
    totals = record.totals
    parts = []
    if totals.other is not None:
        parts = [
            (wording.literal, totals.literal),
            (wording.other, totals.other),
            (wording.partial, totals.partial),
        ]
    how = wording.between.join(sentence.format(count=f"{count:,}") for sentence, count in parts if count)
    found = wording.found.format(total=f"{totals.total:,}")
    return f"{found}{wording.how if how else ''}{how}{wording.stop}"


def _moment(moment: datetime, wording: Wording) -> str:
    # Hours and minutes; a zone may be off by seconds too, which nobody needs to know.
    offset = f"{moment:%z}"
    return wording.day.format(
        day=moment.day,
        month=wording.months[moment.month - 1],
        year=moment.year,
        time=f"{moment:%H:%M}",
        zone=f"UTC{offset[:3]}:{offset[3:5]}",
    )
