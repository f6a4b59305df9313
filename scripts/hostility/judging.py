"""What no answer may do, whatever was sent: fail, grow elements or headers of what was sent, lead or load elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from lxml import etree, html

from hostility.pieces import COMPUTED, MARK

_FORBIDDEN = frozenset(
    (
        "base",
        "embed",
        "frame",
        "iframe",
        "math",
        "object",
        "plaintext",
        "portal",
        "style",
        "x:zsx",
    )
)
_RUNNING = frozenset(("foreignobject", "script"))
"""What a picture may hold that is more than a picture, and no feed needs."""
_ADDRESSES = frozenset(
    (
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "longdesc",
        "ping",
        "poster",
        "src",
        "srcset",
    )
) | {"xlink:href"}
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")
_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-\t\r\n]*):")
_PASSIVE = (
    "text/plain",
    "text/csv",
    "application/x-",
    "application/json",
    "application/x-ndjson",
    "text/x-bibtex",
)
_COOKIE = re.compile(r"ui=(zh-Hans|zh-Hant|en);|script=(zh-Hans|zh-Hant-TW|zh-Hant-HK)?;")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header, or nothing."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), "")


def complaints(answer: Answer, known_addresses: frozenset[str]) -> list[str]:
    """What is wrong with an answer; ``known_addresses`` are those of documents, to which links may lead."""
    return [*_of_the_head(answer), *_of_the_body(answer, known_addresses)]


def _of_the_head(answer: Answer) -> Iterator[str]:
    if not 200 <= answer.status < 500:
        yield f"status {answer.status}"
    for name, value in answer.headers:
        if not _HEADER_NAME.fullmatch(name) or MARK in name.lower():
            yield f"a header named {name!r}"
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
            yield f"a header with control characters: {name}: {value!r}"
        if name.lower() == "set-cookie" and not _COOKIE.match(value):
            yield f"a cookie {value!r}"
    location = answer.header("Location")
    if MARK in location.lower() and not re.match(r"/(?![/\\])", location):
        yield f"it leads to {location!r}"
    if answer.header("X-Content-Type-Options") != "nosniff":
        yield "its type may be guessed"
    if "default-src 'none'" not in answer.header("Content-Security-Policy"):
        yield "no policy"
    if answer.header("Access-Control-Allow-Origin"):
        yield "other sites may read it"


def _of_the_body(answer: Answer, known_addresses: frozenset[str]) -> Iterator[str]:
    kind = answer.header("Content-Type").partition(";")[0]
    if COMPUTED.encode() in answer.body:
        yield "something computed what was sent"
    if not answer.body or kind in ("text/css", "text/javascript"):
        # Files of our own, in which nothing stands that was sent.
        return
    if kind == "text/html":
        yield from _of_a_page(answer.body, known_addresses)
    elif kind == "application/json":
        json.loads(answer.body.decode("utf-8"))
    elif kind.endswith("xml"):
        yield from _of_xml(answer.body)
    elif not kind.startswith(_PASSIVE):
        yield f"an answer of type {kind!r}"


def _of_a_page(body: bytes, known_addresses: frozenset[str]) -> Iterator[str]:
    text = body.decode("utf-8")
    for tag, attributes in (*_by_lxml(text), *_by_python(text)):
        yield from _of_an_element(tag, attributes, known_addresses)


def _by_lxml(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for element in html.document_fromstring(text).iter():
        if isinstance(element.tag, str):
            yield element.tag, list(element.attrib.items())
        else:
            yield "comment", [("text", element.text or "")]


def _by_python(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """A second parser, which takes for markup what the first does not."""
    parser = _Elements(convert_charrefs=True)
    parser.feed(text)
    parser.close()
    return parser.found


class _Elements(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.found: list[tuple[str, list[tuple[str, str]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [(name, value or "") for name, value in attrs]))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", [("text", data)]))

    def handle_pi(self, data: str) -> None:
        self.found.append(("comment", [("text", data)]))


def _of_an_element(
    tag: str, attributes: list[tuple[str, str]], known_addresses: frozenset[str]
) -> Iterator[str]:
    name = tag.lower()
    if MARK in name or name in _FORBIDDEN:
        yield f"an element {tag!r}"
    given = dict(attributes)
    if name == "comment" and MARK in given["text"]:
        yield f"a comment {given['text']!r}"
    if name == "script" and not given.get("src", "").startswith("/static/"):
        yield "a script that is none of ours"
    if name == "meta" and given.get("http-equiv"):
        yield "a header in the page"
    for attribute, value in attributes:
        key = attribute.lower()
        if MARK in key or key.startswith("on") or key in ("style", "srcdoc"):
            yield f"an attribute {attribute!r} of {tag!r}"
        if key in _ADDRESSES and not _is_harmless(value, known_addresses):
            yield f"{tag!r} leads to {value!r}"


def _is_harmless(address: str, known_addresses: frozenset[str]) -> bool:
    """Whether an address stays here, or is the web address of a document."""
    if scheme := _SCHEME.match(address):
        return scheme[1].lower() in ("http", "https") and address in known_addresses
    return not re.match(r"[\x00-\x20]*[/\\][\t\r\n]*[/\\]", address)


def _of_xml(body: bytes) -> Iterator[str]:
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if MARK in name.text.lower() or name.localname.lower() in _RUNNING:
            yield f"an element {name.text!r}"
        for attribute, value in element.attrib.items():
            key = etree.QName(attribute).localname.lower()
            if MARK in attribute.lower() or key.startswith("on"):
                yield f"an attribute {attribute!r} of {name.text!r}"
            if (
                key == "href"
                and (scheme := _SCHEME.match(value))
                and scheme[1].lower() not in ("http", "https")
            ):
                yield f"{name.text!r} leads to {value!r}"
