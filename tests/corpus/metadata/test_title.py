from datetime import date

import pytest

from corpus.metadata.title import CONFIDENCE, find_title, without_title

BODY = "园区今天启用，首批企业已经入驻。"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"园区今天启用\n\n{BODY}", "园区今天启用"),
        (f">园区今天启用\n\n园区今天启用\n\n{BODY}", "园区今天启用"),
        (f"某某全搜索\n>园区今天正式启用\n园区今天正式启用\n{BODY}", "园区今天正式启用"),
        (f"2020-07-30\n园区今天启用\n{BODY}", "园区今天启用"),
        (f"某发〔2020〕1号\n园区建设办法\n{BODY}", "园区建设办法"),
        (f"记者：甲乙\n园区建设办法\n{BODY}", "园区建设办法"),
        (f"关于园区：一问一答\n{BODY}", "关于园区：一问一答"),
        (
            f"某某省管理局\n\n关于调整贷款\n\n政策的通知\n\n各市县：\n{BODY}",
            "某某省管理局关于调整贷款政策的通知",
        ),
        (f"某某省关于贷款的通知\n各市县的办法\n{BODY}", "某某省关于贷款的通知"),
        (f"某某区关于支持航运的实施意\n见\n{BODY}", "某某区关于支持航运的实施意见"),
        (f"某某区关于支持航运的通知\n目录\n{BODY}", "某某区关于支持航运的通知"),
        (f"{BODY}后来又有进展。", BODY),
        ("长" * 100, "长" * 60 + "…"),
        (
            "A park opens in the north of the city\n\nIt opened today.",
            "A park opens in the north of the city",
        ),
        ("短", "短"),
        ("", ""),
        ("……\n！", ""),
        (f"各有关单位：\n一、启用园区\n{BODY}", BODY),
        (f"第一章 总则\n{BODY}", BODY),
        (f"（一）启用园区\n{BODY}", BODY),
    ],
)
def test_finds_the_title(text: str, title: str) -> None:
    found = find_title(text)
    assert (found.value if found else "") == title
    if found and found.span:
        assert text[slice(*found.span)] == found.said == title


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f">园区启用\n园区启用\n{BODY}", "repeated"),
        (f"某某省关于调整\n政策的通知\n{BODY}", "pieced"),
        (f"园区启用\n{BODY}", "heading"),
        (BODY, "sentence"),
    ],
)
def test_each_rule_has_a_name_and_a_confidence(text: str, rule: str) -> None:
    found = find_title(text)
    assert found and (found.rule, found.confidence) == (rule, CONFIDENCE[rule])


def test_the_original_title_is_that_of_a_page_without_headings() -> None:
    def title(page: str, text: str = BODY) -> str:
        found = find_title(text, page)
        return found.value if found else ""

    assert title(f"某站\n  原标题：园区启用 \n{BODY}") == "园区启用"
    assert title(f"原標題:園區\n{BODY}") == "園區"
    assert title("正文说原标题：无") == BODY
    assert title("原标题：甲", "园区今天启用\n" + BODY) == "园区今天启用"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("园区启用\n\n正文。", "正文。"),
        (">园区启用\n园区启用\n2020-07-30\n正文。", "正文。"),
        ("园区\n启用\n正文。", "正文。"),
        ("正文。\n园区启用", "正文。\n园区启用"),
        ("2020-07-31\n正文。", "2020-07-31\n正文。"),
        ("园区启用", "园区启用"),
        ("园区启用了\n正文。", "园区启用了\n正文。"),
    ],
)
def test_takes_the_title_off_the_text(text: str, left: str) -> None:
    assert without_title(text, "园区启用", date(2020, 7, 30)) == left
