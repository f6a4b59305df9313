"""``zhengsou suggest``, and what ``zhengsou search`` says of other spellings."""

from __future__ import annotations

import json
from pathlib import Path

from tests.indexer.cli.conftest import call, run


def test_suggestions_are_lines(index: Path) -> None:
    found = run("suggest", "zmq", "--limit", "2", index=index)
    assert (found.status, found.err) == (0, "")
    assert found.lines[0] == "自贸区  term · 2 documents"
    assert len(found.lines) == 2


def test_suggestions_for_programs(index: Path) -> None:
    found = call("suggest", "自貿", "--format", "jsonl", index=index)
    suggestions = [json.loads(line) for line in found.lines]
    assert (found.status, suggestions[0]["text"]) == (0, "自貿區")
    assert {"text": "自貿區新規公布", "kind": "title", "by": "written", "id": "zone-hant"} in suggestions


def test_several_words_are_what_was_typed(index: Path) -> None:
    assert call("suggest", "海淀", "zi", "mao", "q", index=index).lines[0].startswith("海淀 自贸区  ")
    assert call("suggest", "-自贸", index=index).lines[0].startswith("-自贸")


def test_terms_of_further_files_are_suggested(index: Path, tmp_path: Path) -> None:
    more = tmp_path / "terms.tsv"
    more.write_text("长三角示范区\tYRD demonstration zone\n", encoding="utf-8")
    for typed in ("长三角示", "csjsf"):
        found = call("suggest", typed, "--lexicon", str(more), index=index)
        assert (found.status, found.lines[0]) == (0, "长三角示范区  term")
    assert "长三角示范区" not in call("suggest", "长三角示", index=index).out


def test_nothing_that_begins_so_is_exit_status_1(index: Path) -> None:
    found = call("suggest", "龘龘", index=index)
    assert (found.status, found.out, found.err) == (1, "", "")


def test_too_many_and_none_are_refused(index: Path) -> None:
    for arguments in (("suggest",), ("suggest", "自", "--limit", "51")):
        assert call(*arguments, index=index).status == 2


def test_another_spelling_is_offered_or_has_run(index: Path) -> None:
    ran = call("search", "人工只能", "--count", index=index)
    assert (ran.status, ran.out, ran.err) == (
        0,
        "2\n",
        "zhengsou: note: nothing was found for 人工只能; these are the results for 人工智能\n",
    )
    offered = call("search", "产业园 人工只能", "--format", "ids", index=index)
    assert (offered.out, offered.err) == ("park\n", "zhengsou: note: did you mean 产业园 人工智能?\n")


def test_pinyin_finds_and_is_told(index: Path) -> None:
    found = call("search", "zimaoqu", index=index)
    assert found.status == 0
    assert "also searched for 自贸区" in found.out
    assert " · pinyin\n" in found.out
