"""``places``: where the documents of eval/places.jsonl.gz were issued, and whether the places of the news are right.

The former is found from title and text alone. A label counts as right at its level when its place is the one that was
found or lies above it. Labels that no place bears, such as “5 cities”, count as wrong.

For the latter ``place_sample.jsonl`` holds ids of documents that had a place and were read by hand, title, opening
and what surrounds each name. A code is ``right`` where the document was issued there or tells what is, was or will
be done there, and ``wrong`` where the place is named in passing or something else was meant. Of each file a hundred
were drawn from the sorted ids, by ``random.Random(401).sample`` (draw 1 of the first file), 403, 405 and 407, and
by 402 and 404 for the second, each after what those before had shown was mended; a document drawn again counts
once. Draw 5 of the first file is the first hundred, of those not read before, in the order of
``random.Random(409).shuffle``, draw 6 the same with 411, and draw 3 of the second with 412. As they were read, 90.4,
95.4, 91.2, 93.1, 95.3 and 96.7 % of the codes of the first file were right, and 97.3, 98.3 and 96.5 % of those of the
second. A code that stands in neither list counts as wrong, so that what is found anew must be read before it counts.
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
SAMPLE = Path(__file__).with_name("place_sample.jsonl")
FILES = ("xwlb", "tainan")

LEVELS = ("province", "city", "county")
BROKEN = re.compile(r"^(?:省|区|自治区)|\d+")
"""What some labels of cities and counties hold of the name before them, or of a count."""


def measure(data: Path) -> Figures:
    """The share of labelled documents whose issuing province, city and county are right, and how the sample fares."""
    return {**_issuing(data / "eval" / "places.jsonl.gz"), **_sample(data / "news")}


def _issuing(file: Path) -> Figures:
    from corpus.intake import document_from
    from corpus.sources.record import Place, RawRecord
    from corpus.vocabulary import places

    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    with gzip.open(file, "rt", encoding="utf-8") as lines:
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


def _sample(news: Path) -> Figures:
    """For each file the share of right ones among the places found in the sample, and the number of documents in it."""
    from corpus.errors import RecordError
    from corpus.intake import document_from
    from corpus.sources import read

    judged = {
        each["id"]: set(each["right"]) for each in map(json.loads, SAMPLE.read_text("utf-8").splitlines())
    }
    figures: dict[str, float | int] = {}
    for name in FILES:
        counts: Counter[str] = Counter()
        for record in read([news / f"{name}.jsonl.gz"]):
            if isinstance(record, RecordError):
                raise record
            if record.id in judged:
                found = set(document_from(record).districts)
                counts["judged"] += 1
                counts["found"] += len(found)
                counts["right"] += len(found & judged[record.id])
        figures[f"{name}_precision"] = round(counts["right"] / counts["found"], 4) if counts["found"] else 0.0
        figures[f"{name}_sample"] = counts["judged"]
    return figures


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
