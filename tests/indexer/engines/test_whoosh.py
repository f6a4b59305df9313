"""The Whoosh engine: the contract, and Whoosh's own searcher as a second opinion."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.whoosh.engine import WhooshEngine
from tests.indexer.engines.contract import EngineContract
from tests.indexer.engines.harness import Opener

STAMP = {"analyzer": "test"}


class TestWhooshEngine(EngineContract):
    @staticmethod
    def new_store(folder: Path) -> Opener:
        return lambda: WhooshEngine(folder / "index", STAMP, create=True)
