"""``scripts``: queries drawn from the news and converted between scripts, which are to find the same documents."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.floors import Figures
from evaluation.literals import draw_piece
from evaluation.news import opened

if TYPE_CHECKING:
    from corpus.document import Document
    from indexer.language.opencc_tables import Conversion

NAME = "scripts"

QUERIES = 400
"""How many queries are drawn."""
SEED = 2027
CONVERSIONS: tuple[Conversion, ...] = ("s2t", "t2s", "s2tw", "s2hk")


def measure(data: Path, index: Path | None = None, count: int = QUERIES) -> Figures:
    """The share of queries that find the same documents, in whole or in part, in every script.

    A query is, in turns, a piece of a text, the same in quotes, two pieces, and a title. The index is that of
    :mod:`evaluation.news`.
    """
    from indexer.language.conversion import convert
    from indexer.search import SearchParameters, ranked

    draw = random.Random(SEED)
    equal = 0
    with opened(data, index) as news:
        for number in range(count):
            texts = news.by_file[number % len(news.by_file)]
            query = _drawn(draw, draw.choice(texts), number // len(news.by_file))
            found = {
                frozenset(
                    (hit.id, hit.partial) for hit in ranked(news.engine, SearchParameters(q=one, limit=None))
                )
                for one in {query, *(convert(query, conversion) for conversion in CONVERSIONS)}
            }
            equal += len(found) == 1
            if len(found) > 1:
                print(f"finds other documents in another script: {query!r}", file=sys.stderr)
    return {"queries": count, "equal": equal / count}


def _drawn(draw: random.Random, document: Document, kind: int) -> str:
    match kind % 4:
        case 0:
            return draw_piece(draw, document.text)
        case 1:
            return f'"{draw_piece(draw, document.text)}"'
        case 2:
            return f"{draw_piece(draw, document.text)} {draw_piece(draw, document.text)}"
        case _:
            return document.title
