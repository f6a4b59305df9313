"""``scripts/fuzz.py``: what it types, and that the query language makes something of all of it."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from fuzzing import reading
from fuzzing.typed import KINDS, PIECES, typed

from corpus.errors import QueryLimitError
from indexer.query.ast import Everything
from indexer.query.grammar import ParsedQuery, parse
from indexer.query.reading import QueryWarning
from indexer.settings import MAX_QUERY_LENGTH
from tests.growth import growth

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "fuzz.py"


def test_whatever_is_typed_is_read_quickly_and_reads_back() -> None:
    figures = reading.fuzz(20_000, seed=2020)
    assert figures["strings"] == 20_000
    assert figures["refused"] < 400


def test_what_is_typed_is_a_bit_of_everything_and_the_same_for_a_seed() -> None:
    drawn = [typed(Random(seed)) for seed in range(2_000)]
    assert drawn == [typed(Random(seed)) for seed in range(2_000)]
    for kind in KINDS:
        assert any(piece in text for piece in kind for text in drawn)
    assert max(map(len, drawn)) == 1_000
    assert any("\ud800" <= char <= "\udfff" for text in drawn for char in text)


@pytest.mark.parametrize("piece", PIECES)
def test_reading_takes_no_longer_for_what_is_said_again_and_again(piece: str) -> None:
    for filler in ("", " ", "a", " a"):
        unit = piece + filler

        def work(length: int, unit: str = unit) -> None:
            try:
                parse(unit * (length // len(unit)))
            except QueryLimitError as error:
                assert error.parameter == "q"

        assert growth(work, MAX_QUERY_LENGTH // 8) < 40


def _fails(text: str, today: object) -> ParsedQuery:
    raise IndexError(text)


def _points_nowhere(text: str, today: object) -> ParsedQuery:
    warning = QueryWarning("bad-date", "", len(text), len(text) + 1)
    return ParsedQuery(Everything(), (warning,), text)


@pytest.mark.parametrize("broken", [_fails, _points_nowhere])
def test_what_may_not_happen_is_told_with_its_string(
    broken: Callable[[str, object], ParsedQuery], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "parse", lambda text, today=None: today and broken(text, today))
    with pytest.raises(AssertionError) as told:
        reading.fuzz(10, seed=1)
    assert repr(typed(Random(1))) in repr(told.value.args)


def test_a_tree_that_does_not_read_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "canonical", lambda node: "something else")
    with pytest.raises(AssertionError, match="something else"):
        reading.fuzz(1, seed=1)


def test_the_script_prints_its_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("environment.run_inside", lambda extras: None)
    monkeypatch.setattr(sys, "argv", ["fuzz.py", "--number", "50"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert left.value.code == 0
    assert json.loads(capsys.readouterr().out)["strings"] == 50
