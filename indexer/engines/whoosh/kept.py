"""What is derived of a generation and kept beside it, so that no process need derive it again.

A file of arrays for each kind, named by the generation that it was derived of, and the newest one counts: written aside
and put in place at once, held to its checksums like any other, and never needed, since it can be derived anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from threading import get_ident
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamagedError
from indexer.engine import Kept
from indexer.engines.whoosh.arrays import read_arrays, write_arrays
from indexer.engines.whoosh.damage import in_place, reading, writing
from indexer.engines.whoosh.failpoints import reach
from indexer.engines.whoosh.generation import Generation
from indexer.engines.whoosh.store import DurableStorage, sync_folder
from indexer.engines.whoosh.tables import INDEX_NAME, kept_files

_OF = "of"
"""The array that says what the others were derived of."""


def keep(
    storage: DurableStorage, generation: Generation, kind: str, arrays: Mapping[str, NDArray[Any]]
) -> None:
    """Keep what was derived of a generation. Raises EngineError where it cannot be written."""
    of = {"segments": [segment.name for segment in generation.segments], "documents": generation.count}
    name = f"_{INDEX_NAME}_{generation.number}.{kind}"
    # Two that derive the same at once do not write into one file; what stays of either, the next writer removes.
    aside = storage.path / f"{name}.{os.getpid()}.{get_ident()}"
    with writing(storage.path):
        try:
            with aside.open("xb") as file:
                reach("kept empty")
                write_arrays(file, name, {_OF: _packed(of), **arrays})
                file.flush()
                reach("kept written")
                os.fsync(file.fileno())
            reach("kept synced")
            aside.replace(storage.path / name)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    with in_place(storage.path):
        reach("kept in place")
        sync_folder(storage.path)


def kept(storage: DurableStorage, generation: Generation, kind: str) -> Kept | None:
    """What was kept last of a kind, all of it verified, or None. Raises IndexDamagedError where it is damaged."""
    with reading(storage.path):
        name = kept_files(storage.list()).get(kind)
        if name is None:
            return None
        try:
            sections = read_arrays(storage.path / name)
        except IndexDamagedError:
            # A writer may have removed it for the sake of a newer one.
            if (storage.path / name).exists():
                raise
            return None
        arrays = {key: section.whole() for key, section in sections.items()}
        of = json.loads(arrays.pop(_OF).tobytes())
    known = frozenset(of["segments"])
    still = generation.count_in(known)
    return Kept(arrays, (generation.count - still) + max(0, of["documents"] - still), known)


def _packed(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value).encode("ascii"), np.uint8)
