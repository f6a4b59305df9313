"""``cleaning``: how many texts of the news each step leaves as they are, and whether the steps keep what they promise.

A figure with a step's name is the share of texts that it leaves alone. ``stable`` is the share for which cleaning a
second time changes nothing; ``han_kept`` the share in which no Han character was lost but by the steps that take off
whole pieces: code, menus and boilerplate.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evaluation.floors import Figures

NAME = "cleaning"
_TAKING = frozenset(("code", "menus", "boilerplate"))


def measure(data: Path) -> Figures:
    """Clean every text of the news, step by step."""
    from corpus.clean import STEPS, clean
    from corpus.script import han_count
    from corpus.sources import RawRecord, read

    texts = stable = kept = 0
    alone = Counter({step.name: 0 for step in STEPS})
    for record in read(sorted((data / "news").glob("*.jsonl.gz"))):
        if not isinstance(record, RawRecord):
            continue
        text, loses = record.text, False
        for step in STEPS:
            cleaned = step.apply(text)
            alone[step.name] += cleaned == text
            if cleaned != text:
                loses = loses or (step.name not in _TAKING and han_count(cleaned) < han_count(text))
                text = cleaned
        cleaned = clean(record.text)
        texts += 1
        stable += clean(cleaned) == cleaned
        kept += not loses
    if not texts:
        raise FileNotFoundError(f"{data / 'news'} has no texts in files named *.jsonl.gz")
    shares = {name: count / texts for name, count in alone.items()}
    return {"texts": texts, **shares, "stable": stable / texts, "han_kept": kept / texts}
