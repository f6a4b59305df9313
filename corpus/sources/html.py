"""HTML to plain text: a paragraph or heading becomes a paragraph, a line break or list item a line."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

DROPPED = frozenset(
    [
        *(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "title",
            "iframe",
            "object",
            "svg",
            "math",
            "canvas",
        ),
        *("audio", "video", "button", "select", "input", "textarea"),
    ]
)
"""Elements whose content is no text of the page."""
_PARAGRAPHS = frozenset(
    [
        *(
            "p",
            "div",
            "section",
            "article",
            "main",
            "aside",
            "header",
            "footer",
            "nav",
            "blockquote",
            "figure",
        ),
        *(
            "figcaption",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "ul",
            "ol",
            "dl",
            "pre",
            "address",
            "form",
        ),
        *("hr", "center", "body"),
    ]
)
_LINES = frozenset(("li", "tr", "dt", "dd", "caption", "option"))
_CELLS = frozenset(("td", "th"))

_PARAGRAPH, _LINE, _BREAK, _CELL, _WRAP = "\x02\x03\x04\x05\x06"
"""What elements and line ends of the source mean, until the whole text stands side by side."""
_BREAKS = re.compile("[ \x05\x06]*[\x02-\x04][ \x02-\x06]*")
_CELLS_APART = re.compile("[ \x06]*\x05[ \x05\x06]*")
_HAN_OR_MARK = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
_WRAPPED_HAN = re.compile(rf"(?<=[{_HAN_OR_MARK}])[ \x06]*\x06[ \x06]*(?=[{_HAN_OR_MARK}])")
_WRAPPED = re.compile("[ \x06]*\x06[ \x06]*")
_SPACES = re.compile("[ \t\r\n\f\x00-\x1f]+")


def parse_html(markup: str) -> Any:
    """The root element of a page or fragment, or None where there is none. Bad markup is read as browsers read it."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def html_to_text(markup: str) -> str:
    """The text of a page or fragment."""
    root = parse_html(markup)
    return "" if root is None else element_text(root)


def element_text(root: Any) -> str:
    """The text below an element; white space as a browser would show it, but none where a line of Han text wraps."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element.tag in DROPPED:
                walk.skip_subtree()
            else:
                pieces += (_before(element.tag), _collapsed(element.text))
            continue
        if event == "end" and element.tag not in DROPPED:
            pieces.append(_after(element.tag))
        if element is not root:
            pieces.append(_collapsed(element.tail))
    text = _CELLS_APART.sub("\t", _BREAKS.sub(_as_lines, "".join(pieces)))
    return _WRAPPED.sub(" ", _WRAPPED_HAN.sub("", text)).strip()


def _before(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    return _LINE if tag in _LINES else _BREAK if tag == "br" else ""


def _after(tag: str) -> str:
    if tag in _PARAGRAPHS:
        return _PARAGRAPH
    return _LINE if tag in _LINES else _CELL if tag in _CELLS else ""


def _collapsed(text: str | None) -> str:
    return _SPACES.sub(lambda spaces: _WRAP if "\n" in spaces[0] else " ", text) if text else ""


def _as_lines(breaks: re.Match[str]) -> str:
    return "\n\n" if _PARAGRAPH in breaks[0] or breaks[0].count(_BREAK) > 1 else "\n"
