"""``tags``: what share of the news gets a district and an industry, and whether the industries are right.

``industry_sample.jsonl`` holds ids of documents that were read by hand, title and opening, with the codes that are
``right`` for each, whether they were found or not, and those that were found and are ``wrong``. Of each file six times
a hundred were drawn from the sorted ids, by ``random.Random(11).sample`` (draw 1), 12 and so on to 16 (draw 6), each
after what the one before had shown was mended; a document drawn again counts once. Draws 7 to 19 are each a hundred of
the sorted ids of those that were in no draw before, by ``random.Random(17).sample`` and so on. When draws 4 to 19 were
read, before anything that they showed was mended, 97.2, 94.0, 96.1, 91.9, 94.1, 90.9, 98.0, 98.1, 100.0, 94.5, 98.4,
95.1, 98.1, 97.1, 97.1 and 97.9 % of the codes of the first file were right (of draws 14 to 19, 61 of 62, 58 of 61, 53
of 54, 66 of 68, 66 of 68 and 46 of 47) and 94.6, 94.2, 94.9, 95.1, 94.0, 91.7, 93.9, 92.9, 92.1, 94.3, 95.4, 91.0,
94.6, 94.7, 94.6 and 94.7 % of those of the second (144 of 151, 152 of 167, 139 of 147, 124 of 131, 122 of 129 and 142
of 150): so much may be hoped for where nobody has looked. Nothing was mended between draws 15 and 16. What several
documents had in common was mended between 17 and 18 (epidemics among animals) and between 18 and 19 (offices that buy
what any needs, farm produce of no kind, playgrounds, what was put off for a typhoon). A code that stands in neither
list counts as wrong, so that what is found anew must be read before it counts.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from evaluation.floors import Figures

NAME = "tags"
SAMPLE = Path(__file__).with_name("industry_sample.jsonl")
FILES = ("xwlb", "tainan")


def measure(data: Path) -> Figures:
    """For each file the shares of documents with a district and with an industry, and how the sample fares.

    ``precision`` is the share of right ones among the industries found in the sample; ``documents_right`` that of
    documents without a wrong one among those with any; ``reached`` that of documents which a right one was found for
    among those that have any.
    """
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    judged = {each["id"]: frozenset(each["right"]) for each in map(json.loads, lines)}
    figures: dict[str, float | int] = {}
    for name in FILES:
        counts = _counts(data / "news" / f"{name}.jsonl.gz", judged)
        for figure, part, whole in (
            ("district", "district", "documents"),
            ("industry", "industry", "documents"),
            ("precision", "right", "found"),
            ("documents_right", "documents right", "documents found"),
            ("reached", "reached", "reachable"),
        ):
            figures[f"{name}_{figure}"] = counts[part] / counts[whole] if counts[whole] else 0.0
        figures[f"{name}_sample"] = counts["judged"]
    return figures


def _counts(file: Path, judged: dict[str, frozenset[str]]) -> Counter[str]:
    from corpus.errors import RecordError
    from corpus.intake import document_from
    from corpus.sources import read

    counts: Counter[str] = Counter()
    for record in read([file]):
        if isinstance(record, RecordError):
            raise record
        document = document_from(record)
        counts["documents"] += 1
        counts["district"] += bool(document.districts)
        counts["industry"] += bool(document.industries)
        if (right := judged.get(document.id)) is None:
            continue
        found = set(document.industries)
        counts["judged"] += 1
        counts["found"] += len(found)
        counts["right"] += len(found & right)
        counts["documents found"] += bool(found)
        counts["documents right"] += bool(found) and found <= right
        counts["reachable"] += bool(right)
        counts["reached"] += bool(found & right)
    return counts
