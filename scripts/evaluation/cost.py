"""``cost``: what cleaning and tagging add to the time of indexing, on news/*.jsonl.gz."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from time import process_time

from evaluation.floors import Figures

NAME = "cost"

RECORDS = 6_000
"""How many are taken, evenly spread."""
ROUNDS = 3


def measure(data: Path, records: int = RECORDS) -> Figures:
    """Processor time in milliseconds for each document, in one process, and the share of it that is indexing.

    Both parts are timed one after the other in each round, and the fastest of each counts, so that what else the
    machine does is left out. Reading is not timed. ``times`` is how many times longer indexing takes with cleaning
    and tagging than without.
    """
    from corpus.intake import document_from
    from corpus.sources import RawRecord, read
    from indexer.build import write_documents
    from indexer.opening import open_engine

    files = sorted((data / "news").glob("*.jsonl.gz"))
    if not files:
        raise FileNotFoundError(f"{data / 'news'} holds no *.jsonl.gz")
    held = [record for record in read(files) if isinstance(record, RawRecord)]
    held = held[:: max(1, len(held) // records)]
    # What is loaded once for all is loaded before the clock starts.
    documents = [document_from(record) for record in held[:100]]
    preparing, indexing = [], []
    for _ in range(ROUNDS):
        started = process_time()
        documents = [document_from(record) for record in held]
        preparing.append(process_time() - started)
        with tempfile.TemporaryDirectory() as scratch, closing(open_engine(scratch, create=True)) as engine:
            started = process_time()
            write_documents(engine, documents)
            indexing.append(process_time() - started)
    alone, whole = min(indexing), min(indexing) + min(preparing)
    return {
        "documents": len(held),
        "cleaning_tagging_ms": round(1000 * min(preparing) / len(held), 3),
        "indexing_ms": round(1000 * alone / len(held), 3),
        "times": round(whole / alone, 2),
        "indexing_share": round(alone / whole, 3),
    }
