"""Word documents (``.docx``): one record each, a line for a paragraph and for the row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import nsmap
from lxml import etree

from corpus.errors import RecordError
from corpus.sources.office import check_package
from corpus.sources.parsing import parsing, title_in
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream, seekable

_NAMES = {**nsmap, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"}
_HIDDEN = "ancestor::w:rt or ancestor::w:moveFrom or ancestor::mc:Fallback"
"""Readings above characters, what was moved elsewhere, and boxes as older programs read them."""
_RUNS = etree.XPath(
    f".//w:r[count(ancestor::w:txbxContent) = $depth and not({_HIDDEN})]/*", namespaces=_NAMES
)
_BOXES = etree.XPath(
    f".//w:txbxContent[count(ancestor::w:txbxContent) = $depth and not({_HIDDEN})]", namespaces=_NAMES
)
_DEPTH = etree.XPath("count(ancestor-or-self::w:txbxContent)", namespaces=_NAMES)
_W = f"{{{_NAMES['w']}}}"
_MARKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The file as one record."""
    package = seekable(stream, place)
    check_package(package, place)
    with parsing(place, "Word document"):
        document = Document(package)
        text = "\n".join(_lines(document.element.body))
        # The dates that it states as well are often those of the template it was made from.
        title = title_in(text, document.core_properties.title)
    yield record_from({"text": text, "title": title}, place)


def _lines(container: Any) -> Iterator[str]:
    """The paragraphs and rows below an element, in their order."""
    for element in container.iterchildren(tag=etree.Element):
        if element.tag == f"{_W}p":
            yield _paragraph(element)
            for box in _BOXES(element, depth=_DEPTH(element)):
                yield from _lines(box)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                if next(row.iterancestors(f"{_W}tbl")) is element:
                    yield "\t".join(" ".join(filter(None, _lines(cell))) for cell in _cells(row))
        else:
            # Content controls, insertions and marks of other programs around whole paragraphs.
            yield from _lines(element)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(f"{_W}tc") if next(cell.iterancestors(f"{_W}tr")) is row)


def _paragraph(paragraph: Any) -> str:
    """The text of all its runs, those in links, content controls and insertions too; not that of boxes."""
    return "".join(
        (piece.text or "") if piece.tag == f"{_W}t" else _MARKS.get(piece.tag, "")
        for piece in _RUNS(paragraph, depth=_DEPTH(paragraph))
    )
