import pytest

from corpus.sources.page_labels import labelled


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "发布时间：2024-03-05 10:11 来源：某某日报 浏览次数：12",
            {"published": "2024-03-05 10:11", "source": "某某日报"},
        ),
        ("發布日期：113年3月5日　來源：市府新聞處", {"published": "113年3月5日", "source": "市府新聞處"}),
        ("【来源】：某某网 】【字号：大 中 小】", {"source": "某某网"}),
        ("2024-03-05 | 来源: 某某日报 | 作者: 张", {"source": "某某日报"}),
        (
            "索 引 号：\t000014349/2024-00001\t发文机关：\t某某市人民政府",
            {"issuer": "某某市人民政府"},
        ),
        (
            "发 文 字 号：\t某政发〔2024〕1号\t成文日期：\t2024年3月5日",
            {"doc_number": "某政发〔2024〕1号", "published": "2024年3月5日"},
        ),
        ("图片来源：某某图库", {}),
        ("来源：2024年统计年鉴", {}),
        ("发布时间：昨天", {}),
        ("文号：无", {}),
        ("来源：", {}),
        ("本文说明数据的来源：问卷", {}),
        ("来源：某某日报，" + "很长的一段话" * 40, {}),
    ],
)
def test_labels_of_a_line(line: str, expected: dict[str, str]) -> None:
    assert labelled(line) == expected


def test_the_first_label_counts() -> None:
    assert labelled("来源：甲报\n正文。\n来源：乙报") == {"source": "甲报"}
