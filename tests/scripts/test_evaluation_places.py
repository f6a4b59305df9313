"""The measure of where documents were issued and of the places they are tagged with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.vocabulary import places as gazetteer
from evaluation import places
from tests.lines import write_lines

FILLER = "各有关部门要认真落实，结合实际制定具体办法。" * 20


def _write(folder: Path, name: str, titles: dict[str, str]) -> None:
    records = ({"id": id, "title": title, "text": FILLER} for id, title in titles.items())
    write_lines(folder / f"{name}.jsonl.gz", *records)


def _measure(folder: Path, *rows: tuple[object, object]) -> dict[str, float | int]:
    for name in places.FILES:
        _write(folder / "news", name, {})
    records = ({"title": title, "text": FILLER, "issuer_place": issuer} for title, issuer in rows)
    write_lines(folder / "eval" / "places.jsonl.gz", *records)
    return dict(places.measure(folder))


def test_the_share_of_right_places_at_each_level(tmp_path: Path) -> None:
    measured = _measure(
        tmp_path,
        ("【浙江省宁波市】停车办法", {"province": "浙江省", "city": "宁波市"}),
        ("【浙江省宁波市慈溪市】停车办法", {"province": "浙江省", "city": "宁波市", "county": "慈溪市"}),
        ("停车办法", {"province": "浙江省", "city": "宁波市", "county": "慈溪市"}),
        ("【全国】停车办法", {}),
        ("【浙江省】停车办法", {}),
        (float("nan"), None),
    )
    assert measured == {
        "xwlb_precision": 0.0,
        "xwlb_sample": 0,
        "tainan_precision": 0.0,
        "tainan_sample": 0,
        "documents": 3,
        "province": 0.6667,
        "city": 0.6667,
        "county": 0.5,
        "national": 2,
        "national_placed": 1,
    }


@pytest.mark.parametrize(
    ("issuer", "codes"),
    [
        ({"province": "广西壮族自治区", "city": "省桂林市"}, ["450000", "450300"]),
        ({"province": "广东省", "city": "清远5市"}, ["440000", "441800"]),
        ({"province": "浙江省", "city": "义乌市"}, ["330000", "330782"]),
        (
            {"province": "四川省", "city": "成都市", "county": "区天府新区"},
            ["510000", "510100", "510000-tianfu"],
        ),
        ({"province": "河北省", "city": "保定市", "county": "等5市"}, ["130000", "130600", "unknown"]),
    ],
)
def test_labels_are_read_as_the_places_they_name(issuer: dict[str, str], codes: list[str]) -> None:
    assert [code for _, code in places.labels(issuer)] == codes


def test_the_share_of_right_places_in_the_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = {
        "right": "海淀区停车办法",
        "wrong": "宁波市和温州市签约",
        "none": "停车办法",
        "beside": "深圳市停车办法",
    }
    right = {"right": ["110108", "110105"], "wrong": ["330200"], "none": ["330000"]}
    sample = ({"id": id, "right": codes, "wrong": []} for id, codes in right.items())
    monkeypatch.setattr(places, "SAMPLE", write_lines(tmp_path / "sample.jsonl", *sample))
    row = {
        "title": "【浙江省】停车办法",
        "text": FILLER,
        "issuer_place": dict.fromkeys(places.LEVELS, "浙江省"),
    }
    write_lines(tmp_path / "eval" / "places.jsonl.gz", row)
    _write(tmp_path / "news", "xwlb", titles)
    _write(tmp_path / "news", "tainan", {"beside": "臺南市公告"})
    figures = places.measure(tmp_path)
    assert (figures["xwlb_precision"], figures["xwlb_sample"]) == (0.6667, 3)
    assert (figures["tainan_precision"], figures["tainan_sample"]) == (0.0, 0)


def test_the_sample_is_of_known_codes_and_says_each_once() -> None:
    lines = [json.loads(line) for line in places.SAMPLE.read_text(encoding="utf-8").splitlines()]
    ids = [line["id"] for line in lines]
    assert len(ids) == len(set(ids))
    for name in places.FILES:
        assert sum(id.startswith(f"{name}-") for id in ids) >= 200
    for line in lines:
        codes = [*line["right"], *line["wrong"]]
        assert codes
        assert len(codes) == len(set(codes))
        assert all(code in gazetteer() for code in codes)
