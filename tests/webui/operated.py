"""Applications with everything around them that some settings ask for."""

from flask import Flask

from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from tests.indexer.articles import engine_of
from tests.webui.documents import DOCUMENTS
from webui.app import create_app
from webui.settings import Settings


def operated(engine: Engine | None = None, observers=(), **settings) -> Flask:
    """An application over the documents of the tests, or over another engine."""
    return create_app(engine or filled(), settings=Settings(**settings), observers=observers)


def filled() -> MemoryEngine:
    """An engine with the documents of the tests."""
    return engine_of(DOCUMENTS)
