"""What tests of building an index share: records, a file of them, and what an index then holds."""

from __future__ import annotations

import json
from pathlib import Path

from indexer.build import BuildReport
from indexer.engine import Engine

THREE = ({"id": "a", "text": "自贸区"}, {"id": "b", "text": "自貿區"}, {"id": "c", "text": "free trade zone"})


def write(file: Path, *records: dict[str, str] | str) -> Path:
    lines = (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in records)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def counts(report: BuildReport) -> tuple[int, int, int, int, int, int]:
    return report.read, report.added, report.updated, report.unchanged, report.deleted, report.failed


def texts(engine: Engine) -> dict[str, str]:
    """The texts of all documents by id."""
    ids = sorted(engine.content_hashes())
    return {one.id: one.text for one in engine.documents(ids) if one}
