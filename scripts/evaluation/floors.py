"""The floors of figures, and which figures lie below them. Floors are read here and never written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

Figures: TypeAlias = Mapping[str, float | int]
"""Figures of one measure by their names."""

FLOORS = Path(__file__).with_name("floors.json")


def read_floors(path: Path = FLOORS) -> dict[str, Figures]:
    """The least that each figure of each measure may be."""
    floors: dict[str, Figures] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def below(floors: Mapping[str, Figures], measured: Mapping[str, Figures]) -> list[str]:
    """A line for each figure that lies below its floor, or was not measured at all."""
    lines = []
    for name, least in floors.items():
        figures = measured.get(name, {})
        for figure, floor in least.items():
            if figure not in figures:
                lines.append(f"{name}: {figure} was not measured; its floor is {floor}")
            # Written so that a figure which is no number is below every floor.
            elif not figures[figure] >= floor:
                lines.append(f"{name}: {figure} is {figures[figure]}, below its floor of {floor}")
    return lines
