"""Pages that were fetched and not yet read: taking one apart is work that another process can do."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from corpus.errors import RecordError
from corpus.sources.record import Place, RawRecord
from corpus.sources.streams import Stream


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """The bytes of a page, and the module that reads such pages."""

    place: Place
    module: str
    data: bytes

    def records(self) -> Iterator[RawRecord | RecordError]:
        """The page as a record, or why it is none."""
        try:
            yield from reader(self.module, "read_records", self.place)(
                io.BufferedReader(io.BytesIO(self.data)),
                self.place,
            )
        except RecordError as error:
            yield error


def reader(module: str, function: str, place: Place) -> Callable[[Stream, Place], Iterator[Any]]:
    """The function that reads a format. Raises RecordError where a package that it needs is missing."""
    try:
        return getattr(import_module(f"corpus.sources.{module}"), function)  # type: ignore[no-any-return]
    except ImportError as error:
        raise place.error(
            f"reading it needs a package that is not installed ({error.name}): pip install 'zhengsou[formats]'"
        ) from error
