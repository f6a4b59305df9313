"""Records of searches in files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from indexer.engine import Engine
from indexer.parameters import SearchParameters
from indexer.recording.making import make_record
from indexer.recording.methods import methods, record_text
from indexer.recording.record import record_json


def record_search(engine: Engine, parameters: SearchParameters, path: Path, labels: str) -> None:
    """Record a search: in a file whose name ends in .txt to be read, in the language of labels, else as JSON.

    Raises what :func:`indexer.search.search` does, and OSError.
    """
    record = make_record(engine, parameters, datetime.now().astimezone())
    pieces = record_text(record, labels) if path.suffix == ".txt" else record_json(record, methods(record))
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(pieces)
