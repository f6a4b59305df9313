import pytest

from corpus.metadata.own_number import CONFIDENCE, find_doc_number

BODY = "各有关单位应当认真执行。"


def number(text: str, title: str = "") -> str:
    found = find_doc_number(text, title)
    if found is None:
        return ""
    assert found.span is not None
    assert found.said == {"title": title, "text": text}[found.field][slice(*found.span)]
    return found.value


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"某某办法\n国发〔2015〕12号\n{BODY}", ""),
        (f"國務院文件\n\n（國發〔2015〕12號）\n{BODY}", ""),
        (f"国 发 〔 2015 〕 12 号\n{BODY}", ""),
        (f"发文机关:国务院 发文字号:国发〔2015〕12号 发布日期:2015-01-01\n{BODY}", ""),
        (f"文 号：国发[2015]12号\n{BODY}", ""),
        (f"发文字号国发〔2015〕12号\n{BODY}", ""),
        (f"国发〔2015〕12号 国务院关于某事的意见\n{BODY}", ""),
        (f"国务院关于某事的意见 国发〔2015〕12号\n{BODY}", ""),
        (f"国务院关于某事的意见国发﹝2015﹞第12号\n{BODY}", ""),
        (f"国务院关于某事的意见（国发〔2015〕12号）\n{BODY}", ""),
        (BODY, "关于某事的意见（国发〔2015〕12号）"),
        (BODY, "《关于某事的意见》國發【2015】12號"),
        (BODY, "《关于某事的意见(国发〔2015〕12号)》"),
        (BODY, "《关于某事的意见》国发〔2015〕12号（国十条）"),
        (BODY, "【国务院】国发〔2015〕12号关于某事的意见"),
    ],
)
def test_finds_the_documents_own_number(text: str, title: str) -> None:
    assert number(text, title) == "国发〔2015〕12号"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"根据国发〔2015〕12号文件，{BODY}", ""),
        (f"国发〔2015〕12号文件规定如下\n{BODY}", ""),
        (f"国发〔2015〕12号、国发〔2016〕1号\n{BODY}", ""),
        (f"《甲办法》（国发〔2015〕12号）\n《乙办法》（国发〔2016〕1号）\n{BODY}", ""),
        (f"附件：某某办法（国发〔2015〕12号）\n{BODY}", ""),
        (f"[核准文號]國發〔2015〕12號\n{BODY}", ""),
        (BODY, "转发国发〔2015〕12号文件的通知"),
        (BODY, "关于废止《某某办法》（国发〔2015〕12号）"),
        (BODY, "《某某办法》（国发〔2015〕12号）解读"),
        (f"{BODY}\n" * 30 + "国发〔2015〕12号", ""),
        (f"第12号\n{BODY}", ""),
        ("电话：010号", ""),
        ("", ""),
    ],
)
def test_a_number_that_is_cited_is_not_the_documents_own(text: str, title: str) -> None:
    assert number(text, title) == ""


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("府法濟字第1080012345號", "府法济字第1080012345号"),
        ("發文字號：府\ufa26規字第1090123456A號", "府都规字第1090123456A号"),
        ("财政部公告2023年第70号", "财政部公告2023年第70号"),
        ("粤府办（2020）3号", "粤府办〔2020〕3号"),
        ("中华人民共和国国务院令\n第 714 号", "国务院令第714号"),
        ("财政部公告\n2023年第70号", "财政部公告2023年第70号"),
        (
            "（2020年7月30日某某市人民政府令第12号公布 根据某某市人民政府令第15号修订）",
            "某某市人民政府令第12号",
        ),
    ],
)
def test_other_kinds_of_numbers_are_found(line: str, form: str) -> None:
    assert number(f"某某规定\n{line}\n{BODY}") == form


def test_what_a_page_says_in_its_head_outranks_its_title() -> None:
    text, title = f"文号：甲发〔2020〕1号\n{BODY}", "某某办法（甲发〔2020〕2号）"
    found = find_doc_number(text, title)
    assert found is not None
    assert (found.value, found.confidence, found.span) == ("甲发〔2020〕1号", CONFIDENCE["labelled"], (3, 13))
    other = find_doc_number(BODY, title)
    assert other is not None
    assert (other.value, other.confidence, other.field) == ("甲发〔2020〕2号", CONFIDENCE["titled"], "title")
