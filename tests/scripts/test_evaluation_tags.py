"""The measure of tags, on a few documents of known figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.vocabulary import industries
from evaluation import tags
from tests.lines import write_lines


def _write(folder: Path, name: str, *documents: tuple[str, str, str]) -> None:
    records = (dict(zip(("id", "title", "text"), one, strict=True)) for one in documents)
    write_lines(folder / f"{name}.jsonl.gz", *records)


def test_shares_of_all_and_how_the_sample_fares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = tmp_path / "news"
    _write(
        news,
        "xwlb",
        ("right", "海淀区集成电路产业", "发展集成电路。"),
        ("wrong", "铁路开通", "列车开行。"),
        ("missed", "工作通报", "会议召开。"),
        ("none", "工作通报", "会议召开。"),
        ("beside", "工作通报", "会议召开。"),
    )
    _write(news, "tainan", ("other", "臺南市公告", "公告周知。"))
    right = {"right": ["new-it.ic"], "wrong": [], "missed": ["water"], "none": []}
    sample = ({"id": id, "right": codes, "wrong": []} for id, codes in right.items())
    monkeypatch.setattr(tags, "SAMPLE", write_lines(tmp_path / "sample.jsonl", *sample))
    figures = tags.measure(tmp_path)
    assert (figures["xwlb_district"], figures["xwlb_industry"]) == (0.2, 0.4)
    assert (figures["xwlb_precision"], figures["xwlb_documents_right"]) == (0.5, 0.5)
    assert (figures["xwlb_reached"], figures["xwlb_sample"]) == (0.5, 4)
    assert (figures["tainan_district"], figures["tainan_industry"]) == (1.0, 0.0)
    assert (figures["tainan_precision"], figures["tainan_sample"]) == (0.0, 0)


def test_the_sample_is_of_known_codes_and_says_each_once() -> None:
    lines = [json.loads(line) for line in tags.SAMPLE.read_text(encoding="utf-8").splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    for name, count in {"xwlb": 1886, "tainan": 1891}.items():
        assert sum(line["id"].startswith(f"{name}-") for line in lines) == count
    for line in lines:
        codes = [*line["right"], *line["wrong"]]
        assert len(codes) == len(set(codes))
        assert all(code in industries() for code in codes)
