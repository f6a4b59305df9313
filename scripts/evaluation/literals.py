"""``literals``: random pieces of the news, half of them converted to the other script, searched and scanned for.

The documents that the index finds are held against those that a scan of the folded texts finds.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from evaluation.floors import Figures
from evaluation.news import News, opened

NAME = "literals"

LITERALS = 2000
"""How many pieces are drawn: a thousand from the file in each script."""
SEED = 2026
LONGEST_PIECE = 12
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
CUT_WORD = re.compile(rf"[^\W_{HAN}]")


def measure(data: Path, index: Path | None = None, count: int = LITERALS) -> Figures:
    """The share of pieces that find exactly the documents of the scan, and times in milliseconds of the clock.

    The index of the news is made at ``index`` unless it is there; without one it is made and thrown away.
    """
    with opened(data, index) as news:
        return _measure(news, count)


def _measure(news: News, count: int) -> Figures:
    from indexer.engine import SearchRequest
    from indexer.language.conversion import convert
    from indexer.language.fold import fold
    from indexer.query.ast import Literal

    folded = {one.id: (fold(one.title), fold(one.text)) for one in news.documents}
    by_file = news.by_file
    draw = random.Random(SEED)
    equal, found, searching, scanning = 0, 0, 0.0, 0.0
    for number in range(count):
        texts = by_file[number % len(by_file)]
        piece = draw_piece(draw, draw.choice(texts).text)
        if number // len(by_file) % 2:
            traditional = fold(piece) != piece or convert(piece, "s2t") == piece
            piece = convert(piece, "t2s" if traditional else "s2t")
        started = time.perf_counter()
        hits = news.engine.search(SearchRequest(Literal(piece), match="all", limit=None)).hits
        searching += time.perf_counter() - started
        started = time.perf_counter()
        scanned = set(scan(fold(piece), folded))
        scanning += time.perf_counter() - started
        found += len(scanned)
        if {hit.id for hit in hits} == scanned:
            equal += 1
        else:
            print(f"found otherwise than by a scan: {piece!r}", file=sys.stderr)
    return {
        "literals": count,
        "documents": len(news.documents),
        "equal": equal / count,
        "found_per_literal": round(found / count, 1),
        "search_ms": round(1000 * searching / count, 2),
        "scan_ms": round(1000 * scanning / count, 2),
    }


def draw_piece(draw: random.Random, text: str) -> str:
    """A piece of 1 to 12 characters of a text that holds a letter, digit or Han character and cuts no word."""
    while True:
        start = draw.randrange(len(text))
        end = min(len(text), start + draw.randint(1, LONGEST_PIECE))
        while start > 0 and CUT_WORD.match(text, start) and CUT_WORD.match(text, start - 1):
            start -= 1
        while end < len(text) and CUT_WORD.match(text, end) and CUT_WORD.match(text, end - 1):
            end += 1
        piece = text[start:end]
        if re.search(r"[^\W_]", piece):
            return piece


def scan(piece: str, folded: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The ids of the texts that hold a folded piece: white space does not count, and no word is cut at its ends."""
    parts = re.findall(rf"[^\W_{HAN}]+|\S", piece)
    pattern = re.escape(parts[0])
    for before, part in pairwise(parts):
        two_words = CUT_WORD.match(before) and CUT_WORD.match(part)
        pattern += (r"\s+" if two_words else r"\s*") + re.escape(part)
    if CUT_WORD.match(parts[0]):
        pattern = rf"(?<![^\W_{HAN}])" + pattern
    if CUT_WORD.match(parts[-1]):
        pattern += rf"(?![^\W_{HAN}])"
    expression = re.compile(pattern)
    rarest = max(parts, key=len)
    for document_id, texts in folded.items():
        if any(rarest in text and expression.search(text) for text in texts):
            yield document_id
