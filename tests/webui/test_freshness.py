import pytest

from corpus.document import Document
from corpus.errors import IndexDamagedError
from indexer.engines.memory import MemoryEngine
from indexer.opening import open_engine
from tests.indexer.articles import put
from webui.app import create_app
from webui.freshness import INTERVAL, FreshEngine


class Watched(MemoryEngine):
    """An engine that counts how often it is asked for a newer generation, and fails when told to."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.damaged = False

    def refresh(self) -> bool:
        self.looks += 1
        if self.damaged:
            raise IndexDamagedError("cut short")
        return False


def test_it_looks_once_an_interval():
    engine = Watched()
    fresh = FreshEngine(engine, iter((0, 0.1, INTERVAL, INTERVAL, INTERVAL + 0.1, 2 * INTERVAL, 9)).__next__)
    looks = []
    for _ in range(4):
        assert fresh.current() is engine
        looks.append(engine.looks)
    assert looks == [0, 1, 1, 2]


def test_after_a_failure_it_looks_again_at_once():
    now = 0.0
    engine = Watched()
    fresh = FreshEngine(engine, lambda: now)
    now = INTERVAL
    engine.damaged = True
    for _ in range(2):
        with pytest.raises(IndexDamagedError):
            fresh.current()
    engine.damaged = False
    assert fresh.current() is engine


def test_what_another_process_commits_is_found(tmp_path):
    writing = open_engine(tmp_path / "index", create=True)
    app = create_app(open_engine(tmp_path / "index"))
    app.extensions["zhengsou"] = FreshEngine(open_engine(tmp_path / "index"), iter(range(1000)).__next__)
    client = app.test_client()
    assert client.get("/api/v1/search?q=自贸区").get_json()["total"] == 0
    put(writing, Document("a", "", "自贸区"))
    assert client.get("/api/v1/search?q=自贸区").get_json()["total"] == 1
    assert client.get("/healthz").get_json()["documents"] == 1
