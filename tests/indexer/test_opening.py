from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import EngineError, IndexMissingError
from indexer.analysis import ANALYZER_STAMP
from indexer.engines.memory import MemoryEngine
from indexer.opening import open_engine


def test_opens_a_folder_by_path_by_text_and_by_address(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "index"
    open_engine(folder, create=True).close()
    for name in (folder, str(folder), f"whoosh:{folder}"):
        engine = open_engine(name)
        assert engine.stats().engine == "whoosh"
        assert ANALYZER_STAMP.items() <= engine.stats().stamp.items()
        engine.close()


def test_opens_an_index_in_memory() -> None:
    assert isinstance(open_engine("memory:"), MemoryEngine)


def test_creates_nothing_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match=r"no index folder .*zhengsou index"):
        open_engine(tmp_path / "index")
    assert not (tmp_path / "index").exists()
    with pytest.raises(IndexMissingError, match=r"no index in .*zhengsou index"):
        open_engine(tmp_path)
    assert not list(tmp_path.iterdir())


def test_refuses_a_folder_of_other_things_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(IndexMissingError, match=r"other files \(letter\.txt\)"):
        open_engine(tmp_path, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(EngineError, match=r"letter\.txt"):
        open_engine(tmp_path / "letter.txt", create=True)


def test_refuses_an_address_of_an_unknown_kind() -> None:
    with pytest.raises(EngineError, match=r"no engine for the address https://example\.org/index"):
        open_engine("https://example.org/index")
