import pytest

from corpus.metadata.language import find_language, normalise_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("北京经济技术开发区发布行动计划", "zh-Hans"),
        ("臺南市政府發布活動訊息", "zh-Hant"),
        ("The city opens a new park", "en"),
        ("The city of Haidian (海淀) opens a new park for science and technology", "en"),
        ("企业 APPLE GOOGLE TESLA BOSCH IBM 入驻园区，经开区表示欢迎", "zh-Hans"),
        ("國務院關于同意設立的批复，范圍", "zh-Hant"),
        ("var a b c d e f g h; 企业入驻园区 function main", "zh-Hans"),
        ("人工智能", "zh-Hans"),
        ("「人工智能」", "zh-Hant"),
        ("123 …", ""),
        ("", ""),
    ],
)
def test_tells_the_language(text: str, language: str) -> None:
    found = find_language(text)
    assert (found.value if found else "") == language


def test_the_more_speaks_for_a_language_the_surer_it_is() -> None:
    undecided, one, many, mixed = map(find_language, ("人工智能", "国家", "国发办财税银", "国发办財稅銀"))
    assert undecided and one and many and mixed
    assert undecided.confidence < one.confidence < many.confidence
    assert mixed.confidence == undecided.confidence == 0.5


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("ZH-HANT-HK", "zh-Hant"),
        ("en-GB", "en"),
        ("zh", ""),
        ("fr", ""),
        ("", ""),
    ],
)
def test_normalises_tags(tag: str, language: str) -> None:
    assert normalise_language(tag) == language
