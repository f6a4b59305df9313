"""The stamp of an index: what it was built with, so that it is never read with anything else."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import IndexIncompatibleError
from indexer.engines.whoosh.damage import unreadable
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.store import sync_folder

STAMP_NAME = "zhengsou.json"


def write_stamp(path: Path, stamp: Mapping[str, str]) -> None:
    """Record what an index is built with."""
    aside = path / f"{STAMP_NAME}.new"
    with aside.open("w", encoding="utf-8") as file:
        reach("stamp empty")
        json.dump(dict(stamp), file, indent=2, sort_keys=True)
        file.flush()
        reach("stamp written")
        os.fsync(file.fileno())
    reach("stamp synced")
    aside.replace(path / STAMP_NAME)
    reach("stamp in place")
    sync_folder(path)


def check_stamp(path: Path, wanted: Mapping[str, str]) -> None:
    """Raise IndexIncompatibleError where the index was built with anything else, saying what differs."""
    try:
        found = json.loads((path / STAMP_NAME).read_text(encoding="utf-8"))
        if found == wanted:
            return
        keys = sorted(found.keys() | wanted.keys())
    except (OSError, ValueError, AttributeError) as error:
        raise unreadable(str(path / STAMP_NAME), error) from error
    differences = ", ".join(
        f"{key} {found.get(key, 'unknown')} (now {wanted.get(key, 'none')})"
        for key in keys
        if found.get(key) != wanted.get(key)
    )
    raise IndexIncompatibleError(
        f"The index in {path} was built with other versions: {differences}. "
        "Build it anew into an empty folder, or use the versions it was built with."
    )
