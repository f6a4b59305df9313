"""Concordances against plain scans of the stored texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Document
from corpus.errors import RequestError
from indexer.concordance import kwic
from indexer.concordance.asking import ConcordanceParameters
from indexer.concordance.kwic import concordance, streamed
from indexer.concordance.lines import Concordance, Line
from indexer.engine import Engine
from indexer.search import SearchParameters
from tests.indexer.articles import engine_of
from tests.indexer.concordance.texts import DOCUMENTS, SCANNED, Place, emptied_meanwhile, scan

BY_ID = {one.id: one for one in DOCUMENTS}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(DOCUMENTS)


def asked(q: str, **options: object) -> ConcordanceParameters:
    own = {name: options.pop(name) for name in ("sort", "width", "sample") if name in options}
    search = SearchParameters(q, **({"expand": False, "limit": None} | options))
    return ConcordanceParameters(search, **own)


def lines_of(engine: Engine, q: str, **options: object) -> list[Line]:
    return list(concordance(engine, asked(q, **options)).lines)


def places(lines: list[Line]) -> list[Place]:
    return [(line.id, line.field, line.start, line.end) for line in lines]


def many(count: int) -> Engine:
    """An engine of documents with two occurrences each, one a day."""
    return engine_of(
        Document(f"d{number:03}", "", f"第{number}号政策，见政策", date(2020, 1, 1 + number % 28))
        for number in range(count)
    )


@pytest.mark.parametrize("sort", ["left", "right", "date", "place"])
@pytest.mark.parametrize("literal", SCANNED)
def test_the_lines_are_the_places_that_a_scan_finds(engine, literal, sort):
    found = concordance(engine, asked(f'"{literal}"', sort=sort))
    scanned = scan(SCANNED[literal])
    assert sorted(places(list(found.lines))) == sorted(scanned)
    assert found.total == found.drawn == len(scanned)
    assert found.documents == len({id for id, *_ in scanned})


def test_a_line_is_made_of_pieces_of_the_stored_text(engine):
    lines = lines_of(engine, "政策", width=7)
    assert len(lines) == len(scan(SCANNED["政策"]))
    for line in lines:
        document = BY_ID[line.id]
        text = document.title if line.field == "title" else document.text
        assert line.match == text[line.start : line.end]
        assert line.left == text[max(0, line.start - 7) : line.start]
        assert line.right == text[line.end : line.end + 7]
        assert (line.title, line.published, line.lang) == (document.title, document.published, document.lang)
        assert tuple(coded.code for coded in line.districts) == document.districts


def test_labels_are_in_the_language_asked_for(engine):
    (line,) = concordance(engine, asked("檢討"), "en").lines
    assert [coded.label for coded in line.districts] == ["Taiwan"]


def test_terms_are_literal_and_equals_come_when_they_are_asked_for(engine):
    assert {line.match for line in lines_of(engine, "policy")} == {"policy", "Policy"}
    alike = {line.match.lower() for line in lines_of(engine, "policy", expand=True)}
    assert {"policy", "政策"} <= alike
    assert lines_of(engine, "政方向") == []


def test_right_contexts_stand_in_the_order_of_pinyin_then_marks_then_what_ends(engine):
    contexts = ["".join(line.right.split())[:2] for line in lines_of(engine, "政策", sort="right")]
    assert contexts == ["发布", "方向", "將於", "企业", "，落", "。企", "。市", "。支", "。", "", ""]


def test_left_contexts_are_compared_from_the_match_outwards(engine):
    contexts = ["".join(line.left.split())[-2:] for line in lines_of(engine, "政策", sort="left")]
    assert contexts == [*["支持"] * 4, "產業", "企业", "企业", "这一", "討；", "", ""]


def test_dates_ascend_and_come_last_where_there_is_none(engine):
    days = [line.published for line in lines_of(engine, "政策", sort="date")]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[len(dated) :] == [None] * (len(days) - len(dated)) != []


def test_places_stand_together(engine):
    codes = [
        line.districts[0].code if line.districts else ""
        for line in lines_of(engine, "policy OR 政策", sort="place")
    ]
    assert [code for at, code in enumerate(codes) if code != codes[at - 1] or not at] == [
        "110000",
        "110108",
        "710000",
        "",
    ]


def test_filters_narrow(engine):
    assert {line.id for line in lines_of(engine, "政策", district=("北京",))} == {"hans", "late"}
    assert {line.id for line in lines_of(engine, "政策", from_="2021")} == {"hans"}
    assert {line.id for line in lines_of(engine, "政策 district:海淀")} == {"hans"}
    assert {line.id for line in lines_of(engine, "政策 -檢討")} == {"hans", "late"}


def test_facets_count_the_documents_that_hold_it_literally(engine):
    found = concordance(engine, asked("政策", facets=("lang",)))
    assert {value.code: value.count for value in found.facets["lang"]} == {"zh-Hans": 2, "zh-Hant": 1}


def test_all_parts_must_stand_somewhere_unless_any_will_do(engine):
    assert {line.id for line in lines_of(engine, "政策 欢迎")} == {"hans"}
    assert {line.id for line in lines_of(engine, "政策 欢迎", match="any")} == {"hans", "hant", "late"}


@pytest.mark.parametrize("sort", ["left", "right", "date", "place"])
def test_pages_are_pieces_of_the_whole(engine, sort):
    whole = lines_of(engine, "政策", sort=sort)
    paged = [
        line for at in range(0, 12, 5) for line in lines_of(engine, "政策", sort=sort, limit=5, offset=at)
    ]
    assert paged == whole
    told, lines = streamed(engine, asked("政策", sort=sort))
    assert list(lines) == whole
    assert (told.total, told.lines) == (len(whole), ())


def test_a_sample_is_drawn_from_all_and_is_the_same_again():
    engine = many(60)
    found = concordance(engine, asked("政策", sample=30))
    assert (found.total, found.documents, found.drawn, len(found.lines)) == (120, 60, 30, 30)
    whole = {(line.id, line.start) for line in lines_of(engine, "政策")}
    drawn = {(line.id, line.start) for line in found.lines}
    assert drawn < whole
    assert drawn == {(line.id, line.start) for line in lines_of(engine, "政策", sample="30", sort="date")}
    assert drawn == {(line.id, line.start) for line in lines_of(many(60), "政策", sample=30)}
    # Neither the beginning nor the first occurrence of each document alone.
    assert len({id for id, _ in drawn if id >= "d030"}) > 5
    assert len({start for _, start in drawn}) > 2
    assert concordance(engine, asked("政策", sample=500)).drawn == 120


def test_beyond_the_bound_a_sample_is_put_in_order_and_the_total_stays_exact(monkeypatch):
    monkeypatch.setattr(kwic, "MAX_SORTED_OCCURRENCES", 50)
    engine = many(60)
    found = concordance(engine, asked("政策", sort="left"))
    assert (found.total, found.drawn, len(found.lines), found.is_sampled) == (120, 50, 50, True)
    by_date = concordance(engine, asked("政策", sort="date"))
    assert (by_date.drawn, len(by_date.lines), by_date.is_sampled) == (120, 120, False)


def test_no_more_documents_are_read_than_a_page_by_date_shows(engine, monkeypatch):
    read: list[str] = []
    documents = engine.documents

    def counting(ids: object) -> object:
        wanted = list(ids)
        read.extend(wanted)
        return documents(wanted)

    monkeypatch.setattr(engine, "documents", counting)
    lines = lines_of(engine, "政策", sort="date", limit=2)
    assert read == list(dict.fromkeys(line.id for line in lines))


def test_documents_that_change_meanwhile_are_no_error(monkeypatch):
    engine = many(4)
    documents = engine.documents

    def changed(ids: object) -> object:
        found = documents(ids)
        return [None, *(replace(one, text=one.text[:5]) if one else None for one in found[1:])]

    monkeypatch.setattr(engine, "documents", changed)
    assert len(lines_of(engine, "政策", sort="date")) == 3


@pytest.mark.parametrize("is_streamed", [False, True])
def test_an_answer_is_of_one_generation_whatever_is_committed_meanwhile(monkeypatch, is_streamed):
    engine = many(4)
    emptied_meanwhile(engine, kwic, monkeypatch)
    parameters = asked("政策", facets=("year",))
    if is_streamed:
        found, rest = streamed(engine, parameters)
        lines = list(rest)
    else:
        found = concordance(engine, parameters)
        lines = list(found.lines)
    assert engine.content_hashes() == {}
    assert (found.total, len(lines), sum(value.count for value in found.facets["year"])) == (8, 8, 4)


@pytest.mark.parametrize("q", ["", "district:海淀", "-政策", "无处可寻"])
def test_what_stands_nowhere_has_no_lines(engine, q):
    found = concordance(engine, asked(q))
    assert (found.total, found.documents, found.lines) == (0, 0, ())


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("sort", "newest"),
        ("width", "201"),
        ("width", "-1"),
        ("sample", "0"),
        ("sample", "ten"),
        ("match", "most"),
        ("district", ("无此地",)),
    ],
)
def test_bad_values_are_named(engine, option, value):
    with pytest.raises(RequestError) as refused:
        concordance(engine, asked("政策", **{option: value}))
    assert refused.value.parameter == option


def test_one_request_may_ask_for_so_many_lines(engine):
    with pytest.raises(RequestError, match="limit"):
        concordance(engine, asked("政策", limit=101), bounded=True)


def test_the_json_says_what_there_is(engine):
    found: Concordance = concordance(engine, asked("檢討", width=3, limit=1))
    told = found.to_json()
    assert told.pop("took_ms") >= 0
    assert told == {
        "query": found.query.to_json(),
        "total": 1,
        "documents": 1,
        "drawn": 1,
        "sort": "right",
        "width": 3,
        "lines": [
            {
                "id": "hant",
                "title": "產業新聞",
                "published": "2020-01-05",
                "source": "日報",
                "url": "",
                "lang": "zh-Hant",
                "districts": [{"code": "710000", "label": "台湾"}],
                "field": "text",
                "start": BY_ID["hant"].text.index("檢討"),
                "end": BY_ID["hant"].text.index("檢討") + 2,
                "left": "於明年",
                "match": "檢討",
                "right": "；政策",
            }
        ],
    }
