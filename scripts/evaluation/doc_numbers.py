"""``doc_numbers``: the numbers found in a sample of eval/places.jsonl.gz against those that were read by hand.

``doc_number_sample.jsonl`` holds ids and ``expected``, the number in canonical form that the page itself bears, or
nothing. They are 200 of the pages that name a number at all, drawn from their sorted ids by
``random.Random(2026).sample``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evaluation.floors import Figures
from evaluation.policies import policies

NAME = "doc_numbers"
SAMPLE = Path(__file__).with_name("doc_number_sample.jsonl")


def measure(data: Path) -> Figures:
    """The share of the found numbers that are right, and of the expected ones that are found; others are told of."""
    from corpus.intake import document_from

    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    expected = {each["id"]: each["expected"] for each in map(json.loads, lines)}
    read = {
        record.id: document_from(record).doc_number for _, record in policies(data) if record.id in expected
    }
    for id, number in read.items():
        if number != expected[id]:
            print(f"{id} bears {expected[id] or 'no number'}; found is {number or 'none'}", file=sys.stderr)
    found = [id for id, number in read.items() if number]
    borne = [id for id in read if expected[id]]
    right = sum(read[id] == expected[id] for id in found)
    return {
        "documents": len(read),
        "found": len(found),
        "precision": right / len(found) if found else 0.0,
        "recall": right / len(borne) if borne else 0.0,
    }
