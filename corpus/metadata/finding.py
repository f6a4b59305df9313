"""What a finder hands back: a value, how sure of it one may be, and the words of the document that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Finding(Generic[Value]):
    """A value that was found in a document.

    ``confidence`` lies between 0 and 1: the measured share of right values among those that the same ``rule`` finds,
    by its name in the finder's table. ``said`` are the words that say the value, as they were written. They stand at
    ``span`` (code points, end exclusive) of what the finder was given as ``field``; the span is None where no single
    place says it.
    """

    value: Value
    confidence: float
    said: str = ""
    span: tuple[int, int] | None = None
    field: Literal["title", "text"] = "text"
    rule: str = ""
