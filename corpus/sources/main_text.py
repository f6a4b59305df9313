"""The main text of a page by trafilatura (extra ``formats``), with what it makes of title, date, address and site."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from datetime import date
from typing import Any

from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import DEFAULT_CONFIG

from corpus.sources.html import element_text

# Told of nowhere else, what the library has to say of a page would be written to the terminal.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())

_AS_HTML = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "quote": "blockquote",
}
"""Elements of the library's result, which follows TEI, and those of HTML that they stand for."""
_HOST = re.compile(r"[\w.-]+\.[a-z]{2,}", re.IGNORECASE)
_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"
"""Characters below which the whole page, menus and all, is taken for the article: by default 250, a Chinese notice."""


def main_text(root: Any) -> str:
    """The article's text with its paragraphs, or nothing where none is found. The page is left as it is."""
    # Its slow fallbacks are left out: where it finds too little, our own rule is one.
    found = bare_extraction(
        deepcopy(root),
        fast=True,
        favor_recall=True,
        include_comments=False,
        include_formatting=True,
        config=_CONFIG,
    )
    body = getattr(found, "body", None)
    if body is None:
        return ""
    for element in body.iter(*_AS_HTML):
        element.tag = _AS_HTML[element.tag]
    return element_text(body)


def metadata(root: Any) -> dict[str, str]:
    """Title, url, site and day, an ISO date, where the page's markup tells them; its running text is not asked."""
    only_markup = {"extensive_search": False, "original_date": True, "max_date": date.today().isoformat()}
    found = extract_metadata(deepcopy(root), date_config=only_markup)
    # Where no site is named, the library takes the host of the address for its name.
    site = "" if _HOST.fullmatch(found.sitename or "") else found.sitename
    told = {"title": found.title, "day": found.date, "url": found.url, "site": site}
    return {key: value for key, value in told.items() if value}
