"""Documents that mean harm: every field of them holds what would do some, were it not escaped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.document import Document
from hostility.pieces import ADDRESSES, LINES, MARKUP, PATHS, TEMPLATES

_PIECES = (*MARKUP, *TEMPLATES, *LINES)
_IN_ONE = 9
"""Pieces that one document holds."""


def hostile_documents() -> Iterator[Document]:
    """Documents that hold every piece of markup, and all have 自贸区 in common."""
    for number, start in enumerate(range(0, len(_PIECES), _IN_ONE)):
        pieces = _PIECES[start : start + _IN_ONE]
        first, second, third = pieces[0], pieces[len(pieces) // 2], pieces[-1]
        cited = f"国发〔2015〕{number + 1}号 《{first}》（国发〔2015〕{number + 2}号）"
        yield Document(
            id=f"{PATHS[number % len(PATHS)]}{first}{number}"[:400],
            title=f"自贸区 {first} {second}",
            text=f"海淀区自贸区 {' 自贸区 '.join(pieces)}\n{cited}",
            published=date(2019 + number % 4, 1 + number % 12, 9),
            source=second,
            url=ADDRESSES[number % len(ADDRESSES)],
            lang=("zh-Hans", "zh-Hant", "en", "", third)[number % 5],
            districts=("110108",) if number % 2 else (first, "110108"),
            industries=("new-it.ai", third),
            doc_number=f"国发〔2015〕{number + 1}号" if number % 3 else first,
            issuer=third,
            issued_in="110000" if number % 2 else second,
            evidence={"title": {"confidence": 0.5, "said": first, "field": "text", "start": 0, "end": 2}},
            extra={third: {second: [first]}},
        )
    # A copy of the first, so that there is a family to show.
    yield Document(
        id=f"copy{MARKUP[0]}",
        title=f"自贸区 {MARKUP[0]}",
        text="海淀区自贸区 " + " 自贸区 ".join(_PIECES[:_IN_ONE]),
    )
