"""``families``: whether copies are found among the news, and nothing else is taken for one.

``family_sample.jsonl`` holds pairs of documents that were read side by side: of a hundred families drawn by chance two
documents each, and whether they are copies. A notice that was published again with a few dates moved counts as one, a
notice of the same form about something else does not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from evaluation.floors import Figures

if TYPE_CHECKING:
    from corpus.document import Document

NAME = "families"
SAMPLE = Path(__file__).with_name("family_sample.jsonl")
MADE = 200
"""Documents of which the other script, and of which a shortened copy, is made."""
DROPPED = 0.1
"""Share of sentences that a shortened copy lacks."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+$")
_SENTENCES = 10
"""Sentences from which on a copy is shortened, so that a tenth of them is one."""


def measure(data: Path) -> Figures:
    """How many families there are, and shares of pairs that are told rightly.

    ``precision`` is the share of copies among the pairs of the sample that are in one family, ``kept`` that of the
    copies of the sample which are. ``scripts`` and ``shortened`` are the shares of documents joined with their own text
    in the other script, and with it less a tenth of its sentences.
    """
    documents = list(_documents(data))
    random = Random(7)
    made = _made(random.sample(documents, min(MADE, len(documents))), "scripts")
    long = [one for one in documents if len(_SENTENCE.findall(one.text)) >= _SENTENCES]
    made += _made(random.sample(long, min(MADE, len(long))), "shortened", random)
    families = _families([*documents, *(copy for copy, _ in made)])
    found = families[: len(documents)]
    by_id = dict(zip((one.id for one in documents), found, strict=True))
    sizes = [size for size in Counter(found).values() if size > 1]
    figures: dict[str, float | int] = {
        "documents": len(documents),
        "families": len(sizes),
        "copies": sum(sizes) - len(sizes),
        "largest": max(sizes, default=0),
    }
    for kind in ("scripts", "shortened"):
        of_kind = [
            family == by_id[copy.id]
            for (copy, which), family in zip(made, families[len(documents) :], strict=True)
            if which == kind
        ]
        figures[kind] = sum(of_kind) / len(of_kind) if of_kind else 0.0
    return figures | _judged(by_id)


def _judged(by_id: dict[str, int]) -> dict[str, float | int]:
    pairs = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    there = [pair for pair in pairs if pair["left"] in by_id and pair["right"] in by_id]
    joined = [pair["copies"] for pair in there if by_id[pair["left"]] == by_id[pair["right"]]]
    copies = sum(pair["copies"] for pair in there)
    return {
        "sample": len(there),
        "precision": sum(joined) / len(joined) if joined else 0.0,
        "kept": sum(joined) / copies if copies else 0.0,
    }


def _documents(data: Path) -> Iterator[Document]:
    from corpus.intake import document_from
    from corpus.sources import RawRecord, read

    for record in read(sorted((data / "news").glob("*.jsonl.gz"))):
        if isinstance(record, RawRecord):
            yield document_from(record)


def _made(
    documents: Sequence[Document], kind: str, random: Random | None = None
) -> list[tuple[Document, str]]:
    """Copies of documents: shortened by chance, or in the other script."""
    from indexer.language.conversion import convert

    copies = []
    for one in documents:
        if random is None:
            way = "t2s" if one.lang == "zh-Hant" else "s2t"
            copy = replace(one, title=convert(one.title, way), text=convert(one.text, way))
        else:
            sentences = _SENTENCE.findall(one.text)
            gone = set(random.sample(range(len(sentences)), round(len(sentences) * DROPPED)))
            copy = replace(
                one, text="".join(each for place, each in enumerate(sentences) if place not in gone)
            )
        copies.append((copy, kind))
    return copies


def _families(documents: Sequence[Document]) -> list[int]:
    import numpy as np

    from indexer.families import families
    from indexer.signatures import signatures
    from indexer.unit_rows import unit_rows

    waiting = iter(documents)
    signed = []
    while batch := list(islice(waiting, 200)):
        titles, texts = unit_rows([one.title for one in batch]), unit_rows([one.text for one in batch])
        signed.append(signatures(titles, texts))
    return families(np.concatenate(signed)).tolist()
