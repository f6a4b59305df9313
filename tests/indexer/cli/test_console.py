"""How text from documents reaches a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.cli import console


@given(st.text())
def test_text_keeps_its_length_so_that_matches_stay_where_they_are(text: str) -> None:
    assert len(console.one_line(text)) == len(console.lines(text)) == len(text)


def controls(text: str) -> set[str]:
    return {char for char in text if char < " " or "\x7f" <= char <= "\x9f"}


@given(st.text(st.characters(max_codepoint=0x2030)))
def test_no_text_steers_a_terminal_or_breaks_a_line(text: str) -> None:
    assert len(console.one_line(text).splitlines()) <= 1
    assert controls(console.one_line(text)) == set()
    assert controls(console.lines(text)) <= {"\n", "\t"}


def test_lines_keep_their_ends() -> None:
    assert console.lines("一\n\t二\x1b[31m") == "一\n\t二\ufffd[31m"
    assert console.one_line("一\n\t二\x1b[31m\x85") == "一  二\ufffd[31m "


def test_matches_are_bracketed_where_there_are_no_colours() -> None:
    assert console.marked("北京自贸区", ((0, 2), (2, 5))) == "【北京】【自贸区】"
    assert console.marked("北京", ()) == "北京"


def test_colours_can_be_declined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert console.marked("北京", ((0, 2),)) == "\x1b[31m\x1b[1m北京\x1b[0m"
    assert console.strong("北京") == "\x1b[1m北京\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert console.marked("北京", ((0, 2),)) == "【北京】"
    assert console.faint("北京") == console.strong("北京") == "北京"
