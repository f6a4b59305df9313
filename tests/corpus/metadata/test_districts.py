from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.districts import LEAD, MOST_PLACES
from corpus.metadata.places import find_places
from corpus.vocabulary import places

FILLER = "各部门要认真落实，结合实际制定具体办法。" * 20


def tag_districts(title: str, text: str, source: str) -> tuple[str, ...]:
    return tuple(found.value for found in find_places(title, text, source).districts)


def test_the_filler_is_longer_than_a_lead_and_names_no_place() -> None:
    assert len(FILLER) > LEAD
    assert tag_districts("", FILLER, "") == ()


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("亦庄新城发布产业规划", ("110000-bda",)),
        ("亦莊新城發布產業規劃", ("110000-bda",)),
        ("Beijing Economic-Technological Development Area opens a park", ("110000-bda",)),
        ("海淀区出台人才政策", ("110108",)),
        ("海淀區出台人才政策", ("110108",)),
        ("北京海淀出台人才政策", ("110108",)),
        ("深圳市住房公积金管理办法", ("440300",)),
        ("Shenzhen revises its housing fund rules", ("440300",)),
        ("安平區公所辦理說明會", ("710000-tainan-anping",)),
        ("臺南市東區圖書館開幕", ("710000-tainan-east",)),
        ("香港東區設置新圖書館", ("810000-eastern",)),
        ("辽宁朝阳建设物流园", ("211300",)),
        ("北京朝阳建设物流园", ("110105",)),
        ("青海海南州推进光伏基地", ("632500",)),
        ("海南推进光伏基地", ("460000",)),
        ("河北雄安新区设立基金", ("130000-xiongan",)),
        ("京外企业入驻中国（北京）自由贸易试验区", ("110000-ftz",)),
    ],
)
def test_a_place_in_the_title(title: str, codes: tuple[str, ...]) -> None:
    assert tag_districts(title, FILLER, "") == codes


@pytest.mark.parametrize(
    "title",
    [
        "告别朝阳产业的旧称",
        "朝阳区两家企业签约",  # there are several, and nothing says which
        "東區與西區的比較",
        "城区绿化提升",
        "上海合作组织成员国会议",
        "重大理论成果宣讲",
        "长春藤盟校交流",
        "北京路步行街改造",
        "吉林大学发布成果",
        "北京银行调整利率",
        "山东舰返航",
        "黄河北岸植树",
        "和县域经济有关的几个问题",
        "适应城市发展的需要",
        "沿海城市开放",
        "中山市場招商",
        "一切和平的愿望",
        "Maintain the balance",
    ],
)
def test_what_only_looks_like_a_place(title: str) -> None:
    assert tag_districts(title, FILLER, "") == ()


def test_a_name_with_several_bearers_takes_the_one_whose_parent_is_named() -> None:
    assert tag_districts("朝阳区两家企业签约", "吉林长春的企业。" + FILLER, "") == ("220104",)
    assert tag_districts("朝阳区两家企业签约", "北京的企业。" + FILLER, "") == ("110105",)
    assert tag_districts("東區活動中心啟用", FILLER, "臺南市政府民政局") == ("710000-tainan-east",)
    assert tag_districts("連江縣公告", "臺灣各地。" + FILLER, "") == ("710000-lienchiang",)


