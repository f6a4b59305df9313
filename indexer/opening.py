"""Opening an index by what the user calls it: the one place that knows every engine."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from corpus.errors import EngineError, IndexDamagedError
from indexer.analysis import ANALYZER_STAMP
from indexer.engine import Engine
from indexer.engines.whoosh.check import problems
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.store import DurableStorage


def open_engine(url_or_path: str | Path, *, create: bool = False) -> Engine:
    """Open an index: a folder, ``whoosh:FOLDER``, or ``memory:`` for one that is gone when the program ends.

    ``create`` makes the index where there is none. Raises IndexMissingError where there is no index,
    IndexUntrustedError for the folder of another user, IndexIncompatibleError for an index built with other
    versions, IndexDamagedError for one that cannot be read, and EngineError for an address of an unknown kind.
    """
    text = str(url_or_path)
    if text == "memory:":
        # Few programs want it, and every command would wait for it to be loaded.
        from indexer.engines.memory import MemoryEngine

        return MemoryEngine()
    if "://" in text:
        raise EngineError(f"There is no engine for the address {text}; name a folder")
    return WhooshEngine(_folder(text), ANALYZER_STAMP, create=create)


def check_index(url_or_path: str | Path) -> list[str]:
    """What is wrong with an index, a sentence each, also where it is too damaged to be opened; nothing when sound.

    Raises what :func:`open_engine` raises, but for IndexDamagedError.
    """
    try:
        with closing(open_engine(url_or_path)) as engine:
            return engine.check()
    except IndexDamagedError as error:
        return list(problems(DurableStorage(_folder(str(url_or_path))))) or [str(error)]


def _folder(address: str) -> Path:
    return Path(address.removeprefix("whoosh:")).expanduser()
