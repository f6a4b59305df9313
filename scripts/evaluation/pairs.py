"""``pairs``: the share of sentences of eval/gsd-pairs.jsonl whose two scripts fold alike."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from evaluation.floors import Figures

NAME = "pairs"


def measure(data: Path) -> Figures:
    """The share of aligned sentences that fold alike; the characters where others part are told of."""
    from indexer.language.fold import fold

    alike, parted = 0, []
    lines = (data / "eval" / "gsd-pairs.jsonl").read_text(encoding="utf-8").splitlines()
    for line in lines:
        pair = json.loads(line)
        hant, hans = fold(pair["hant"]), fold(pair["hans"])
        alike += hant == hans
        parted += [f"{one}/{other}" for one, other in zip(hant, hans, strict=True) if one != other]
    if parted:
        print(f"pairs that fold apart: {' '.join(parted)}", file=sys.stderr)
    return {"pairs": len(lines), "alike": alike / len(lines)}
