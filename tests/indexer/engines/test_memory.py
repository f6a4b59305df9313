from __future__ import annotations

from pathlib import Path

from indexer.engines.memory import MemoryEngine, MemoryStore
from tests.indexer.engines.contract import EngineContract
from tests.indexer.engines.harness import Opener


class TestMemoryEngine(EngineContract):
    @staticmethod
    def new_store(folder: Path) -> Opener:
        store = MemoryStore()
        return lambda: MemoryEngine(store)
