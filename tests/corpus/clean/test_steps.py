from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import STEPS, Change, changes, clean, clean_page, repair, tidy
from corpus.clean.entities import read_entities
from corpus.clean.mojibake import read_mojibake
from corpus.clean.radicals import read_radicals
from tests.growth import growth

PIECES = (
    *(
        "時(shí)",
        "們(men)",
        "区(qū)",
        "(kāi)",
        "lián)",
        "?",
        "（",
        "(",
        ")",
        "（ai）",
        "(red)",
        "的(de)",
        "&rsquo;",
        "&amp;",
        "amp;",
        "国",
        "國",
        "a",
    ),
    *(
        "原标题:旧闻",
        "(文章来源:某报)",
        "责任编辑:甲乙",
        "某站快讯:",
        "城市网",
        ">首页",
        "图片来自网络,侵权请联系删除",
        "2020-01-02",
    ),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\n\n\n\n",
        " ",
        "\u3000",
        "\u200b",
        "\ufeff",
        "\x00",
        "\u2028",
        "这是一句话。",
        "标题一则",
    ),
)
dirty_texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=200)


@settings(deadline=None, max_examples=400)
@given(dirty_texts)
def test_every_step_leaves_its_own_result_alone(text: str) -> None:
    for step in STEPS:
        once = step.apply(text)
        assert step.apply(once) == once, step.name


@settings(deadline=None, max_examples=400)
@given(dirty_texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@settings(deadline=None, max_examples=200)
@given(dirty_texts)
def test_cleaning_only_takes_away_once_references_are_read(text: str) -> None:
    remaining = iter("".join(read_radicals(read_mojibake(read_entities(text))).split()))
    assert all(char in remaining for char in "".join(clean(text).split()))


CLEAN_TEXT = """关于推进示范区建设的若干措施（试行）

一、支持企业开展数字化转型（2020年—2022年），鼓励使用WTO（世界贸易组织）规则。

负责人介绍，“京东–亦庄CAZ（中央商务区）”由iPhone (red)和人工智能(ai)企业共建。

來源：這一句不在文末，也不在文首。

二、自2021年1月1日起施行。"""


def test_clean_text_stays_as_it_is_in_every_step() -> None:
    for step in STEPS:
        assert step.apply(CLEAN_TEXT) == CLEAN_TEXT, step.name


CLEAN_LINES = (
    *(
        "WTO（世界贸易组织）规则自今日起适用。",
        "京东-亦庄CAZ(中央商务区)由两家企业共建。",
        "行动计划（2020年-2022年）",
        "管理办法(试行)",
    ),
    *(
        "上海(Shanghai)Port Group signed (again).",
        "一、总体要求",
        "（二）主要任务",
        "1.申请；2.受理；3.决定。",
        "第三条 本办法由市政府解释。",
    ),
    *(
        "指标\t2019\t2020",
        "产值 | 12 | 13",
        "記者問：“為什麼？”",
        "AT&T and R&D; 3 < 5 { x }",
        "联系人：甲某，电话010-00000000",
        "編輯部今天搬入園區。",
    ),
    *(
        "大江東去，浪淘盡",
        "千古風流人物",
        "Mayor’s remarks: naïve, café, Ångström?",
        "來源很多的資料，經過核對。",
        "集合A{1, 2}与B[3]",
    ),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(CLEAN_LINES), unique=True), st.sampled_from(["\n", "\n\n"]))
def test_whatever_clean_lines_a_text_is_made_of_no_step_changes_it(lines: list[str], between: str) -> None:
    text = between.join([*lines, "园区今天启用，首批企业已经入驻。"])
    for step in STEPS:
        assert step.apply(text) == text, step.name


def test_cleaning_is_repairing_and_then_tidying() -> None:
    dirty = "某站快讯:\n  城\u200b市更新。  \n责任编辑:甲"
    assert repair(dirty) == "某站快讯:\n  城市更新。  \n责任编辑:甲"
    assert tidy(repair(dirty)) == clean(dirty) == "城市更新。"


@settings(deadline=None, max_examples=200)
@given(dirty_texts)
def test_a_page_is_cleaned_as_its_text_is(text: str) -> None:
    assert clean_page(text) == (repair(text), clean(text))


@settings(deadline=None, max_examples=200)
@given(dirty_texts)
def test_the_changes_are_those_that_cleaning_makes(text: str) -> None:
    made = changes(text)
    assert (made[-1].after if made else text) == clean(text)
    for change, following in pairwise([*made, Change(STEPS[0], clean(text), "")]):
        assert change.step.apply(change.before) == change.after == following.before != change.before


@pytest.mark.parametrize(
    "piece",
    [
        *("{", "{a:b}", "body{a:b} ", ".a", "div ", "f(", "甲(shí", "甲?lián)", "甲_(kāi)", "新?shēng)甲"),
        *("首頁\t", "分享 ", "相关阅读\n甲\n", "园区企业按期报送进展情况并及时公开有关信息\n", "[b ", "// a"),
    ],
)
def test_no_step_takes_long_for_what_is_said_again_and_again(piece: str) -> None:
    def work(times: int) -> None:
        for step in STEPS:
            step.apply(piece * times + "{a:b}")

    assert growth(work, 500) < 20


def test_every_step_says_why_it_is_taken() -> None:
    assert all(step.reason and not step.reason.endswith(".") for step in STEPS)


def test_a_footer_in_another_script_does_not_hide_a_converted_page() -> None:
    assert clean("時(shí)刻\n(文章来源:某报)") == "時刻"


def test_steps_have_names_of_their_own() -> None:
    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names) and all(names)
