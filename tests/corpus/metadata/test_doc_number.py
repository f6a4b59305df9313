import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.doc_number import find_doc_number, normalise_doc_number

BODY = "各有关单位应当认真执行。"


@pytest.mark.parametrize(
    "spelling",
    [
        *(
            "国发〔2015〕12号",
            "国发[2015]12号",
            "国发(2015)12号",
            "国发（２０１５）１２号",
            "国发【2015】12号",
            "国发［2015］12号",
        ),
        *(
            "國發〔2015〕12號",
            " 国 发 〔 2015 〕 12 号 ",
            "国发〔2015〕第12号",
            "国发〔2015〕012号",
            "國發﹝2015﹞第 12 號",
            "国发{2015}12号",
        ),
    ],
)
def test_all_spellings_have_one_form(spelling: str) -> None:
    assert normalise_doc_number(spelling) == "国发〔2015〕12号"


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("府法濟字第1080012345號", "府法济字第1080012345号"),
        ("财政部公告2023年第70号", "财政部公告2023年第70号"),
        ("國發〔2015〕", "国发〔2015〕"),
        ("国发〔2015〕0号", "国发〔2015〕0号"),
        ("", ""),
    ],
)
def test_other_numbers_and_parts_are_made_plain(number: str, form: str) -> None:
    assert normalise_doc_number(number) == form


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="國国發号號〔〕[]()（）第0129２ ", max_size=20))
def test_the_form_of_a_form_is_itself(number: str) -> None:
    once = normalise_doc_number(number)
    assert normalise_doc_number(once) == once


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"某某办法\n国发〔2015〕12号\n{BODY}", ""),
        (f"國務院文件\n\n（國發〔2015〕12號）\n{BODY}", ""),
        (f"发文机关:国务院 发文字号:国发〔2015〕12号 发布日期:2015-01-01\n{BODY}", ""),
        (f"文 号：国发[2015]12号\n{BODY}", ""),
        (BODY, "关于某事的意见（国发〔2015〕12号）"),
    ],
)
def test_finds_the_documents_own_number(text: str, title: str) -> None:
    assert find_doc_number(text, title) == "国发〔2015〕12号"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"根据国发〔2015〕12号文件，{BODY}", ""),
        (BODY, "转发国发〔2015〕12号文件的通知"),
        (f"{BODY}\n" * 30 + "国发〔2015〕12号", ""),
        ("电话：010号", ""),
        ("", ""),
    ],
)
def test_a_number_that_is_cited_is_not_the_documents_own(text: str, title: str) -> None:
    assert find_doc_number(text, title) == ""


@pytest.mark.parametrize(
    "number", ["府法濟字第1080012345號", "财政部公告2023年第70号", "粤府办（2020）3号", "深建字〔2024〕284号"]
)
def test_other_kinds_of_numbers_are_found(number: str) -> None:
    assert find_doc_number(f"公告\n{number}\n{BODY}") == normalise_doc_number(number)
