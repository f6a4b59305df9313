"""The raw record: what a reader makes of one page or row, with every field as it was read."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from corpus.errors import RecordError
from corpus.sources.html import html_to_text

_STRINGS = (
    "title",
    "text",
    "html",
    "published",
    "source",
    "url",
    "lang",
    "doc_number",
    "issuer",
    "issued_in",
)
_LISTS = ("districts", "industries")
FIELDS = frozenset((*_STRINGS, *_LISTS, "id"))
"""The keys of a record that is given; every other one is kept in ``extra``."""
_KNOWN = FIELDS | {"evidence"}
"""What no reader takes for a key of its own; evidence is left out, since it is about another reading."""
_BETWEEN = re.compile("[;；、，|\n]")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands.

    ``file`` is the path as the user gave it, joined with what lies below it; ``name`` is the path below the folder that
    was given, or the file's bare name; ``line`` is the record's first line from 1, or 0 where the file is the record.
    In a sheet it counts rows, in a feed entries, and in what is told of a PDF pages.
    """

    file: str
    name: str
    line: int = 0

    def error(self, reason: str) -> RecordError:
        """What is wrong here."""
        return RecordError(self.file, self.line, reason)


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One page or row with its fields as read: nothing cleaned, found or looked up; empty where nothing was given.

    ``text`` is plain text with a line for each paragraph or heading. ``districts`` and ``industries`` are names or
    codes. ``extra`` holds the keys that we do not know. ``otherwise`` has values for fields that are empty here, if the
    text does not tell them either: when a PDF was made, the name of the site of a page.
    """

    place: Place
    text: str
    id: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    url: str = ""
    lang: str = ""
    districts: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    doc_number: str = ""
    issuer: str = ""
    issued_in: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file that the record was read from."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line that the record begins on, 0 where the whole file is the record."""
        return self.place.line

    @property
    def is_page(self) -> bool:
        """Whether the whole file is the record, so that title and byline may stand in the text."""
        return not self.place.line


def record_from(
    values: Mapping[str, Any], place: Place, otherwise: Mapping[str, str] = MappingProxyType({})
) -> RawRecord:
    """The record that a JSON object or a row with the known keys describes.

    Absent, null and NaN (which tables of numbers leave in empty cells) are the same. Raises RecordError for a value
    of a wrong type and where there is neither text nor HTML; an empty text is none, unless a title says something.
    """
    strings = {key: _string(key, values.get(key), place) for key in _STRINGS}
    html = strings.pop("html")
    text = strings.pop("text")
    if not text.strip() and html.strip():
        text = html_to_text(html)
    if not text.strip() and not (
        strings["title"].strip() and (_given(values, "text") or _given(values, "html"))
    ):
        raise place.error("the record has no text: it needs the key text or html with something in it")
    return RawRecord(
        place,
        text,
        id=_identifier(values.get("id"), place),
        districts=_names("districts", values.get("districts"), place),
        industries=_names("industries", values.get("industries"), place),
        extra={key: _whole(value) for key, value in values.items() if key not in _KNOWN},
        otherwise={key: value for key, value in otherwise.items() if value},
        **strings,
    )


def _given(values: Mapping[str, Any], key: str) -> bool:
    return not _absent(values.get(key))


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _string(key: str, value: object, place: Place) -> str:
    if _absent(value):
        return ""
    if not isinstance(value, str):
        raise place.error(f"{key} should be a string and is {_kind(value)}")
    return _HALF_PAIR.sub("\ufffd", value)


def _identifier(value: object, place: Place) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _string("id", value, place).strip()


def _names(key: str, value: object, place: Place) -> tuple[str, ...]:
    if _absent(value):
        return ()
    if isinstance(value, str):
        value = _BETWEEN.split(value)
    if not isinstance(value, list):
        raise place.error(f"{key} should be a list of strings and is {_kind(value)}")
    names = [_string(key, name, place).strip() for name in value]
    return tuple(dict.fromkeys(filter(None, names)))


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "a string"


def _whole(value: Any) -> Any:
    """A JSON value without halves of surrogate pairs, which no file can hold, and without NaN, which JSON lacks."""
    match value:
        case str():
            return _HALF_PAIR.sub("\ufffd", value)
        case float() if not math.isfinite(value):
            return None
        case list():
            return [_whole(item) for item in value]
        case dict():
            return {_whole(key): _whole(item) for key, item in value.items()}
        case _:
            return value
