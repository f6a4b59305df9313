"""An index on disk with one document, for the tests that interrupt, damage or share it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines.whoosh.engine import WhooshEngine
from tests.indexer.engines.harness import FIRST, put

# Windows sets no such limits to a process.
collect_ignore = ["test_whoosh_limits.py"] if os.name == "nt" else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index that holds the first document."""
    with closing(WhooshEngine(tmp_path / "index", {}, create=True)) as engine:
        put(engine, [FIRST])
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> Iterator[WhooshEngine]:
    with closing(WhooshEngine(folder, {})) as engine:
        yield engine
