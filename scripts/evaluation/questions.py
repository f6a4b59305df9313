"""``stard``: questions of laymen of eval/stard-queries.jsonl, and the articles of law that answer them."""

from __future__ import annotations

from pathlib import Path

from evaluation.floors import Figures
from evaluation.retrieval import indexed, judged, lines

NAME = "stard"


def measure(data: Path, every: int = 1) -> Figures:
    """The mean nDCG of the first ten articles found for each question, or for one in so many."""
    from corpus.document import Document

    articles = lines(data / "eval" / "stard-articles.jsonl.gz")
    questions = lines(data / "eval" / "stard-queries.jsonl")[::every]
    with indexed(Document(one["id"], one["title"], one["text"]) for one in articles) as engine:
        return judged(engine, ((one["query"], frozenset(one["relevant"])) for one in questions))
