"""``scripts/page_time.py``: what it measures, and what its gate says."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from evaluation.pages import BOUNDS, beyond, measure
from indexer.opening import open_engine
from tests.indexer.articles import put
from tests.scripts.articles import articles


def test_pages_are_measured_beside_the_engine_that_they_are_served_from(tmp_path: Path) -> None:
    with closing(open_engine(tmp_path / "index", create=True)) as engine:
        put(engine, *articles(60))
    figures = measure(tmp_path / "index", 6, seed=1)
    assert figures["queries"] == 6
    # A page is the engine's answer and more.
    assert figures["page_ms"] > figures["engine_ms"] > 0
    assert 5_000 < figures["page_bytes_median"] <= figures["page_bytes_most"] < BOUNDS["page_bytes_most"]
    assert 10_000 < figures["asset_bytes"] <= BOUNDS["asset_bytes"]


def test_each_figure_beyond_its_bound_is_named() -> None:
    figures = {"share": 1, "page_bytes_most": 60_000, "asset_bytes": 60_000}
    assert beyond(figures) == []
    assert beyond(figures | {"share": 1.01, "asset_bytes": 60_001}) == [
        "share is 1.01, at most 1",
        "asset_bytes is 60001, at most 60000",
    ]
