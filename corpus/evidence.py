"""Why the fields of a document have their values: they were given, or found in words that stand somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from corpus.metadata.finding import Finding

Value = TypeVar("Value")


class _Reading(NamedTuple):
    """What was found, and the text in which it was looked for."""

    found: Finding[Any]
    searched: str


class Evidence:
    """Chooses the values of fields, and keeps what speaks for each."""

    def __init__(self) -> None:
        self._readings: dict[str, _Reading | dict[str, _Reading] | None] = {}

    def choose(
        self, field: str, given: Value, searched: str, find: Callable[[], Finding[Value] | None]
    ) -> Value:
        """The value that was given or, where that is empty, the one that is found in a text."""
        if given:
            self._readings[field] = None
        elif found := find():
            self._readings[field] = _Reading(found, searched)
            return found.value
        return given

    def choose_codes(
        self, field: str, given: tuple[str, ...], searched: str, find: Callable[[], Iterable[Finding[str]]]
    ) -> tuple[str, ...]:
        """The same of a field that has several values, which are codes."""
        if given:
            self._readings[field] = None
            return given
        readings = {found.value: _Reading(found, searched) for found in find()}
        if readings:
            self._readings[field] = readings
        return tuple(readings)

    def to_json(self, text: str) -> dict[str, Any]:
        """The evidence as a document with this text keeps it; of several codes, that for each of them."""
        return {field: _entry(reading, text) for field, reading in self._readings.items()}


def _entry(reading: _Reading | dict[str, _Reading] | None, text: str) -> dict[str, Any]:
    if reading is None:
        return {"confidence": 1.0, "given": True}
    if isinstance(reading, dict):
        return {code: _entry(each, text) for code, each in reading.items()}
    found, searched = reading
    entry: dict[str, Any] = {"confidence": round(found.confidence, 2)}
    if found.said:
        span = found.span
        if span and found.field == "text":
            span = place_in(text, searched, span)
        entry |= {"said": found.said, "field": found.field if span else "page"}
        if span:
            entry |= {"start": span[0], "end": span[1]}
    return entry


def place_in(text: str, page: str, span: tuple[int, int]) -> tuple[int, int] | None:
    """Where words of a page stand in the text that was left of it, or None where their lines were taken off.

    Tidying takes off whole lines, and space around those it leaves; so the words stand where their lines do.
    """
    if page == text:
        return span
    start, end = span
    first, last = page.rfind("\n", 0, start) + 1, page.find("\n", end)
    lines = page[first : last if last >= 0 else len(page)]
    left = lines.strip()
    stands = f"\n{text}\n".find(f"\n{left}\n")
    if stands < 0:
        return None
    moved = stands - first - lines.index(left)
    return start + moved, end + moved
