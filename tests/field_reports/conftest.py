from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis import ANALYZER_STAMP
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh.engine import WhooshEngine
from tests.field_reports.asking import Holding
from tests.indexer.articles import put


@pytest.fixture(params=["memory", "whoosh"])
def holding(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Holding]:
    """Makes an engine that holds documents: texts by id, or whole documents."""
    with ExitStack() as engines:

        def make(*documents: Document, **texts: str) -> Engine:
            engine: Engine = (
                MemoryEngine()
                if request.param == "memory"
                else WhooshEngine(tmp_path / "index", ANALYZER_STAMP, create=True)
            )
            engines.callback(engine.close)
            put(engine, *documents, *(Document(id, "", text) for id, text in texts.items()))
            return engine

        yield make
