"""What tests of building an index share: records, and what an index then holds."""

from __future__ import annotations

from indexer.build import BuildReport
from indexer.engine import Engine

THREE = ({"id": "a", "text": "自贸区"}, {"id": "b", "text": "自貿區"}, {"id": "c", "text": "free trade zone"})


def counts(report: BuildReport) -> tuple[int, int, int, int, int, int]:
    return report.read, report.added, report.updated, report.unchanged, report.deleted, report.failed


def texts(engine: Engine) -> dict[str, str]:
    """The texts of all documents by id."""
    ids = sorted(engine.content_hashes())
    return {one.id: one.text for one in engine.documents(ids) if one}
