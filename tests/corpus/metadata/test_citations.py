"""Numbers that a text cites: where they begin, and what they look like."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.citations import Citation, cited_numbers, find_citations


def said(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("现将《办法》（国发〔2015〕12号）转给你们", "国发〔2015〕12号"),
        ("依國發［２０１５］第０１２號辦理", "国发〔2015〕12号"),
        ("参照 建房 [2021] 7 号执行", "建房〔2021〕7号"),
        ("按建房(函)〔2021〕7号办", "建房(函)〔2021〕7号"),
        ("见国务院令第714号", "国务院令第714号"),
        ("财政部公告2024年第16号", "财政部公告2024年第16号"),
        ("發文字號：府農工字第1080240853A號", "府农工字第1080240853A号"),
        ("依金管銀（一）字第0941000055號", "金管银(一)字第0941000055号"),
    ],
)
def test_numbers_of_every_form_are_found(text: str, number: str) -> None:
    assert [one.number for one in find_citations(text)] == [number]


@pytest.mark.parametrize(
    "lead",
    [
        *(
            "根据",
            "按照",
            "依據",
            "贯彻落实",
            "转发",
            "继续执行",
            "企业可按",
            "对于",
            "延续的",
            "办理，见",
            "若干意见",
        ),
        *("2019年3月5日", "108年3月5 日", "十月二十四日", "通知》", "国办发〔2014〕3号和", "（"),
    ],
)
def test_what_leads_up_to_a_number_is_no_part_of_it(lead: str) -> None:
    assert said(f"{lead}国发〔2015〕12号")[-1] == "国发〔2015〕12号"


@pytest.mark.parametrize("lead", ["本府", "臺南市政府", "內政部", "108年3月5日以", "行政院"])
def test_the_name_of_a_body_is_no_part_of_its_letters(lead: str) -> None:
    assert said(f"{lead}台內地字第0990257693號") == ["台內地字第0990257693號"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "日政发〔2020〕3号",
            "和政发〔2020〕3号",
            "本政发〔2020〕3号",
            "政府办〔2020〕3号",
            "依政发〔2020〕3号",
        ),
        "委員會字第0991234號",
    ],
)
def test_a_name_that_looks_like_a_lead_stays_whole(text: str) -> None:
    assert said(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "〔2015〕12号",
            "门牌12号",
            "地铁(2015)年12号线",
            "2015年第12号",
            "字第12号",
            "第0990257693號",
            "",
            "列车(2015)次",
        ),
        "这一句没有标点却长得不可能是任何发文机关名称〔2015〕12号",
    ],
)
def test_what_has_no_issuer_or_no_serial_is_no_number(text: str) -> None:
    assert said(text) == []


def test_every_number_of_a_text_has_its_place_and_the_title_beside_it() -> None:
    text = "按照《关于老街修缮的意见》（市政发〔2020〕3号）、《〈古桥办法〉细则》 市建〔2021〕4号和市财〔2019〕5号，"
    assert find_citations(text) == (
        Citation("市政发〔2020〕3号", 14, 25, "关于老街修缮的意见"),
        Citation("市建〔2021〕4号", 38, 48, "〈古桥办法〉细则"),
        Citation("市财〔2019〕5号", 49, 59),
    )


def test_numbers_are_listed_once_and_without_the_own_one() -> None:
    text = "市政发〔2020〕3号\n依市建〔2021〕第4號、市建[2021]4号。"
    assert cited_numbers("通知（市财〔2019〕5号）", text, "市政發(2020)3號") == (
        "市财〔2019〕5号",
        "市建〔2021〕4号",
    )
    assert cited_numbers("", text) == ("市政发〔2020〕3号", "市建〔2021〕4号")


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("国发令字第号號〔〕[]()（）《》2015１年月日和按公告 \n，A"), max_size=60))
def test_places_are_apart_and_in_order(text: str) -> None:
    end = 0
    for one in find_citations(text):
        assert end <= one.start < one.end <= len(text)
        assert one.number
        end = one.end


def test_a_long_text_is_read_in_time_that_grows_with_it() -> None:
    # A reading that tried every beginning for every end would not come to an end here.
    assert said("发" * 200_000 + "号" * 200_000) == []
    assert len(said("（国发〔2015〕12号" * 10_000)) == 10_000
