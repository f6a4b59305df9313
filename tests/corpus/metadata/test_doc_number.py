import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.doc_number import DocNumber, normalise_doc_number, parse_doc_number


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
            "国发〔二〇一五〕十二号",
            "國發[二○一五]第十二號",
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
        ("中华人民共和国国务院令第714号", "国务院令第714号"),
        ("臺內營字第1090820954號", "台内营字第1090820954号"),
        ("粵府〔2020〕5號", "粤府〔2020〕5号"),
        ("中华人民共和国主席令第四十六号", "主席令第46号"),
        ("国务院令第七〇一号", "国务院令第701号"),
        ("某部令二〇二〇年第一百零三号", "某部令2020年第103号"),
        ("某部令第一百二十号", "某部令第120号"),
        ("某部令第十号", "某部令第10号"),
        ("某部令第百百号", "某部令第百百号"),
        ("錦府發〔2022〕11號", "锦府发〔2022〕11号"),
        ("紹興政發〔2022〕1號", "绍兴政发〔2022〕1号"),
        ("", ""),
    ],
)
def test_other_numbers_and_parts_are_made_plain(number: str, form: str) -> None:
    assert normalise_doc_number(number) == form


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="國国發号號〔〕[]()（）第0129２ 一二〇十百年", max_size=20))
def test_the_form_of_a_form_is_itself(number: str) -> None:
    once = normalise_doc_number(number)
    assert normalise_doc_number(once) == once


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("國發[2015]第012號", DocNumber("国发", 2015, "12")),
        ("财政部公告2023年第70号", DocNumber("财政部公告", 2023, "70")),
        ("国务院令第714号", DocNumber("国务院令", None, "714")),
        ("府經工字第1090123456A號", DocNumber("府经工字", 2020, "1090123456A")),
        ("府經工字第0990123456號", DocNumber("府经工字", 2010, "0990123456")),
        ("台財字第123456號", DocNumber("台财字", None, "123456")),
        ("国发〔2015〕", None),
        ("第12号", None),
        ("", None),
    ],
)
def test_a_number_has_an_issuer_a_year_and_a_serial(number: str, parts: DocNumber | None) -> None:
    assert parse_doc_number(number) == parts
