"""The article of a page: the element that holds most running text, by the rule of Arc90's Readability.

Each paragraph counts for its parent, and half for its grandparent; what surrounds articles is taken off before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from corpus.sources.html import element_text

_AROUND = ("nav", "header", "footer", "aside", "form", "menu", "dialog")
_CHROME = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|menu|breadcrumb|crumbs?|sidebar|footer|header|share|related|recommend|comments?"
    r"|copyright|pager|pagination|ads?)(?:$|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def article_text(root: Any) -> str:
    """The text of the article, or all that is not around articles where no part stands out. Takes the page apart."""
    body = next(root.iter("body"), root)
    for element in list(body.iter(*_AROUND)) + [
        e for e in body.iter("div", "section", "ul", "p") if _is_chrome(e)
    ]:
        if element.getparent() is not None and not any(
            e.tag in ("article", "main", "h1") for e in element.iter()
        ):
            element.drop_tree()
    marked = list(body.iter("article")) or list(body.iter("main"))
    article = max(marked, key=lambda element: len(element.text_content()), default=None)
    if article is None:
        article = _densest(body)
    text = element_text(article) if article is not None else ""
    return text or element_text(body)


def _is_chrome(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_CHROME.search(names) or _HIDDEN.search(element.get("style") or ""))


def _densest(body: Any) -> Any:
    scores: defaultdict[Any, float] = defaultdict(float)
    for element in body.iter("p", "div", "td", "section", "pre", "blockquote"):
        own = (element.text or "") + "".join(child.tail or "" for child in element)
        if element.tag == "p":
            own = element.text_content()
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        amount = len(own.strip()) - linked
        if amount < 10:
            continue
        holder = element.getparent() if element.tag == "p" else element
        scores[holder] += amount
        if (above := holder.getparent()) is not None:
            scores[above] += amount / 2
    return max(scores, key=scores.__getitem__, default=None)
