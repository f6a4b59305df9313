"""``cost``: what cleaning and tagging add to the time of indexing, on news/*.jsonl.gz."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

from evaluation.floors import Figures

if TYPE_CHECKING:
    from corpus.document import Document

NAME = "cost"

SEED = 2026
RECORDS = 6_000
"""How many are drawn."""
CHUNK = 500
"""How many are cleaned and tagged before the same are indexed: the shorter, the more alike is what disturbs both."""


def measure(data: Path, records: int = RECORDS, chunk: int = CHUNK) -> Figures:
    """How many times longer indexing takes with cleaning and tagging than without, and milliseconds for each document.

    Indexing is reading, analysing and writing, all in one process and by its processor time. Of what was read, chunks
    are cleaned and tagged and then indexed; the median of the chunks counts, so that it matters little what else the
    machine does.
    """
    from corpus.intake import document_from
    from corpus.sources import RawRecord, read

    files = sorted((data / "news").glob("*.jsonl.gz"))
    if not files:
        raise FileNotFoundError(f"{data / 'news'} holds no *.jsonl.gz")
    started = process_time()
    held = [record for record in read(files) if isinstance(record, RawRecord)]
    reading = (process_time() - started) / len(held)
    random.Random(SEED).shuffle(held)
    held = held[:records]
    # What is loaded once for all is loaded before the clock starts.
    _indexing_time([document_from(record) for record in held[:100]])
    preparing, indexing = [], []
    for first in range(0, len(held), chunk):
        started = process_time()
        documents = [document_from(record) for record in held[first : first + chunk]]
        preparing.append((process_time() - started) / len(documents))
        indexing.append(reading + _indexing_time(documents) / len(documents))
    added = median(each / alone for each, alone in zip(preparing, indexing, strict=True))
    return {
        "documents": len(held),
        "cleaning_tagging_ms": round(1000 * median(preparing), 3),
        "indexing_ms": round(1000 * median(indexing), 3),
        "times": round(1 + added, 2),
        "indexing_share": round(1 / (1 + added), 3),
    }


def _indexing_time(documents: Sequence[Document]) -> float:
    """Seconds that it takes to write documents into a new index."""
    from indexer.build import write_documents
    from indexer.opening import open_engine

    with tempfile.TemporaryDirectory() as scratch, closing(open_engine(scratch, create=True)) as engine:
        started = process_time()
        write_documents(engine, documents)
        return process_time() - started
