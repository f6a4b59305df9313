"""Which measures there are."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from evaluation import (
    cleaning,
    converted,
    cost,
    dates,
    doc_numbers,
    families,
    gazette,
    literals,
    pairs,
    places,
    questions,
    tags,
)
from evaluation.floors import Figures


class Measure(Protocol):
    """A module that measures one thing: its name, and its figures on a folder of data."""

    NAME: str

    @staticmethod
    def measure(data: Path) -> Figures:
        """Figures as flat numbers, shares between 0 and 1."""


MEASURES: tuple[Measure, ...] = (
    pairs,
    questions,
    cleaning,
    dates,
    doc_numbers,
    places,
    tags,
    gazette,
    families,
    cost,
    converted,
    literals,
)
"""In the order in which they run, the quick ones first."""
