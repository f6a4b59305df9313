from datetime import date

import pytest

from corpus.metadata.title import find_title, original_title, without_title

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
        (f"{BODY}后来又有进展。", BODY),
        ("长" * 100, "长" * 60 + "…"),
        (
            "A park opens in the north of the city\n\nIt opened today.",
            "A park opens in the north of the city",
        ),
        ("短", "短"),
        ("", ""),
        ("……\n！", ""),
    ],
)
def test_finds_the_title(text: str, title: str) -> None:
    assert find_title(text) == title


def test_the_original_title_is_behind_its_label() -> None:
    assert original_title("某站\n  原标题：园区启用 \n正文") == "园区启用"
    assert original_title("原標題:園區") == "園區"
    assert original_title("正文说原标题：无") == ""


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
