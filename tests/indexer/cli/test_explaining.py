"""``zhengsou explain --source``; explaining queries is tested with what it is explained by, in ``test_reading``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.indexer.cli.conftest import call, run
from tests.lines import write_lines

PAGE = """當前位置：首頁 > 要聞
海淀區(qū)自貿(mào)區(qū)掛牌
2021-09-15

\u3000\u3000海淀區(qū)的自貿(mào)區(qū)在新?shēng)r代掛\u200b牌，勇?lián)姑σ愿，人工智能企業(yè)入駐。

責任編輯：甲乙"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path / "page.txt"


def test_each_step_that_changed_something_is_shown_with_its_reason(page: Path) -> None:
    told = run("explain", "--source", page)
    assert (told.status, told.err) == (0, "")
    assert told.lines[0] == str(page)
    steps = [line.split(" · ")[0].strip() for line in told.lines if " place" in line]
    assert steps == [
        *("invisible", "damage", "inline-pinyin", "boilerplate", "whitespace", "title-lines"),
    ]
    assert "  inline-pinyin · a reading inside a word hides the word · 7 places" in told.lines
    assert "    海淀區[-(qū)-]自貿" in told.lines
    assert "    and 2 more" in told.lines
    assert "    )r代掛[-<U+200B>-]牌，勇?" in told.lines
    assert "    ū)在新[-?shēng)r-]{+時+}代掛牌，" in told.lines


def test_what_was_found_and_would_be_stored_is_shown(page: Path) -> None:
    told = call("explain", "--source", page, "--labels", "zh-Hant").out
    for shown in (
        "海淀區自貿區掛牌",
        "2021-09-15",
        "海淀區 (110108)",
        "自貿區與開放平臺 (trade.free-trade-zones)",
        "zh-Hant",
        "page.txt, ",
    ):
        assert shown in told
    assert '  damage      [{"start": 14, "end": 24}]' in told


def test_an_explanation_for_programs(page: Path) -> None:
    told = call("explain", "--source", page, "--format", "json")
    (explained,) = map(json.loads, told.lines)
    assert explained["file"] == str(page)
    (step,) = [step for step in explained["steps"] if step["step"] == "damage"]
    assert [(changed["removed"], changed["added"]) for changed in step["changed"]] == [("?shēng)r", "時")]
    stored = explained["stored"]
    (damage,) = stored["damage"]
    assert stored["text"][damage["start"] : damage["end"]] == "勇?lián)姑σ愿"
    assert {"field": "published", "value": "2021-09-15"}.items() <= explained["found"][1].items()


def test_a_clean_record_is_changed_by_nothing_and_only_so_many_are_told_of(tmp_path: Path) -> None:
    rows = [
        {"id": f"n-{number}", "title": "园区启用", "text": "园区今天启用，企业已经入驻。"}
        for number in range(3)
    ]
    path = write_lines(tmp_path / "rows.jsonl", *rows)
    told = call("explain", "--source", path, "--limit", "2", index=tmp_path / "none")
    assert told.status == 0
    assert f"{path}:1\n  no step changed anything\n" in told.out
    assert ("n-1" in told.out, "n-2" in told.out) == (True, False)


def test_what_cannot_be_read_is_said_and_what_can_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "a"}\n{"id": "b", "text": "园区启用。"}\n', encoding="utf-8")
    told = call("explain", "--source", path, index=tmp_path / "none")
    assert told.status == 0
    assert "rows.jsonl:1: the record has no text" in told.err and "b, " in told.out
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    assert call("explain", "--source", path, index=tmp_path / "none").status == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "name a file with --source"),
        (("自贸区", "--source", "{page}"), "takes no query"),
        (("--source", "{page}", "--doc", "x"), "takes no query, no --doc and no --lexicon"),
        (("--source", "{page}", "--lexicon", "{page}"), "takes no query, no --doc and no --lexicon"),
        (("自贸区", "--format", "json"), "--format json goes with --source"),
        (("--source", "nowhere.txt"), "nowhere.txt"),
    ],
)
def test_arguments_that_do_not_go_together(arguments: tuple[str, ...], complaint: str, page: Path) -> None:
    told = call("explain", *(part.format(page=page) for part in arguments), index=page.parent)
    assert told.status == 2
    assert complaint in told.err and told.err.count("\n") == 1
