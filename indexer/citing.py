"""One document as it is cited: GB/T 7714—2015, APA 7 in two forms, BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from corpus.document import Document
from indexer.language.english import MONTHS
from indexer.references import Reference, bibtex_entry, ris_reference

CitationStyle: TypeAlias = Literal["gbt7714", "apa", "apa-zh", "bibtex", "ris"]

STYLE_NAMES: Mapping[CitationStyle, str] = {
    "gbt7714": "GB/T 7714—2015",
    "apa": "APA 7",
    "apa-zh": "APA 7（中文）",
    "bibtex": "BibTeX",
    "ris": "RIS",
}
"""The styles by what their standards are called, in the order in which they are offered."""

_UNTITLED = {"en": "[Untitled]", "zh-Hant": "〔無題〕"}
_FULL_STOPS = "。．.｡ "
_SENTENCE_ENDS = ("？", "！", "?", "!", "…")


class Citation(NamedTuple):
    """A document in one style. The last two styles have several lines, the others one."""

    style: CitationStyle
    text: str


def citations(document: Document, accessed: date) -> tuple[Citation, ...]:
    """A document in every style that fits it; ``accessed`` is the day it was looked at."""
    return tuple(
        Citation(style, cite(document, style, accessed))
        for style in STYLE_NAMES
        if style != "apa-zh" or document.lang != "en"
    )


def cite(document: Document, style: CitationStyle, accessed: date) -> str:
    """A document in one style.

    ``apa`` is the form that English papers use, ``apa-zh`` that of Chinese papers, in which an English document is
    cited as in English ones. Plain text has no italics: whoever pastes it sets them.
    """
    reference = Reference.of_document(document, accessed)
    match style:
        case "gbt7714":
            return _gbt7714(reference, accessed)
        case "apa":
            return _apa(reference, accessed)
        case "apa-zh":
            return (_apa if reference.lang == "en" else _apa_in_chinese)(reference, accessed)
        case "bibtex":
            return bibtex_entry(reference).strip()
        case "ris":
            return ris_reference(reference).replace("\r\n", "\n").strip()


def _gbt7714(reference: Reference, accessed: date) -> str:
    """GB/T 7714—2015, 4.4 (parts of newspapers) and 4.6 (electronic resources); [Z] is what has no other mark."""
    published = reference.published.isoformat() if reference.published else ""
    looked_at = f"[{accessed.isoformat()}]"
    title = _title(reference)
    if reference.doc_number:
        title = f"{title}: {reference.doc_number}"
    by = _sentence(reference.issuer)
    if reference.kind == "newspaper":
        printed = ", ".join(part for part in (reference.source, published) if part)
        if reference.url:
            return f"{by}{title}[N/OL]. {printed}{looked_at}. {reference.url}."
        return f"{by}{title}[N]. {printed}."
    by = by or _sentence(reference.source)
    if reference.url:
        dated = f"({published})" if published else ""
        return f"{by}{title}[EB/OL]. {dated}{looked_at}. {reference.url}."
    source = reference.source if reference.issuer not in ("", reference.source) else ""
    printed = ", ".join(part for part in (source, published) if part)
    return f"{by}{title}[Z]. {printed}." if printed else f"{by}{title}[Z]."


def _apa(reference: Reference, accessed: date) -> str:
    """Publication Manual of the APA, 7th edition, 9.1-9.43; without an author the title stands in its place."""
    day = reference.published
    dated = f"({day.year}, {MONTHS[day.month - 1]} {day.day})." if day else "(n.d.)."
    number = f" ({reference.doc_number})" if reference.doc_number else ""
    title = f"{_title(reference)}{number}"
    title = title if title.endswith(_SENTENCE_ENDS) else f"{title}."
    parts = [f"{reference.issuer}.", dated, title] if reference.issuer else [title, dated]
    if reference.source not in ("", reference.issuer):
        parts.append(f"{reference.source}.")
    if reference.url and not day:
        parts.append(f"Retrieved {MONTHS[accessed.month - 1]} {accessed.day}, {accessed.year}, from")
    return " ".join([*parts, reference.url]).strip()


def _apa_in_chinese(reference: Reference, accessed: date) -> str:
    """The APA's order with the punctuation of Chinese papers."""
    traditional = reference.lang == "zh-Hant"
    undated = "無日期" if traditional else "无日期"
    dated = f"（{_in_chinese(reference.published) if reference.published else undated}）。"
    number = f"（{reference.doc_number}）" if reference.doc_number else ""
    title = f"{_title(reference)}{number}"
    if reference.issuer:
        ended = title if title.endswith(_SENTENCE_ENDS) else f"{title}。"
        parts = [reference.issuer, dated, ended]
    else:
        parts = [title, dated]
    if reference.source not in ("", reference.issuer):
        parts.append(f"{reference.source}。")
    if reference.url and not reference.published:
        parts.append(f"{'檢索日期' if traditional else '检索日期'}：{_in_chinese(accessed)}。")
    return "".join([*parts, reference.url])


def _title(reference: Reference) -> str:
    return reference.title.rstrip(_FULL_STOPS) or _UNTITLED.get(reference.lang, "〔无题〕")


def _sentence(name: str) -> str:
    return f"{name}. " if name else ""


def _in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
