from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.phrases import normalize
from corpus.metadata.place_meanings import named_places
from corpus.metadata.place_names import find_names
from corpus.vocabulary import places


def names(text: str) -> list[str]:
    return [mention.name.text for mention in find_names(normalize(text))]


def meanings(text: str) -> list[str | None]:
    named = named_places({"title": "", "text": normalize(text)})
    return [one.bearer.code if one.bearer else None for one in named]


def test_names_from_left_to_right_in_any_script_width_and_case() -> None:
    assert names("杭州和寧波,ＢＥＩＪＩＮＧ与Suzhou Industrial Park。") == [
        "杭州",
        "寧波",
        "beijing",
        "suzhou industrial park",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "北京路改造",
        "南京东路改造",
        "吉林路改造",
        "吉林大学",
        "南京师范大学",
        "上海银行",
        "长春藤",
        "黄海南部的岛屿",
        "记者王玉林报道",
        "，李长春、",
        "書記趙東明表示",
        "山东舰",
        "辽宁号",
        "河南队",
        "杭州市场",
        "北京时间",
        "肯定西部的成就",
        "黄浦江",
        "佛罗里达州",
        "昆明宣言",
        "合唱延安颂",
        "11台中子谱仪",
        "吕梁山区的农民",
        "呂梁山区",
        "镇江关隧道",
        "中方在台湾问题上的立场",
        "我方在臺灣問題上的立場",
        "历史、台湾等问题",
        "台湾、涉疆、涉藏等问题",
        "重申台湾是中国领土的一部分",
        "重申臺灣是中國領土的一部分",
        "反对“台湾独立”",
        "中关村第一小学",
    ],
)
def test_what_only_looks_like_a_name(text: str) -> None:
    assert [code for code in meanings(text) if code] == []


@pytest.mark.parametrize(
    "text",
    [
        "臺南市。南區職業安全衛生中心講授。",
        "臺南市。由北區勞工健康服務中心輔導。",
        "臺南市。由南區分署說明。",
        "臺南市。中油天然氣事業部南區營業處參加。",
    ],
)
def test_an_office_for_a_part_of_the_country_is_none_of_a_district(text: str) -> None:
    assert meanings(text) == ["710000-tainan"]


def test_an_office_of_a_district_is_one() -> None:
    assert meanings("臺南市。南區區公所說明。") == ["710000-tainan", "710000-tainan-south"]


def test_a_park_that_two_places_share_lies_where_it_lies() -> None:
    assert meanings("天津滨海-中关村科技园") == ["120000", "120116"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("青海南部的草原", ["630000", None]),
        ("江西安福", ["360000", "360829"]),
        ("在玉林召开", ["450900"]),
        ("江苏海宁", ["320000", None]),  # which is in Zhejiang
        ("北京路灯", ["110000"]),
        ("北京朝阳、长春朝阳区", ["110000", "110105", "220100", "220104"]),
        ("南京市鼓楼区", ["320100", "320106"]),
        ("福州鼓楼", ["350100", "350102"]),
        ("江苏省鼓楼区", ["320000", None]),  # in two of its cities
        ("合肥市高新区", ["340100", "340100-hitech"]),
        ("浙江省高新区", ["330000", None]),
        ("大连中山区", ["210200", "210202"]),
        ("石家庄市市辖区", ["130100"]),
        ("广州市南沙区", ["440100", "440115"]),
        ("三沙市南沙区", ["460300", "460303"]),
        ("台北市中山区", ["710000-taipei", None]),
        ("台北市中山区，中山区公所", ["710000-taipei", None, None]),
        ("台北市中山区与大连的中山区", ["710000-taipei", None, "210200", "210202"]),
        ("北京市大连市", ["110000", "210200"]),
    ],
)
def test_what_names_mean(text: str, codes: list[str | None]) -> None:
    assert meanings(text) == codes


def test_no_name_goes_over_from_one_field_to_the_next() -> None:
    named = named_places({"issuer": "北京", "source": "海", "title": "淀区", "text": "朝阳"})
    assert [(one.field, one.mention.start, one.mention.end) for one in named if one.bearer] == [
        ("issuer", 0, 2)
    ]


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from([*(entry.labels["zh-Hans"] for entry in places()), "路", "市", "王", "，"])))
def test_names_stand_where_they_are_said_to_and_apart(pieces: list[str]) -> None:
    text = normalize("".join(pieces))
    last = 0
    for mention in find_names(text):
        assert last <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.name.text
        last = mention.end


@pytest.mark.parametrize(
    "text",
    [
        "中国石油大学(北京)招生",
        "中國地質大學（武漢）招生",
        "中国组合杨凌/王伟莹以三比零获胜",
        "沿着永定河、嘉陵江与苏州河",
        "环鄱阳湖自行车赛",
    ],
)
def test_a_university_a_player_and_a_river_are_no_places(text: str) -> None:
    assert names(text) == []


def test_who_was_told_of_by_name_before_is_known_again() -> None:
    assert names("副镇长范大庆帮助企业,像范大庆这样的有80名") == []
    assert names("像范大庆这样的有80名") == ["大庆"]
    assert names("副镇长范大庆到大庆") == ["大庆"]
