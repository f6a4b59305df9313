"""The measures of dates and of document numbers, on a few documents of known figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import dates, doc_numbers
from tests.lines import write_lines

BODY = "各有关单位应当认真执行。"


def write(folder: Path, *documents: tuple[str, str, str, str]) -> Path:
    """A data folder with documents: id, title, text, and the day they are labelled with."""
    keys = ("id", "title", "text", "published")
    records = (dict(zip(keys, one, strict=True)) for one in documents)
    write_lines(folder / "eval" / "places.jsonl.gz", *records)
    return folder


def test_days_are_right_where_they_stand_and_near_by_rule(tmp_path: Path) -> None:
    data = write(
        tmp_path,
        ("right", "甲", f"发布日期：2020-07-30\n{BODY}", "2020-07-30"),
        ("near", "乙", f"发布日期：2020-07-30\n{BODY}", "2020-08-01"),
        ("other", "丙", f"发布日期：2020-07-30\n{BODY}文件于2019年1月1日收到。", "2019-01-01"),
        ("apart", "丁", "7月30日，某市发布通知，自2020年8月1日起施行。", "2020-07-30"),
        ("unlabelled", "戊", BODY, "None"),
    )
    figures = dates.measure(data)
    assert (figures["stand"], figures["right"]) == (2, 0.5)
    assert (figures["stand_apart"], figures["right_apart"]) == (1, 1.0)
    assert (figures["near_labelled"], figures["near_reckoned"]) == (pytest.approx(2 / 3), 1.0)
    assert "near_term" not in figures


def test_numbers_are_held_against_those_read_by_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write(
        tmp_path,
        ("right", "甲", f"国发〔2015〕12号\n{BODY}", ""),
        ("wrong", "乙", f"国发〔2015〕13号\n{BODY}", ""),
        ("missed", "丙", BODY, ""),
        ("none", "丁", BODY, ""),
        ("beside", "戊", f"国发〔2015〕14号\n{BODY}", ""),
    )
    expected = {"right": "国发〔2015〕12号", "wrong": "", "missed": "国发〔2015〕15号", "none": ""}
    sample = ({"id": id, "expected": number} for id, number in expected.items())
    monkeypatch.setattr(doc_numbers, "SAMPLE", write_lines(tmp_path / "sample.jsonl", *sample))
    figures = doc_numbers.measure(data)
    assert figures == {"documents": 4, "found": 2, "precision": 0.5, "recall": 0.5}
    assert "wrong bears no number; found is 国发〔2015〕13号" in capsys.readouterr().err


def test_the_sample_is_two_hundred_documents() -> None:
    lines = doc_numbers.SAMPLE.read_text(encoding="utf-8").splitlines()
    ids = {json.loads(line)["id"] for line in lines}
    assert len(lines) == len(ids) == 200
