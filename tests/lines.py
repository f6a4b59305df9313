"""Records as the files that they are read from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path


def write_lines(path: Path, *records: object) -> Path:
    """A JSON Lines file, compressed where its name says so, in a folder that is made; a text stands as it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records)
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path
