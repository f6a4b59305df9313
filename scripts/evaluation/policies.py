"""The policy documents of eval/places.jsonl.gz, read from their titles and texts alone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.sources.record import RawRecord


def policies(data: Path) -> Iterator[tuple[dict[str, Any], RawRecord]]:
    """Each line with its labels, and the record of its id, title and text."""
    from corpus.sources.record import Place, record_from

    path = data / "eval" / "places.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            labelled = json.loads(line)
            values = {key: labelled[key] for key in ("id", "title", "text")}
            yield labelled, record_from(values, Place(path.name, path.name, number))
