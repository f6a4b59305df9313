"""What the README says of speed is what was measured."""

from __future__ import annotations

import json

from benchmark.chart import chart
from benchmark.figures import Figures
from benchmark.readme import CHART, FIGURES, README, as_json, with_summary


def figures() -> Figures:
    found: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def test_the_readme_shows_the_figures_that_are_kept() -> None:
    text = README.read_text(encoding="utf-8")
    assert with_summary(text, figures()) == text


def test_the_chart_draws_the_figures_that_are_kept() -> None:
    assert CHART.read_text(encoding="utf-8") == chart(figures())
    assert f"({CHART.relative_to(README.parent).as_posix()})" in README.read_text(encoding="utf-8")


def test_the_figures_are_kept_as_they_are_written() -> None:
    assert as_json(figures()) == FIGURES.read_text(encoding="utf-8")
