"""What a bibliography says of a document, and its two forms for programs: RIS and BibTeX.

Zotero's own translators decide the tags and fields: they make a report with its number and institution of a document
that bears a number, an article of what a newspaper printed, and a page on the web of all else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Literal, TypeAlias

from corpus.document import Document
from corpus.vocabulary import industries, places
from indexer.results import Hit

Kind: TypeAlias = Literal["government", "newspaper", "page"]
"""A document that bears a number; what a newspaper printed; anything else, mostly read on the web."""

# 公报 and 通报 and their like are no newspapers, whatever their last character.
_NEWSPAPER = re.compile(r"(?<![公简簡通情预預汇匯电電快海申])[报報]$|\b(?:Daily|Times|Herald|Morning Post)$")

_RIS_TYPES: dict[Kind, str] = {"government": "GOVDOC", "newspaper": "NEWS", "page": "ELEC"}
_BIBTEX_TYPES: dict[Kind, str] = {"government": "techreport", "newspaper": "article", "page": "misc"}
_REPORT_TYPES = {"en": "Government document", "zh-Hant": "政府公文"}
_BABEL_LANGUAGES = {"zh-Hans": "chinese", "zh-Hant": "chinese", "en": "english"}

# Braces are spelled out because BibTeX counts even escaped ones.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "%&#_$"},
    }
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9_:.-]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a bibliography says of one document. Every text is one line; ``keywords`` are labels.

    ``issuer`` is the body that issued it, ``source`` where it was published; either may be empty. ``accessed`` is the
    day it was looked at, where that is to be said.
    """

    id: str
    title: str
    issuer: str
    source: str
    published: date | None
    url: str
    lang: str
    doc_number: str
    keywords: tuple[str, ...]
    accessed: date | None = None

    @property
    def kind(self) -> Kind:
        """What kind of publication it is cited as."""
        if self.doc_number:
            return "government"
        return "newspaper" if _NEWSPAPER.search(self.source) else "page"

    @classmethod
    def of_hit(cls, hit: Hit) -> Reference:
        """The reference of a hit, with the labels that it has."""
        return cls._of(hit, tuple(coded.label for coded in (*hit.districts, *hit.industries)))

    @classmethod
    def of_document(cls, document: Document, accessed: date | None = None) -> Reference:
        """The reference of a document, with labels in its own language."""
        lang = document.lang or "zh-Hans"
        labels = (
            *(places().label(code, lang) for code in document.districts),
            *(industries().label(code, lang) for code in document.industries),
        )
        return cls._of(document, labels, accessed)

    @classmethod
    def _of(cls, one: Hit | Document, keywords: tuple[str, ...], accessed: date | None = None) -> Reference:
        return cls(
            id=one.id,
            title=_line(one.title),
            issuer=_line(one.issuer),
            source=_line(one.source),
            published=one.published,
            # White space in an address comes of a page that broke its line.
            url="".join(one.url.split()),
            lang=_line(one.lang),
            doc_number=_line(one.doc_number),
            keywords=tuple(map(_line, keywords)),
            accessed=accessed,
        )


def ris_reference(reference: Reference) -> str:
    """A reference in the RIS format, with the blank line that ends it."""
    kind = reference.kind
    published, accessed = reference.published, reference.accessed
    fields = [
        ("TY", _RIS_TYPES[kind]),
        ("ID", _line(reference.id)),
        ("TI", reference.title),
        ("AU", reference.issuer),
        ("PB" if kind == "government" else "T2", reference.source),
        ("PY", str(published.year) if published else ""),
        ("DA", f"{published:%Y/%m/%d/}" if published else ""),
        ("SN", reference.doc_number),
        ("LA", reference.lang),
        ("UR", reference.url),
        ("Y2", f"{accessed:%Y/%m/%d/}" if accessed else ""),
        *(("KW", keyword) for keyword in reference.keywords),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n\r\n"])


def bibtex_entry(reference: Reference) -> str:
    """A reference as a BibTeX entry: ``year`` for BibTeX's own styles, ``date`` for biblatex."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(reference) if value)
    return f"@{_BIBTEX_TYPES[reference.kind]}{{{_bibtex_key(reference.id)},\n{fields}}}\n\n"


def _bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    published, accessed = reference.published, reference.accessed
    # Double braces keep the capitals of a title, and a body's name from being taken apart like a person's.
    yield "title", _braced(reference.title)
    yield "author", _braced(reference.issuer)
    match reference.kind:
        case "government":
            yield "type", _REPORT_TYPES.get(reference.lang, "政府文件")
            yield "institution", _tex(reference.source or reference.issuer)
        case "newspaper":
            yield "journal", _tex(reference.source)
            yield "entrysubtype", "newspaper"
        case "page":
            # Styles for BibTeX and biblatex print the one, Zotero and GB/T 7714 styles take the other.
            yield "howpublished", _tex(reference.source)
            yield "publisher", _tex(reference.source)
    yield "date", published.isoformat() if published else ""
    yield "year", str(published.year) if published else ""
    yield "number", _tex(reference.doc_number)
    yield "url", reference.url.translate(_IN_ADDRESS)
    yield "urldate", accessed.isoformat() if accessed else ""
    yield "langid", _BABEL_LANGUAGES.get(reference.lang, "")
    yield "language", _tex(reference.lang)
    yield "keywords", _tex(", ".join(reference.keywords))


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _braced(text: str) -> str:
    return f"{{{_tex(text)}}}" if text else ""


def _bibtex_key(document_id: str) -> str:
    """The id where it can be a key; otherwise what can be of it, and a digest that tells it from others."""
    safe = _NOT_IN_KEY.sub("-", document_id).strip("-")
    if safe == document_id:
        return document_id
    digest = blake2b(document_id.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{safe}-{digest}" if safe else digest
