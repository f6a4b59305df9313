"""The measure of families."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import families
from tests.lines import write_lines

SENTENCES = [
    f"{who}{what}。"
    for who in ("市政府", "区政府", "街道办", "居委会")
    for what in (
        "公布促进消费的新措施",
        "检查食品安全的工作情况",
        "听取企业对营商环境的意见",
        "安排冬季供暖的准备工作",
    )
]
TEXT = "".join(SENTENCES)
RECORDS = [
    {"id": "one", "title": "一周要闻回顾", "text": TEXT},
    {"id": "two", "title": "一周要闻回顾", "text": f"本报讯，{TEXT}"},
    {"id": "three", "title": "停水公告", "text": "因检修管网，部分地区本周末停水，请做好储水准备。"},
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_lines(tmp_path / "news" / "week.jsonl.gz", *RECORDS)
    pairs = [("one", "two", True), ("one", "three", False), ("two", "three", True), ("one", "gone", True)]
    judged = (dict(zip(("left", "right", "copies"), pair, strict=True)) for pair in pairs)
    monkeypatch.setattr(families, "SAMPLE", write_lines(tmp_path / "sample.jsonl", *judged))
    return tmp_path


def test_families_are_counted_and_pairs_judged(data: Path) -> None:
    assert families.measure(data) == {
        "documents": 3,
        "families": 1,
        "copies": 1,
        "largest": 2,
        "scripts": 1.0,
        "shortened": 1.0,
        "sample": 3,
        "precision": 1.0,
        "kept": 0.5,
    }


def test_the_sample_has_a_verdict_on_each_pair() -> None:
    pairs = [json.loads(line) for line in families.SAMPLE.read_text(encoding="utf-8").splitlines()]
    assert len(pairs) == 100
    assert all(set(pair) == {"left", "right", "copies"} for pair in pairs)
