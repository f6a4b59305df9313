"""Applications with everything around them that some settings ask for."""

from flask import Flask

from indexer.analysis import analyze
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from tests.webui.documents import DOCUMENTS
from webui.app import create_app
from webui.settings import Settings


def operated(engine: Engine | None = None, observers=(), **settings) -> Flask:
    """An application over the documents of the tests, or over another engine."""
    return create_app(engine or filled(), settings=Settings(**settings), observers=observers)


def filled() -> MemoryEngine:
    """An engine with the documents of the tests."""
    engine = MemoryEngine()
    with engine.writer() as writer:
        writer.put(analyze(DOCUMENTS))
    return engine
