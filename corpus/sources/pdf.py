"""PDF files: one record each, a form feed between the texts of two pages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from corpus.errors import RecordError
from corpus.sources.parsing import parsing, title_in
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream, seekable

# Told of nowhere else, what the library has to say of damage would be written to the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

PAGE_END = "\f"


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The file as one record. Of pages that cannot be read the first is reported, the others make the text."""
    with parsing(place, "PDF"):
        reader = PdfReader(seekable(stream, place))
        _unlock(reader, place)
        count = len(reader.pages)
    pages, failures = [], []
    for number in range(count):
        try:
            with parsing(replace(place, line=number + 1), "page"):
                pages.append(reader.pages[number].extract_text().strip("\n"))
        except RecordError as error:
            failures.append(error)
    if failures:
        yield replace(place, line=failures[0].line).error(
            f"{failures[0].reason}; so {len(failures)} of {count} pages cannot be read, and the others make the text"
        )
    text = PAGE_END.join(pages)
    if not text.strip():
        if failures:
            return
        raise place.error(
            "the PDF holds no text, so its pages are pictures: run it through text recognition (OCR) first"
        )
    with parsing(place, "PDF"):
        title, created = _stated(reader)
    otherwise = {"published": created.date().isoformat() if created else ""}
    yield record_from({"text": text, "title": title_in(text, title)}, place, otherwise)


def _unlock(reader: PdfReader, place: Place) -> None:
    """Open what is encrypted without a password, as files are that only forbid printing or changing them."""
    if not reader.is_encrypted:
        return
    try:
        reader.decrypt("")
        reader.get_num_pages()
    except DependencyError as error:
        raise place.error(
            "the PDF is encrypted with AES, which needs one more package: pip install 'pypdf[crypto]'"
        ) from error
    except FileNotDecryptedError as error:
        raise place.error("the PDF is locked by a password: save it without one") from error


def _stated(reader: PdfReader) -> tuple[str, datetime | None]:
    """The title and the time of making that the file states, where it does."""
    stated = reader.metadata
    if stated is None:
        return "", None
    try:
        created = stated.creation_date
    except ValueError:
        created = None
    return stated.title or "", created
