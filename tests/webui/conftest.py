from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.indexer.articles import engine_of
from tests.webui import copies, readable
from tests.webui.operated import filled
from webui.app import create_app


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiling them is most of what the first page of an application takes, and many tests make one of their own."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": compiled})
        yield


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app(filled())


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.fixture(scope="session")
def copies_app() -> Flask:
    """The application over a page that another site took over, twice."""
    return create_app(engine_of(copies.DOCUMENTS, copies=True))


@pytest.fixture(scope="session")
def readable_app() -> Flask:
    """The application over documents to read."""
    return create_app(engine_of(readable.DOCUMENTS, copies=True))


@pytest.fixture
def reader(readable_app: Flask) -> Iterator[FlaskClient]:
    with readable_app.test_client() as client:
        yield client
