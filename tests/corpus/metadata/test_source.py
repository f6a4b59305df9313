import pytest

from corpus.metadata.source import CONFIDENCE, find_source

BODY = "园区今天启用，首批企业已经入驻。"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"{BODY}\n(文章来源:北京商报)\n责任编辑:甲", "北京商报"),
        (f"园区启用\n来源：某某日报  2020-07-30\n{BODY}", "某某日报"),
        (f"园区启用\n2020-07-30 10:00 来源：某某日报 作者：甲乙\n{BODY}", "某某日报"),
        (f"发布日期:2023-04-28来源:某某中心浏览次数:461字号:大中小\n{BODY}", "某某中心"),
        (f"园区启用\n信息来源：某某市 人民政府\n{BODY}", "某某市 人民政府"),
        (f"{BODY}\n【稿源：某某网】", "某某网"),
        (f"Park opens\nSource: Daily News\n{BODY}", "Daily News"),
        (f"（新聞及國際關係處發布）\n{BODY}", "新聞及國際關係處"),
        ("新华社北京7月30日电 园区今天启用。", "新华社"),
        ("央视网消息（新闻联播）：园区今天启用。", "央视网"),
        ("新华社区今天启用了新的办事大厅，居民称便。", ""),
        (f"{BODY}\n资金来源：财政拨款。\n图片来源：某图库", ""),
        (f"{BODY}据悉，来源广泛。", ""),
        (f"{BODY}\n（此件公开发布）", ""),
        (f"园区启用\n来源：本网\n{BODY}", ""),
        ("", ""),
    ],
)
def test_finds_the_publisher(text: str, source: str) -> None:
    found = find_source(text)
    if found is None:
        assert source == ""
    else:
        assert found.span is not None
        assert (found.value, text[slice(*found.span)]) == (source, source)
        assert found.confidence == CONFIDENCE[found.rule]