@pytest.mark.parametrize(
    ("title", "text", "codes"),
    [
        ("朝阳区发布招商指引", "望京的企业服务站启用。", ("110105-wangjing",)),
        ("朝陽區發布招商指引", "望京的企業服務站啟用。", ("110105-wangjing",)),
        ("朝阳区发布招商指引", "CBD、金盏列为重点。", ("110105-cbd", "110105-jinzhan")),
        ("朝阳区和通州区共建产业园", "两区签约。", ("110105", "110112")),
        ("Chaoyang District opens a park", "So does Tongzhou District.", ("110105", "110112")),
    ],
)
def test_names_that_lie_in_or_beside_one_bearer_of_a_name_tell_which_it_is(
    title: str, text: str, codes: tuple[str, ...]
) -> None:
    assert tag_districts(title, text, "") == codes


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("朝阳区发布招商指引", "望江的企业服务站启用。"),
        ("望京和金盏", "两地签约。"),
        ("城区、郊区和矿区共建产业园", "三区签约。"),  # ordinary words too
        ("東區、西區、南區與北區的比較", "各有所長。"),
        ("朝阳区发布招商指引", "和平与东风。"),
        ("铁东区和铁西区签约", "两区签约。"),  # two cities have both
    ],
)
def test_names_that_several_places_share_do_not_tell_without_a_name_in_one_of_them(
    title: str, text: str
) -> None:
    assert tag_districts(title, text, "") == ()


def test_a_named_parent_says_more_than_what_lies_beside() -> None:
    assert tag_districts("朝阳区发布招商指引", "吉林长春。望京的企业也来了。" + FILLER, "") == ("220104",)


def test_towns_count_only_where_their_district_or_city_is_named() -> None:
    assert tag_districts("上地街道开展服务", FILLER, "") == ()
    assert tag_districts("上地街道开展服务", "在海淀区，" + FILLER, "") == ("110108-shangdi",)


def test_a_short_name_counts_only_where_the_place_right_above_is_named() -> None:
    assert tag_districts("回龙观的文化设施", FILLER + "北京。", "") == ()
    assert tag_districts("回龙观的文化设施", FILLER + "昌平区。", "") == ("110114-huilongguan",)


def test_an_ordinary_word_is_no_place_even_near_the_place_above_it() -> None:
    assert tag_districts("和平的愿望", "天津市的学生。" + FILLER, "") == ("120000",)
    assert tag_districts("天津和平的愿望", FILLER, "") == ("120101",)


def test_a_name_straight_after_a_place_elsewhere_is_not_the_known_one() -> None:
    text = "北京自贸试验区总结经验。" + FILLER
    assert "110000-ftz-tech" in tag_districts("科技创新片区揭牌", text, "")
    assert "110000-ftz-tech" not in tag_districts("郑州科技创新片区揭牌", text, "")


def test_one_mention_in_passing_is_not_enough_but_two_are() -> None:
    assert tag_districts("", FILLER + "其他城市如杭州。", "") == ()
    assert tag_districts("", FILLER + "杭州和宁波。" + FILLER + "杭州。", "") == ("330100",)
    assert tag_districts("", "杭州。" + FILLER, "") == ("330100",)


@pytest.mark.parametrize(
    "text",
    [
        "本校1953年创办于哈尔滨。",
        "大会第一阶段会议去年(2021年)在昆明举行。",
        "今年初，双方在北京会面。",
        "1981年，他在拉萨入伍。",
    ],
)
def test_what_happened_in_a_place_in_an_earlier_year_is_told_in_passing(text: str) -> None:
    assert tag_districts("", text + FILLER, "") == ()
    assert tag_districts("", text + FILLER + text, "") != ()
    assert tag_districts("", "2023年9月1日在广州开幕。" + FILLER, "") == ("440100",)


@pytest.mark.parametrize("text", ["考察队从上海出发。", "收到来自福建省的来信。", "他從佛山搬回老家。"])
def test_where_somebody_came_from_is_told_in_passing(text: str) -> None:
    assert tag_districts("", text + FILLER, "") == ()
    assert tag_districts("", text + FILLER + text, "") != ()


@pytest.mark.parametrize(
    "name", ["北京冬奥会", "北京2022年冬奥会", "杭州亚运会", "杭州第十九届亚运会", "成都大運會"]
)
def test_the_name_of_games_is_not_where_a_text_is_set(name: str) -> None:
    assert tag_districts("", f"祝贺{name}成功。{FILLER}感谢{name}。", "") == ()
    assert tag_districts(f"{name}开幕", FILLER, "") != ()


