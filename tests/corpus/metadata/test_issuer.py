import pytest

from corpus.metadata.issuer import CONFIDENCE, find_issuer

BODY = "园区今天启用，首批企业已经入驻。"


def issuer(text: str, title: str = "", source: str = "") -> tuple[str, str]:
    """The body and the rule that finds it."""
    found = find_issuer(text, title, source)
    if found is None:
        return "", ""
    if found.span:
        assert found.said == {"title": title, "text": text}[found.field][slice(*found.span)]
    assert found.confidence == CONFIDENCE[found.rule]
    return found.value, found.rule


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"发文机关:某某市财政局成文日期:2026-07-02\n{BODY}", "某某市财政局"),
        (
            f"索引号：1 发布机构: 某某市财政局 某某市商务局 发文字号: 某发〔2025〕6号\n{BODY}",
            "某某市财政局、某某市商务局",
        ),
        (f"發布機關：臺南市政府工務局\n{BODY}", "臺南市政府工務局"),
        (f"（發布單位：新聞及國際關係處）\n{BODY}", ""),
    ],
)
def test_behind_a_label(text: str, name: str) -> None:
    assert issuer(text) == (name, "labelled" if name else "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某某省住房公积金管理局关于调整贷款政策的通知", "某某省住房公积金管理局"),
        ("【某省】《某某市人民政府办公室关于印发某办法的通知》", "某某市人民政府办公室"),
        ("中共中央 国务院关于推动某事的意见", "中共中央、国务院"),
        ("臺南市政府民政局關於辦理某事的公告", "臺南市政府民政局"),
        ("某某市人民政府印发某办法的通知", "某某市人民政府"),
        ("Notice of the General Office of the State Council on Parks", "General Office of the State Council"),
        ("某某市人民政府印发《某办法》", ""),
        ("我市出台关于某事的通知", ""),
        ("各区人民政府关于某事的报告", ""),
        ("征求对中共中央关于某事的意见", ""),
        ("顾全大局关于某事", ""),
    ],
)
def test_in_the_title(title: str, name: str) -> None:
    assert issuer(BODY, title) == (name, "titled" if name else "")
    assert issuer(f"{title}\n{BODY}") == (name, "headed" if name else "")


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        (f"某某市人民政府文件\n某政发〔2020〕1号\n{BODY}", "某某市人民政府", "letterhead"),
        (f"某某市财政局\n某某市商务局\n关于某事的通知\n{BODY}", "某某市财政局、某某市商务局", "letterhead"),
        (f"组织支持某某国政府\n园区启用\n{BODY}", "", ""),
        (
            f"{BODY}\n某某市财政局\n\n某 某 市 商 务 局\n2020年7月30日\n（此件公开发布）",
            "某某市财政局、某某市商务局",
            "signed",
        ),
        (f"{BODY}\n某某住房公积金中心", "某某住房公积金中心", "signed"),
        (f"现予印发。\n某某市人民政府\n2020年7月30日\n{BODY * 90}", "某某市人民政府", "signed"),
        (f"{BODY}由本府核转\n某某委员会", "", ""),
    ],
)
def test_at_the_head_and_at_the_end(text: str, name: str, rule: str) -> None:
    assert issuer(text) == (name, rule)


def test_in_brackets_before_the_title_and_as_the_source() -> None:
    assert issuer(BODY, "【某某市房管局】调整限购") == ("某某市房管局", "bracketed")
    assert issuer(BODY, "【某某发布】调整限购") == ("", "")
    assert issuer(BODY, source="臺南市安平區公所行政課") == ("臺南市安平區公所行政課", "source")
    assert issuer(BODY, source="某某日报社新闻中心") == issuer(BODY, source="某某网") == ("", "")
