"""What each field of the query language is read as."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.vocabulary import industries, places
from indexer.language.conversion import convert
from indexer.language.opencc_tables import Conversion
from indexer.query.ast import DateRange, DocNumber, FacetIs, Literal, Not, Or, Term, Wildcard
from indexer.query.fields import codes_called
from indexer.query.grammar import parse
from tests.indexer.query.reading import A, C, both, read, warned


@pytest.mark.parametrize("name", ["title", "Title", "TITLE", "ｔｉｔｌｅ", "标题", "標題"])
@pytest.mark.parametrize("colon", [":", "：", ": "])
def test_title(name: str, colon: str) -> None:
    assert read(f"{name}{colon}自贸区 海淀") == both(Term("自贸区", "title"), Term("海淀"))


def test_a_field_holds_for_its_group() -> None:
    a, b = Term("A", "title"), Term("B", "title")
    assert read("title:(A OR B) C") == both(Or((a, b)), C)
    assert read('title:("A" B*)') == both(Literal("A", "title"), Wildcard("B*", "title"))
    assert read("title:(A source:x -B)") == both(a, FacetIs("source", ("x",)), Not(b))
    assert read("-title:A") == Not(a)
    assert read("title:-A") == Not(a)
    assert read("source:(x OR y)") == Or((FacetIs("source", ("x",)), FacetIs("source", ("y",))))


@pytest.mark.parametrize("name", ["source", "来源", "來源"])
def test_source(name: str) -> None:
    assert read(f"{name}:北京日报 A") == both(FacetIs("source", ("北京日报",)), A)
    assert read(f"{name}：“北京 日报”") == FacetIs("source", ("北京 日报",))


@pytest.mark.parametrize("name", ["district", "区划", "區劃", "地区", "地區", "区域", "區域"])
@pytest.mark.parametrize("value", ["海淀", "海淀區", "haidian", "110108", "“Haidian District”", "海淀，"])
def test_district(name: str, value: str) -> None:
    parsed = parse(f"{name}:{value}")
    assert (parsed.node, parsed.warnings) == (FacetIs("district", ("110108",)), ())


@pytest.mark.parametrize("name", ["issued", "签发", "簽發", "签发地", "簽發地", "发文地", "發文地"])
@pytest.mark.parametrize("value", ["北京", "北京市", "beijing", "110000"])
def test_where_a_document_was_issued(name: str, value: str) -> None:
    parsed = parse(f"{name}:{value}")
    assert (parsed.node, parsed.warnings) == (FacetIs("issued", ("110000",)), ())
    assert warned(f"{name}：火星基地") == [("unknown-value", "火星基地")]


def test_several_districts_are_alternatives() -> None:
    assert read("district:海淀,110105") == FacetIs("district", ("110108", "110105"))


@pytest.mark.parametrize("conversion", ["s2t", "s2tw", "s2hk"])
def test_names_are_known_in_the_characters_of_every_region(conversion: Conversion) -> None:
    for vocabulary in (places(), industries()):
        for entry in list(vocabulary)[::15]:
            name = convert(entry.labels["zh-Hans"], conversion)
            above = (entry.code, *vocabulary.ancestors(entry.code))
            assert set(above).intersection(codes_called(name, vocabulary)), name
    assert read("地區：海澱區") == FacetIs("district", ("110108",))


def test_an_ambiguous_district_means_all_and_says_so() -> None:
    parsed = parse("A 地区:鼓楼区")
    codes = places().resolve("鼓楼区")
    assert len(codes) > 1
    assert parsed.node == both(A, FacetIs("district", codes))
    assert warned("A 地区:鼓楼区") == [("ambiguous-value", "鼓楼区")]
    assert all(code in parsed.warnings[0].message for code in codes)
    assert parsed.warnings[0].about == ", ".join(codes)


def test_an_unknown_district_is_searched_for_in_the_text() -> None:
    assert read("A district:火星基地") == both(A, Literal("火星基地"))
    assert warned("A district:火星基地") == [("unknown-value", "火星基地")]
    assert read("district:海淀,火星基地") == FacetIs("district", ("110108",))
    assert warned("district:海淀,火星基地") == [("unknown-value-left-out", "海淀,火星基地")]
    assert [warning.about for warning in parse("district:海淀,火星基地").warnings] == ["火星基地"]


@pytest.mark.parametrize("name", ["industry", "行业", "行業", "产业", "產業"])
def test_industry(name: str) -> None:
    assert read(f"{name}:人工智能") == FacetIs("industry", ("new-it.ai",))
    assert warned(f"{name}:占星") == [("unknown-value", "占星")]


def test_a_class_of_another_classification_means_what_is_aligned_with_it_without_a_warning() -> None:
    for name in ("J", "金融业", "金融業"):
        node = read(f"industry:{name}")
        assert isinstance(node, FacetIs)
        assert set(node.values) == {"finance", "construction.fund"}
        assert warned(f"A industry:{name}") == []


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("zh-Hans", ("zh-Hans",)),
        ("繁體", ("zh-Hant",)),
        ("EN", ("en",)),
        ("“Traditional Chinese”", ("zh-Hant",)),
        ("Simplified", ("zh-Hans",)),
        ("中文", ("zh-Hans", "zh-Hant")),
        ("en,zh-TW", ("en", "zh-Hant")),
    ],
)
def test_language(value: str, codes: tuple[str, ...]) -> None:
    assert read(f"lang:{value}") == read(f"语言：{value}") == FacetIs("lang", codes)


def test_an_unknown_language_is_left_out() -> None:
    assert read("A lang:fr") == A
    assert warned("A lang:fr") == [("unknown-value-left-out", "fr")]


@pytest.mark.parametrize(
    "text",
    ["文号:国发〔2015〕12号", "文號：國發[2015]12號", "number:国发(2015)12号", 'number:"国发〔2015〕 12号"'],
)
def test_document_number(text: str) -> None:
    assert read(text) == DocNumber("国发〔2015〕12号")


@pytest.mark.parametrize(
    "text", ["cites:国发〔2015〕12号", "引用：國發[2015]第12號", 'CITES:"国发(2015)12号"']
)
def test_a_document_number_that_is_cited(text: str) -> None:
    assert read(text) == DocNumber("国发〔2015〕12号", "cited")


def test_dates_are_read_by_the_field() -> None:
    july = DateRange(date(2020, 7, 1), date(2020, 7, 31))
    assert read("date:2020-07") == read("日期：2020年7月。") == read('date:"2020-07"') == july
    assert read("A date:..2022") == both(A, DateRange(None, date(2022, 12, 31)))
    assert read("A date:明天") == A
    assert warned("A date:明天") == [("bad-date", "明天")]


@pytest.mark.parametrize("text", ["date:近三年", "日期：最近3年", 'date:"last 3 years"', "DATE:past-3-years"])
def test_dates_count_from_today(text: str) -> None:
    assert parse(text, date(2024, 2, 29)).node == DateRange(date(2021, 3, 1), date(2024, 2, 29))
    assert isinstance(parse(text).node, DateRange)
