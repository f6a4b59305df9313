"""The table of places, held against the national codes that python-stdnum carries."""

from __future__ import annotations

import re
from importlib.resources import files

from corpus.vocabulary import places

# What loc.dat lists as of today and is none: headings, codes that have been replaced, and four districts that
# Daxing'anling has set up without national codes.
NO_PLACES = {
    "419000", "429000", "469000", "659000",
    "422900", "422921", "429001",
    "232761", "232762", "232763", "232764",
}  # fmt: skip
NEWER = {"330113": "临平区", "330114": "钱塘区"}
OTHER_NAMES = {"710000": "台湾"}


def _national_places() -> dict[str, str]:
    """Code and name of every place of today in loc.dat, where ``[1997-]`` before a name gives its years."""
    found = {}
    province = ""
    for line in files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8").splitlines():
        if match := re.match(r'(\d\d) province="', line):
            province = match[1]
        elif match := re.match(r'  (\d{4}) county="(.*)"', line):
            for name in match[2].split(","):
                years = re.match(r"\[\d*-(\d*)\]", name)
                if years is None or not years[1]:
                    found[province + match[1]] = name[years.end() :] if years else name
    return found


def test_every_place_of_the_national_list_is_there_under_its_code_and_name() -> None:
    listed = {
        code: OTHER_NAMES.get(code, name)
        for code, name in _national_places().items()
        if name not in ("市辖区", "县") and code not in NO_PLACES
    }
    ours = {entry.code: entry.labels["zh-Hans"] for entry in places() if re.fullmatch(r"\d{6}", entry.code)}
    assert len(listed) > 3200
    assert ours == listed | NEWER


def test_a_place_stands_below_the_one_whose_code_it_shares() -> None:
    for entry in places():
        if re.fullmatch(r"\d{6}", entry.code):
            prefecture, province = entry.code[:4] + "00", entry.code[:2] + "0000"
            above = [code for code in (prefecture, province) if code != entry.code and code in places()]
            assert entry.parent == next(iter(above), None)
        else:
            province = f"{entry.code[:2]}0000"
            assert province in places().ancestors(entry.code)
            assert entry.code.partition("-")[0] in places()


def test_the_zones_of_the_nation() -> None:
    zones = {entry.code: entry for entry in places() if entry.kind == "zone"}
    etdz = [code for code in zones if code.endswith("-etdz")]
    hitech = [code for code in zones if code.endswith("-hitech")]
    free_trade = [code for code in zones if code.endswith("-ftz")]
    assert (len(etdz), len(hitech), len(free_trade)) == (224, 168, 22)
    new_areas = {
        "310115", "120116", "500157", "330900-islands", "620100-new-area", "440100-nansha", "610000-xixian",
        "520000-guian", "370200-west-coast", "210200-jinpu", "510000-tianfu", "430100-xiangjiang",
        "320100-jiangbei", "350100-new-area", "530000-dianzhong", "230100-new-area", "220100-new-area",
        "360000-ganjiang", "130000-xiongan",
    }  # fmt: skip
    assert len(new_areas) == 19
    assert all(code in places() for code in new_areas)
    for code in free_trade:
        areas = [zone for zone in zones.values() if zone.parent == code]
        assert areas or code == "460000-ftz"  # all of Hainan
    assert places().resolve("苏州高新区") == ("320500-hitech",)
    assert places().resolve("Suzhou Industrial Park") == ("320500-sip",)
    assert places().resolve("浙江自贸区宁波片区") == ("330000-ftz-ningbo",)
    assert places().resolve("寧波經開區") == ("330200-etdz",)
