from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.analysis import analyze
from indexer.engines.memory import MemoryEngine
from tests.webui.documents import DOCUMENTS
from webui.app import create_app


@pytest.fixture(scope="session")
def app() -> Flask:
    engine = MemoryEngine()
    with engine.writer() as writer:
        writer.put(analyze(DOCUMENTS))
    return create_app(engine)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client
