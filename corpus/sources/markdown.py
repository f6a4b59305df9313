"""Markdown files: one page each, with the known keys in a front matter where there is one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from corpus.errors import RecordError
from corpus.sources.decoding import decode
from corpus.sources.html import html_to_text
from corpus.sources.parsing import parsing
from corpus.sources.record import Place, RawRecord, record_from
from corpus.sources.streams import Stream, read_whole

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(\w+)[ \t]*[:：][ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_ITEM = re.compile(r"\n[ \t]*-[ \t]+")
_KEYS = {"date": "published", "tags": "industries"}
"""Keys of other tools for what we call otherwise."""


def read_records(stream: Stream, place: Place) -> Iterator[RawRecord | RecordError]:
    """The file as one record; without a title in the front matter, the first heading of the first level is it."""
    markdown = decode(read_whole(stream, place))
    values: dict[str, object] = {}
    if found := _FRONT_MATTER.match(markdown):
        values = _fields(found[1])
        markdown = markdown[found.end() :]
    with parsing(place, "page"):
        parser = MarkdownIt("commonmark").enable("table")
        tokens = parser.parse(markdown)
        if not values.get("title"):
            heading = next(
                (n for n, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"),
                None,
            )
            if heading is not None:
                values["title"] = html_to_text(
                    parser.renderer.render(tokens[heading : heading + 3], parser.options, {})
                )
        values["text"] = html_to_text(parser.render(markdown))
    yield record_from(values, place)


def _fields(front_matter: str) -> dict[str, object]:
    """The plain fields of a front matter: ``key: value``, and lists as ``[a, b]`` or an item a line."""
    fields: dict[str, object] = {}
    for match in _FIELD.finditer(_ITEM.sub(";", front_matter)):
        key = _KEYS.get(match[1].lower(), match[1].lower())
        value = match[2].strip("\"'")
        if value.startswith("[") and value.endswith("]"):
            value = re.sub(r"\s*[,，]\s*", ";", value[1:-1]).replace('"', "").replace("'", "")
        fields[key] = value.strip(";")
    return fields