@pytest.mark.parametrize("origin", ["祖籍浙江宁波", "祖籍為浙江寧波", "籍贯是浙江宁波"])
def test_where_a_family_is_from_says_nothing(origin: str) -> None:
    text = f"他是位画家，{origin}，{origin}。"
    assert tag_districts("", text, "") == ()
    assert tag_districts("", text.replace("祖籍", "现居").replace("籍贯", "住处"), "") != ()


def test_delegates_from_a_place_speak_of_the_country() -> None:
    text = "他在参加湖北代表团审议时说，完全赞成报告。"
    assert tag_districts("", text + FILLER, "") == ()
    assert tag_districts("他参加湖北代表团审议", text + FILLER, "") == ("420000",)


def test_cities_named_once_each_make_their_province() -> None:
    assert tag_districts("", FILLER + "温州、绍兴先行试点。", "") == ("330000",)


def test_a_text_that_names_many_provinces_is_about_none_of_them() -> None:
    lead = "河北、山西、辽宁、浙江、安徽、福建、江西、山东、河南、湖北十省丰收。"
    assert tag_districts("各地秋收", lead + FILLER, "") == ()
    assert tag_districts("湖北秋收", lead + FILLER, "") == ("420000",)


def test_a_long_text_keeps_its_subject() -> None:
    text = "深圳推进改革。" * 30 + FILLER + "东莞。" + FILLER + "东莞。"
    assert tag_districts("深圳综合改革", text, "") == ("440300",)


def test_the_source_counts_when_it_is_an_office() -> None:
    assert tag_districts("关于规范停车的通知", FILLER, "杭州市城市管理局") == ("330100",)
    assert tag_districts("关于规范停车的通知", FILLER, "杭州日报") == ()
    assert tag_districts("关于规范停车的通知", FILLER, "杭州网") == ()
    assert tag_districts("停車管理公告", FILLER, "臺南市安平區公所") == ("710000-tainan-anping",)


def test_an_address_is_not_what_a_text_is_about() -> None:
    text = "臺南市政府公告。" + FILLER + "[地址]臺南市安平區永華路2段6號[電話]" * 3
    assert tag_districts("臺南市公共運輸處決標公告", text, "") == ("710000-tainan",)
    text = "[地址]730臺南市新營區 民治路三十六號[電話]" * 3 + FILLER
    assert tag_districts("臺南市公共運輸處決標公告", text, "") == ("710000-tainan",)


def test_villages_in_taiwan_are_no_mainland_cities() -> None:
    text = "臺南市安南區安順的居民。" + FILLER + "安順的排水工程。"
    assert tag_districts("臺南市治水", text, "") == ("710000-tainan-annan",)
    assert tag_districts("安順排水改建，安順動工", "安順", "臺南市政府工務局") == ("710000-tainan",)
    assert "520400" in tag_districts("臺南市訪問團", "訪問貴州省安順。" + FILLER + "安順。", "")


def test_the_venue_of_a_meeting_is_not_its_subject() -> None:
    assert tag_districts("领导人举行会谈", "5日下午在北京人民大会堂举行会谈。" + FILLER, "") == ()


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from([entry.labels["zh-Hant"] for entry in places()]), max_size=12),
    st.text(max_size=20),
)
def test_tags_are_few_known_and_most_specific(names: list[str], noise: str) -> None:
    tags = tag_districts(noise, "、".join(names), noise)
    assert len(tags) <= MOST_PLACES
    assert all(code in places() for code in tags)
    assert places().most_specific(tags) == tags


def test_every_place_is_tagged_by_its_label_after_those_above_it() -> None:
    missed = []
    for entry in places():
        for lang in ("zh-Hans", "zh-Hant"):
            above = [places().label(code, lang) for code in reversed(places().ancestors(entry.code))]
            tags = tag_districts("".join((*above, entry.labels[lang])), "", "")
            if tags != (entry.code,):
                missed.append((entry.labels[lang], tags))
    assert missed == []
