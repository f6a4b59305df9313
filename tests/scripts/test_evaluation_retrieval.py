"""The measures of ranking, and that of queries in other scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import converted, gazette, levers, questions, retrieval
from indexer.query import evidence
from indexer.settings import PAIR_WEIGHT
from tests.lines import write_lines
from tests.scripts.articles import articles

LAWS = [
    {"id": "遗失物", "title": "遗失物", "text": "拾得遗失物，应当返还权利人，或者送交公安等有关部门。"},
    {"id": "租赁物", "title": "租赁物", "text": "承租人应当妥善保管租赁物。"},
]
QUESTIONS = [
    {"query": "捡到的遗失物，要不要返还？", "relevant": ["遗失物"]},
    {"query": "租赁物由谁保管？\n", "relevant": ["遗失物"]},
]
NOTICES = [
    {
        "id": "1",
        "title": "訂定「漁港管理辦法」",
        "title_en": "Regulations on harbours",
        "text": "「漁港管理辦法」自即日生效。",
    },
    {
        "id": "2",
        "title": "修正「溫泉法」",
        "title_en": "Amending the Hot Spring Act " + "x" * 1000,
        "text": "公布溫泉法。",
    },
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_lines(tmp_path / "eval" / "stard-articles.jsonl.gz", *LAWS)
    write_lines(tmp_path / "eval" / "stard-queries.jsonl", *QUESTIONS)
    write_lines(tmp_path / "eval" / "gazette-en-zh.jsonl.gz", *NOTICES)
    write_lines(tmp_path / "news" / "notice.jsonl.gz", *(one.to_json() for one in articles(30)))
    return tmp_path


@pytest.mark.parametrize(
    ("ids", "relevant", "gain"),
    [
        ("abc", "a", 1.0),
        ("abc", "c", 0.5),
        ("abc", "d", 0.0),
        ("abc", "ba", 1.0),
        # Of the three only two stand there: (1 + 1/2) / (1 + 1/log2(3) + 1/2).
        ("axb", "abc", 0.7039180890341347),
        ("0123456789a", "a", 0.0),
        ("0123456789", "0123456789a", 1.0),
    ],
)
def test_gain_is_that_of_its_definition(ids: str, relevant: str, gain: float) -> None:
    assert retrieval.ndcg(list(ids), set(relevant)) == pytest.approx(gain)


def test_questions_are_searched_for_and_judged(data: Path) -> None:
    figures = questions.measure(data)
    assert (figures["queries"], figures["refused"]) == (2, 0)
    assert 0.5 <= figures["ndcg"] < 1


def test_notices_are_found_by_their_titles_and_refused_queries_counted(data: Path) -> None:
    figures = gazette.measure(data)
    assert (figures["notices"], figures["english_refused"], figures["chinese_refused"]) == (2, 1, 0)
    assert figures["chinese"] == 1.0


def test_what_is_left_out_is_left_out_while_it_is_measured(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = []

    def measure(path: Path, every: int) -> dict[str, float]:
        weights.append((path, every, evidence.PAIR_WEIGHT))
        return {"share": 0.25}

    monkeypatch.setattr(levers, "FIGURES", {"one": (measure, "share")})
    names = {name: changes for name, changes in levers.LEVERS.items() if name in ("everything", "no pairs")}
    monkeypatch.setattr(levers, "LEVERS", names)
    assert list(levers.rows(data, 3)) == [("everything", [0.25]), ("no pairs", [0.25])]
    assert weights == [(data, 3, PAIR_WEIGHT), (data, 3, 0.0)]
    assert evidence.PAIR_WEIGHT == PAIR_WEIGHT


def test_every_part_that_is_left_out_is_there(data: Path) -> None:
    assert all(len(figures) == len(levers.FIGURES) for _, figures in levers.rows(data, 1))


def test_converted_queries_find_the_same(data: Path) -> None:
    assert converted.measure(data, count=12) == {"queries": 12, "equal": 1.0}


def test_a_query_that_finds_others_in_another_script_counts(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(converted, "CONVERSIONS", ("t2s",))
    monkeypatch.setattr("indexer.language.conversion.convert", lambda text, conversion: "不在其中")
    assert converted.measure(data, count=4)["equal"] < 1
    assert "another script" in capsys.readouterr().err
