"""The measure of where documents were issued."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from evaluation import places

FILLER = "各有关部门要认真落实，结合实际制定具体办法。" * 20


def _measure(folder: Path, *rows: tuple[object, object]) -> dict[str, float | int]:
    (folder / "eval").mkdir()
    with gzip.open(folder / "eval" / "places.jsonl.gz", "wt", encoding="utf-8") as file:
        for title, issuer in rows:
            file.write(json.dumps({"title": title, "text": FILLER, "issuer_place": issuer}) + "\n")
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
