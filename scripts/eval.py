"""Measure what the engine promises on real data, against oracles that are not its own code.

    python3 scripts/eval.py DATA                      all of it; DATA holds news/*.jsonl.gz and eval/
    python3 scripts/eval.py DATA --index news-index   keep the index there, or use the one that is there

``pairs``     sentences of eval/gsd-pairs.jsonl whose two scripts fold alike
``literals``  random pieces of the news texts, half of them converted to the other script: the documents found
              against those that a scan of the folded texts finds

The exit status is 1 when a literal's documents differ from the scan's.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from environment import run_inside

LONGEST_PIECE = 12
HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
CUT_WORD = re.compile(rf"[^\W_{HAN}]")


def main() -> int:
    """Run the measurements and print one line of JSON for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder with news/ and eval/")
    parser.add_argument("--index", type=Path, help="where the index of the news stands or shall stand")
    parser.add_argument("--literals", type=int, default=1000, help="how many pieces to draw (1000)")
    parser.add_argument("--seed", type=int, default=2026, help="seed of the draw (2026)")
    arguments = parser.parse_args()
    run_inside(frozenset({"all"}))

    report("pairs", measure_pairs(arguments.data / "eval" / "gsd-pairs.jsonl"))
    with tempfile.TemporaryDirectory() as scratch:
        index = arguments.index or Path(scratch) / "index"
        figures = measure_literals(arguments.data / "news", index, arguments.literals, arguments.seed)
    report("literals", figures)
    return 1 if figures["different"] else 0


def report(name: str, figures: dict) -> None:
    """Print one measurement."""
    print(json.dumps({"measure": name, **figures}, ensure_ascii=False), flush=True)


def measure_pairs(path: Path) -> dict:
    """How many aligned sentences fold alike, and the characters where the others part."""
    from indexer.language.fold import fold

    alike, misses = 0, []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        pair = json.loads(line)
        hant, hans = fold(pair["hant"]), fold(pair["hans"])
        alike += hant == hans
        misses += [f"{one}/{other}" for one, other in zip(hant, hans, strict=True) if one != other]
    return {"pairs": len(lines), "alike": alike, "misses": misses}


def measure_literals(news: Path, index: Path, count: int, seed: int) -> dict:
    """Search random pieces of the indexed texts and compare with a scan; times are wall seconds."""
    from indexer.build import build
    from indexer.engine import SearchRequest
    from indexer.language.fold import fold
    from indexer.language.opencc_tables import convert
    from indexer.opening import open_engine
    from indexer.query.ast import Literal

    engine = open_engine(index, create=True)
    if not engine.stats().documents:
        build(engine, sorted(news.glob("*.jsonl.gz")))
    documents = [one for one in engine.documents(sorted(engine.content_hashes())) if one]
    folded = {d.id: (fold(d.title), fold(d.text)) for d in documents}
    names = sorted(path.name.split(".")[0] for path in news.glob("*.jsonl.gz"))
    by_file = [[one for one in documents if one.text and one.id.startswith(f"{name}-")] for name in names]

    draw = random.Random(seed)
    different, examples, found, searching, scanning = 0, [], 0, 0.0, 0.0
    for number in range(count):
        texts = by_file[number % len(by_file)]
        piece = draw_piece(draw, draw.choice(texts).text)
        if number // len(by_file) % 2:
            traditional = fold(piece) != piece or convert(piece, "s2t") == piece
            piece = convert(piece, "t2s" if traditional else "s2t")
        started = time.perf_counter()
        hits = engine.search(SearchRequest(Literal(piece), match="all", limit=None)).hits
        searching += time.perf_counter() - started
        started = time.perf_counter()
        scanned = set(scan(fold(piece), folded))
        scanning += time.perf_counter() - started
        found += len(scanned)
        if {hit.id for hit in hits} != scanned:
            different += 1
            examples.append(piece)
    return {
        "literals": count,
        "documents": len(documents),
        "different": different,
        "examples": examples[:10],
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


def scan(piece: str, folded: dict[str, tuple[str, str]]) -> Iterator[str]:
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


if __name__ == "__main__":
    sys.exit(main())
