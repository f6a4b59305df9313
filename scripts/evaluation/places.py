"""``places``: where the documents of eval/places.jsonl.gz were issued, found from their title and text alone.

A label counts as right at its level when its place is the one that was found or lies above it. Labels that no place
bears, such as “5 cities”, count as wrong.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.floors import Figures

NAME = "places"

LEVELS = ("province", "city", "county")
BROKEN = re.compile(r"^(?:省|区|自治区)|\d+")
"""What some labels of cities and counties hold of the name before them, or of a count."""


def measure(data: Path) -> Figures:
    """The share of labelled documents whose issuing province, city and county are right."""
    from corpus.intake import document_from
    from corpus.sources.record import Place, RawRecord
    from corpus.vocabulary import places

    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    with gzip.open(data / "eval" / "places.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = json.loads(line)
            if row["issuer_place"] is None:
                continue
            title = row["title"] if isinstance(row["title"], str) else ""
            place = Place("places.jsonl.gz", "places", number)
            found = document_from(RawRecord(place, row["text"], title=title)).issued_in
            chain = {found, *places().ancestors(found)}
            elsewhere["documents"] += not row["issuer_place"]
            elsewhere["placed"] += not row["issuer_place"] and found != ""
            for level, code in labels(row["issuer_place"]):
                labelled[level] += 1
                right[level] += code in chain
    figures: dict[str, float | int] = {"documents": sum(labelled[level] for level in LEVELS[:1])}
    for level in LEVELS:
        figures[level] = round(right[level] / labelled[level], 4)
    return figures | {"national": elsewhere["documents"], "national_placed": elsewhere["placed"]}


def labels(issuer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The levels that are labelled, with the code of the place, or nothing where no place is called so."""
    from corpus.vocabulary import places

    above = ""
    for level in LEVELS:
        if name := issuer.get(level):
            codes = [*places().resolve(name), *places().resolve(BROKEN.sub("", name))]
            province = (places().ancestors(above) or (above,))[-1]
            within = [
                [code for code in codes if part in ("", code, *places().ancestors(code))]
                for part in (above, province)
            ]
            code = next((found[0] for found in within if found), "")
            above = code or above
            yield level, code or "unknown"
