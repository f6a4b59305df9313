"""What is kept with an index to suggest: made anew where it is damaged, and measured by what is searched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.engine import Engine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.search import SearchParameters, search
from indexer.suggesting.collected import renew
from indexer.suggesting.suggester import suggester
from tests.indexer.articles import engine_of, put
from tests.indexer.suggesting.documents import DOCUMENTS


def suggest(engine: Engine) -> None:
    assert "自贸区" in [one.text for one in suggester(engine).suggest("zmq")]


def search_in_pinyin(engine: Engine) -> None:
    found = {hit.id for hit in search(engine, SearchParameters(q="zimaoqu")).hits}
    assert {"ftz", "hant"} <= found


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WhooshEngine]:
    """An index on disk that is not taken for a small one."""
    monkeypatch.setattr("indexer.suggesting.collected.SMALL_INDEX", 10)
    with closing(WhooshEngine(tmp_path, {}, create=True)) as engine:
        put(engine, *DOCUMENTS)
        yield engine


@pytest.mark.parametrize("use", [renew, suggest, search_in_pinyin])
def test_what_was_kept_and_is_damaged_is_collected_anew(
    engine: WhooshEngine, tmp_path: Path, use: Callable[[Engine], None]
) -> None:
    renew(engine)
    path = tmp_path / "_MAIN_1.suggestions"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert ["suggestions" in problem for problem in engine.check()] == [True]
    use(engine)
    assert engine.check() == []
    kept = engine.kept("suggestions")
    assert kept is not None and kept.changed == 0


def test_whether_an_index_is_small_is_asked_of_the_generation_that_is_searched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("indexer.suggesting.collected.SMALL_INDEX", len(DOCUMENTS) + 1)
    engine = engine_of(DOCUMENTS)
    earlier = engine.snapshot()
    put(engine, Document("more", "更多", "更多"))
    renew(earlier)
    assert engine.kept("suggestions") is None
    renew(engine)
    assert engine.kept("suggestions") is not None
