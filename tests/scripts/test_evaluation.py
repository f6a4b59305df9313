"""``scripts/eval.py``: floors, the measures of scripts and of literals, and the gate."""

from __future__ import annotations

import json
import math
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import environment
import pytest

from evaluation import cost, floors, literals, measures, pairs
from tests.lines import write_lines
from tests.scripts.articles import articles

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "eval.py"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    aligned = ({"hant": "審計機關", "hans": "审计机关"}, {"hant": "甲", "hans": "乙"})
    write_lines(folder / "eval" / "gsd-pairs.jsonl", *aligned)
    write_lines(folder / "news" / "notice.jsonl.gz", *(one.to_json() for one in articles(30)))
    return folder


@pytest.fixture
def evaluate(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the script in this process with some arguments; gives its exit status."""
    monkeypatch.setattr(environment, "run_inside", lambda extras: None)

    def run(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["eval.py", *map(str, arguments)])
        main: Callable[[], int] = runpy.run_path(str(SCRIPT))["main"]
        return main()

    return run


def test_a_figure_on_its_floor_is_not_below_it() -> None:
    assert floors.below({"dates": {"right": 0.9}}, {"dates": {"right": 0.9, "other": 0}}) == []


def test_a_figure_below_its_floor_or_missing_is_told_of() -> None:
    least = {"dates": {"right": 0.9, "found": 0.5}, "tags": {"precision": 0.95}}
    assert floors.below(least, {"dates": {"right": 0.899, "found": math.nan}}) == [
        "dates: right is 0.899, below its floor of 0.9",
        "dates: found is nan, below its floor of 0.5",
        "tags: precision was not measured; its floor is 0.95",
    ]


def test_every_floor_is_that_of_a_measure_that_runs() -> None:
    names = [module.NAME for module in measures.MEASURES]
    assert len(set(names)) == len(names)
    assert set(floors.read_floors()) <= set(names)


def test_pairs_that_part_are_told_of(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pairs.measure(data) == {"pairs": 2, "alike": 0.5}
    assert "甲/乙" in capsys.readouterr().err


def test_literals_are_searched_and_scanned_for(data: Path) -> None:
    figures = literals.measure(data, count=20)
    assert figures["documents"] == 30
    assert figures["equal"] == 1.0
    assert figures["found_per_literal"] >= 1


def test_a_piece_that_the_index_misses_counts(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(literals, "scan", lambda piece, folded: ["somewhere-else"])
    assert literals.measure(data, count=4)["equal"] == 0
    assert "otherwise than by a scan" in capsys.readouterr().err


def test_indexing_is_timed_with_cleaning_and_without(data: Path) -> None:
    figures = cost.measure(data, records=10, chunk=10)
    assert figures["documents"] == 10
    assert figures["times"] > 1
    assert figures["indexing_share"] == pytest.approx(1 / figures["times"], rel=0.02)
    parts = figures["indexing_ms"] + figures["cleaning_tagging_ms"]
    assert figures["indexing_ms"] / parts == pytest.approx(figures["indexing_share"], abs=0.01)
    assert cost.measure(data, records=10, chunk=4)["documents"] == 10


def test_a_scan_cuts_no_word_and_minds_no_white_space() -> None:
    folded = {"whole": ("", "a i 计 划"), "inside": ("", "main计划"), "title": ("i计划", "")}
    assert list(literals.scan("i计划", folded)) == ["whole", "title"]


def test_the_script_prints_a_line_for_each_measure_and_keeps_the_index(
    data: Path, tmp_path: Path, evaluate: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(data, "--only", "literals", "pairs", "--index", tmp_path / "index") == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["measure"] for one in printed] == ["literals", "pairs"]
    assert (tmp_path / "index").is_dir()


def test_the_gate_is_shut_below_a_floor_alone(
    data: Path, evaluate: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    before = floors.FLOORS.read_bytes()
    assert evaluate(data, "--only", "pairs") == 0
    assert "BELOW" not in capsys.readouterr().err
    assert evaluate(data, "--only", "pairs", "--gate") == 1
    assert "BELOW pairs: alike is 0.5" in capsys.readouterr().err
    one = '{"hant": "審計", "hans": "审计"}'
    (data / "eval" / "gsd-pairs.jsonl").write_text(one, encoding="utf-8")
    assert evaluate(data, "--only", "pairs", "--gate") == 0
    assert floors.FLOORS.read_bytes() == before


def test_a_measure_that_is_none_or_has_no_data_is_told_of(
    tmp_path: Path, evaluate: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        evaluate(tmp_path, "--only", "unheard")
    assert "no measure is called unheard; there are pairs" in capsys.readouterr().err
    for name in ("pairs", "cost", "literals"):
        with pytest.raises(SystemExit, match=f"{name} cannot be measured"):
            evaluate(tmp_path, "--only", name, "--gate")
