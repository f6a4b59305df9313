"""``gazette``: notices of eval/gazette-en-zh.jsonl.gz, looked for by the titles that they bear.

The English title, which no notice holds, is to find the notice by its Chinese title and text, and the Chinese title the
notice by its text alone. Titles are typed as they are, with all marks.
"""

from __future__ import annotations

from pathlib import Path

from evaluation.floors import Figures
from evaluation.retrieval import indexed, judged, lines

NAME = "gazette"


def measure(data: Path, every: int = 1) -> Figures:
    """The mean nDCG of the first ten notices by English title, and by Chinese title of notices without it.

    All are indexed, and one in so many is looked for.
    """
    from corpus.document import Document

    notices = lines(data / "eval" / "gazette-en-zh.jsonl.gz")
    with indexed(Document(one["id"], one["title"], one["text"]) for one in notices) as engine:
        english = judged(engine, ((one["title_en"], {one["id"]}) for one in notices[::every]))
    with indexed(Document(one["id"], "", one["text"]) for one in notices) as engine:
        chinese = judged(engine, ((one["title"], {one["id"]}) for one in notices[::every]))
    return {
        "notices": len(notices),
        "english_refused": english["refused"],
        "english": english["ndcg"],
        "chinese_refused": chinese["refused"],
        "chinese": chinese["ndcg"],
    }
