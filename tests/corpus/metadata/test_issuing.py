from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.finding import Finding
from corpus.metadata.places import find_places
from corpus.vocabulary import places

FILLER = "各有关部门要认真落实，结合实际制定具体办法，确保按期完成。" * 20


def issued(
    title: str = "", text: str = "", source: str = "", issuer: str = "", doc_number: str = ""
) -> Finding[str] | None:
    return find_places(title, text, source, issuer, doc_number).issued_in


def code(title: str = "", text: str = "", **given: str) -> str:
    found = issued(title, text, **given)
    return found.value if found else ""


def test_the_filler_names_no_place_and_nothing_of_its_own() -> None:
    assert issued("", FILLER) is None


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("【河南省南阳市邓州市】促进住房消费的若干措施", "411381"),
        ("【上海市】关于规范停车的通知", "310000"),
        ("【廣東佛山】關於規範停車的通知", "440600"),
        ("海南省公共停车管理办法", "460000"),
        ("《宁波市公共停车管理办法》", "330200"),
        ("关于印发《宁波市公共停车管理办法》的通知", "330200"),
        ("关于宁波市公共停车的通知", "330200"),
        ("北京市海淀区人民政府办公室关于停车的通知", "110108"),
        ("合肥高新区停车管理办法", "340100-hitech"),
        ("赣江新区停车管理办法", "360000-ganjiang"),
        ("Measures of Shenzhen for parking", "440300"),
    ],
)
def test_the_title_says_where(title: str, place: str) -> None:
    assert code(title, FILLER) == place


@pytest.mark.parametrize(
    "text",
    [
        "宁波市人民政府办公厅\n关于规范停车的通知\n" + FILLER,
        "7月1日，宁波印发停车管理办法。" + FILLER,
        FILLER + "\n宁波市人民政府办公厅\n2024年7月1日",
        FILLER + "经宁波市城市管理委员会审议通过。" + FILLER,
        FILLER + "\n寧波市城市管理局\n",
    ],
)
def test_offices_that_head_or_sign_the_text_say_where(text: str) -> None:
    assert code("关于规范停车的通知", text) == "330200"


def test_the_issuer_and_an_office_as_source_say_where() -> None:
    assert code("关于规范停车的通知", FILLER, issuer="宁波市人民政府办公厅") == "330200"
    assert code("停車管理公告", FILLER, source="臺南市安平區公所") == "710000-tainan-anping"
    assert code("关于规范停车的通知", FILLER, source="宁波日报") == ""
    assert code("安平區停車公告", "安平區停車。" * 30, issuer="臺南市政府交通局") == "710000-tainan"


@pytest.mark.parametrize(
    ("number", "text", "place"),
    [
        ("沪府规〔2023〕5号", FILLER, "310000"),
        ("滬府規〔2023〕5號", FILLER, "310000"),
        ("京政发〔2021〕8号", FILLER, "110000"),
        ("宁政规〔2023〕5号", FILLER, ""),  # Nanjing, Ningxia
        ("宁政规〔2023〕5号", FILLER + "南京市各区。", "320100"),
        ("国发〔2015〕12号", FILLER, ""),
    ],
)
def test_the_document_number_says_where(number: str, text: str, place: str) -> None:
    assert code("关于规范停车的通知", text, doc_number=number) == place


def test_what_only_pages_of_one_place_name_says_where() -> None:
    assert code("关于停车服务的通知", FILLER + "可以在粤省事办理。") == "440000"
    assert code("关于停车服务的通知", FILLER + "五环以内的路段。") == "110000"


def test_districts_named_side_by_side_tell_their_province() -> None:
    assert code("关于停车的通知", FILLER + "松江、青浦先行。") == "310000"


def test_a_cited_order_of_the_province_does_not_hide_the_city() -> None:
    text = "根据《福建省人民政府办公厅关于停车的意见》，结合我市实际，制定本办法。" + FILLER
    assert code("关于规范停车的通知", text + "厦门市各区执行。") == "350200"


def test_a_province_that_names_its_cities_remains_a_province() -> None:
    text = "我省各地执行。" + FILLER + "长沙市、株洲市、湘潭市先行试点，我省总结经验。" + FILLER
    assert code("湖南省停车管理办法", text) == "430000"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("【全国】住房政策", FILLER + "北京、上海等地。"),
        ("国务院关于停车的意见", "北京市、上海市人民政府：" + FILLER),
        ("住房城乡建设部召开会议", "会议提到深圳的经验。" + FILLER),
        ("球队获胜", "昨晚，深圳的球迷庆祝。" + FILLER),
        ("多地高温", "北京、上海、广州、深圳持续高温。" + FILLER),
    ],
)
def test_national_documents_and_mere_news_were_issued_in_no_place(title: str, text: str) -> None:
    assert issued(title, text) is None


def test_a_national_body_s_branch_is_local() -> None:
    assert code("中国人民银行青岛市分行关于支付的通知", FILLER) == "370200"
    assert code("停车管理公告", FILLER, issuer="国家税务总局佛山市税务局") == "440600"


def test_the_finding_tells_its_words_and_how_sure_it_is() -> None:
    found = issued("【河南省南阳市】停车办法", FILLER)
    assert found == Finding("411300", 0.99, "南阳市", (4, 7), "title", "bracket")
    found = issued("关于规范停车的通知", "ＡＢ㎡\n宁波市人民政府办公厅\n" + FILLER)
    assert found == Finding("330200", 0.93, "宁波市人民政府", (4, 11), "text", "headed")
    found = issued("通知", FILLER, source="臺南市安平區公所")
    assert found == Finding("710000-tainan-anping", 0.99, "安平區公所", rule="office of source")
    found = issued("通知", FILLER, doc_number="沪府规〔2023〕5号")
    assert found == Finding("310000", 0.95, "沪府规〔2023〕5号", rule="number")


def test_a_local_notice_is_about_its_place() -> None:
    found = find_places("关于规范停车的通知", FILLER, "宁波市城市管理局")
    assert found.districts == (Finding("330200", 0.99, "宁波市城市管理局", rule="office of source"),)


def test_what_a_newspaper_reports_was_issued_where_it_says_that_a_place_announced_it() -> None:
    assert code("宁波城市面貌一新", "宁波市的公园更多了。" + FILLER, source="浙江日报") == ""
    assert code("停车有新规", "宁波市住建局印发停车管理办法。" + FILLER, source="浙江日报") == "330200"
    two = "宁波市印发停车办法，苏州市印发充电办法。" + FILLER
    assert code("各地出新规", two, source="浙江日报") == ""


@settings(deadline=None, max_examples=80)
@given(
    st.text(max_size=20),
    st.lists(st.sampled_from([entry.labels["zh-Hans"] for entry in places()] + ["人民政府", "，", "\n"])),
    st.text(max_size=10),
)
def test_what_is_found_is_known_and_stands_where_it_says(title: str, names: list[str], office: str) -> None:
    text = "".join(names)
    found = find_places(title, text, office, office, office)
    for one in (*found.districts, *filter(None, [found.issued_in])):
        assert one.value in places()
        assert 0 < one.confidence <= 1
        if one.span:
            assert (title if one.field == "title" else text)[slice(*one.span)] == one.said
