"""What the tests of readers ask of files."""

from collections.abc import Mapping
from pathlib import Path

from corpus.errors import RecordError
from corpus.sources import RawRecord, read


def records(*paths: Path, columns: Mapping[str, str] | None = None) -> list[RawRecord]:
    """The records of files that have no errors."""
    found = list(read(paths, columns or {}))
    assert [item for item in found if isinstance(item, RecordError)] == []
    return [item for item in found if isinstance(item, RawRecord)]


def outcome(path: Path, columns: Mapping[str, str] | None = None) -> list[str | tuple[int, str]]:
    """The text of each record, and line and reason of each error, in order."""
    return [
        item.text if isinstance(item, RawRecord) else (item.line, item.reason)
        for item in read([path], columns or {})
    ]


def only_error(path: Path) -> RecordError:
    """The one error that a file gives, and nothing else."""
    (error,) = read([path])
    assert isinstance(error, RecordError)
    return error
