"""What is asked for: pages and calls of the interface, drawn from the documents of an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from random import Random
from urllib.parse import quote, urlencode

from drawing import drawn_documents

from corpus.document import Document
from indexer.engine import Engine

DOCUMENTS = 2_000
"""Documents from whose titles and texts queries are cut."""

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


def addresses(engine: Engine, number: int, seed: int) -> list[str]:
    """So many different addresses of an index, the same for a seed.

    Of ten, five are results pages, one narrowed by a district and one by a year and its order, two documents to read,
    two searches by a program, one suggestions, and one of a hundred the empty search page.
    """
    pick = Random(seed)
    drawn = drawn_documents(engine, DOCUMENTS, pick)
    documents = [document for document in drawn if _HAN.search(document.text)]
    return list(islice(_different(documents, pick), number))


def _different(documents: list[Document], pick: Random) -> Iterator[str]:
    """Addresses, none twice, until a hundred in a row have been there before."""
    known: set[str] = set()
    repeated = 0
    while repeated < 100:
        address = _address(pick.choice(documents), pick)
        if address in known:
            repeated += 1
            continue
        repeated = 0
        known.add(address)
        yield address


def _address(document: Document, pick: Random) -> str:
    query = _query(document, pick)
    kind = pick.random()
    if kind < 0.01:
        return "/"
    if kind < 0.3:
        return "/?" + urlencode({"q": query})
    if kind < 0.4:
        return "/?" + urlencode([("q", query), *(("district", code) for code in document.districts[:1])])
    if kind < 0.5:
        year = {"from": str(document.published.year)} if document.published else {}
        return "/?" + urlencode({"q": query, "sort": "newest", **year})
    if kind < 0.7:
        return f"/documents/{quote(document.id)}?" + urlencode({"q": query})
    if kind < 0.9:
        return "/api/v1/search?" + urlencode({"q": query, "facets": "district,industry,year,source"})
    return "/api/v1/suggest?" + urlencode({"q": query[:2]})


def _query(document: Document, pick: Random) -> str:
    """What a reader might type who has this document in mind: a piece of it, two pieces, or a piece in quotes."""
    pieces = [_piece(document, pick) for _ in range(pick.choice((1, 1, 2)))]
    query = " ".join(pieces)
    return f'"{query}"' if pick.random() < 0.2 else query


def _piece(document: Document, pick: Random) -> str:
    runs = _HAN.findall(document.title if pick.random() < 0.5 else document.text) or _HAN.findall(
        document.text
    )
    run = pick.choice(runs)
    length = min(len(run), pick.randint(2, 6))
    start = pick.randint(0, len(run) - length)
    return str(run[start : start + length])
