"""Opening an index by what the user calls it: the one place that knows every engine."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import EngineError
from indexer.analysis import ANALYZER_STAMP
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh.engine import WhooshEngine


def open_engine(url_or_path: str | Path, *, create: bool = False) -> Engine:
    """Open an index: a folder, ``whoosh:FOLDER``, or ``memory:`` for one that is gone when the program ends.

    ``create`` makes the index where there is none. Raises IndexMissingError where there is no index,
    IndexUntrustedError for the folder of another user, IndexIncompatibleError for an index built with other
    versions, IndexDamagedError for one that cannot be read, and EngineError for an address of an unknown kind.
    """
    text = str(url_or_path)
    if text == "memory:":
        return MemoryEngine()
    if "://" in text:
        raise EngineError(f"There is no engine for the address {text}; name a folder")
    return WhooshEngine(Path(text.removeprefix("whoosh:")).expanduser(), ANALYZER_STAMP, create=create)
