"""Counts over time, held to a plain scan of the articles and to readers of the formats written."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Document
from corpus.errors import RequestError
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.exports import json_lines
from indexer.search import SearchParameters, search
from indexer.trends.tables import POINT_COLUMNS, USE_COLUMNS, comma_separated, points, uses
from indexer.trends.trend import TrendParameters, Trends, trends
from tests.indexer.articles import ARTICLES, engine_of
from tests.tables import csv_rows

MORE = (
    *ARTICLES,
    Document(
        id="later", title="自贸区", text="自贸区扩区。", published=date(2021, 9, 1), districts=("440300",)
    ),
    Document(id="other", title="天气", text="今日晴。", published=date(2021, 11, 2), districts=("310000",)),
    Document(
        id="hopeful", title="=自贸区()", text="自贸区", published=date(2021, 12, 2), districts=("130000",)
    ),
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(MORE)


def asked(q: str, *versus: str, by: str = "month", **options: object) -> TrendParameters:
    own = {name: options.pop(name) for name in ("split", "level", "first_use") if name in options}
    search = SearchParameters(q, expand=False, **options)
    return TrendParameters(search, versus, by, **own)


def scanned(literal: str) -> Counter[str]:
    """Documents by month that hold either spelling, by looking at each."""
    held = [one for one in MORE if literal in one.title + one.text]
    return Counter(one.published.isoformat()[:7] for one in held if one.published)


def counts(found: Trends, number: int = 0) -> dict[str, int]:
    return dict(zip(found.periods, found.whole.series[number].counts, strict=True))


def test_months_without_documents_are_there_and_count_nothing(engine):
    found = trends(engine, asked('"人工智能"', '"海淀"'))
    assert len(found.periods) == 18
    assert (found.periods[0], found.periods[-1]) == ("2020-07", "2021-12")
    for number, literal in enumerate(("人工智能", "海淀")):
        assert {period: count for period, count in counts(found, number).items() if count} == scanned(literal)
    assert (found.whole.series[1].total, found.whole.series[1].undated) == (3, 1)


def test_shares_are_of_all_documents_that_the_filters_let_through(engine):
    found = trends(engine, asked('"自贸区"', by="year", district=("110000",)))
    assert found.whole.documents.counts == (1, 1)
    assert found.whole.series[0].per_10_000(found.whole.documents) == (0, 10_000)
    found = trends(engine, asked('"自贸区"'))
    share = dict(zip(found.periods, found.whole.series[0].per_10_000(found.whole.documents), strict=True))
    assert share["2021-09"] == 10_000
    assert share["2021-11"] == 0
    assert share["2021-10"] is None


def test_documents_count_that_satisfy_the_whole_query_unless_any_is_asked_for(engine):
    whole = trends(engine, asked("“产业园” “自贸区” “通关”")).whole.series[0].total
    assert whole == 0
    any_part = asked("“产业园” “自贸区” “通关”", match="any")
    listed = search(engine, replace(any_part.search, limit=0)).total
    assert trends(engine, any_part).whole.series[0].total == listed > 3


def test_a_query_that_finds_nothing_is_read_anew_as_in_a_list_of_results(engine):
    typed = TrendParameters(SearchParameters("zimaoqu"))
    found = trends(engine, typed)
    assert found.whole.series[0].total == search(engine, typed.search).total > 0
    assert found.queries[0].warnings or found.queries[0].corrected or found.queries[0].expansions


def test_districts_are_told_apart_with_the_most_first_and_those_filtered_for_taken_apart(engine):
    found = trends(engine, asked('"自贸区"', '"人工智能"', by="year", split="district"))
    assert [panel.code for panel in found.values] == ["110000", "130000", "310000", "440000"]
    beijing = found.values[0]
    assert (beijing.label, beijing.documents.counts) == ("北京市", (1, 1))
    assert [line.counts for line in beijing.series] == [(0, 1), (1, 1)]
    within = trends(engine, asked('"人工智能"', split="district", district=("北京",)))
    assert [panel.code for panel in within.values] == ["110108"]
    cities = trends(engine, asked('"自贸区"', split="district", level="city"), "en")
    assert [panel.label for panel in cities.values] == ["Beijing", "Shanghai", "Shenzhen"]


def test_industries_are_told_apart(engine):
    found = trends(engine, asked('"人工智能"', split="industry"))
    assert [panel.code for panel in found.values] == ["new-it", "trade"]
    below = trends(engine, asked('"人工智能"', split="industry", industry=("new-it",)))
    assert [(panel.code, panel.series[0].total) for panel in below.values] == [("new-it.ai", 2)]


def test_first_uses_come_in_order_with_their_documents(engine):
    found = trends(engine, asked('"自贸区"', '"无此"', first_use=True))
    held = [one for one in MORE if "自贸区" in one.title + one.text or "自貿區" in one.title + one.text]
    dated = sorted((one.published, one.id) for one in held if one.published)
    assert [(used.published, used.id) for used in found.first_use[0]] == dated
    assert [used.label for used in found.first_use[0]] == ["上海市", "广东省", "北京市", "河北省"]
    assert {used.title for used in found.first_use[0]} == {one.title for one in held}
    assert found.first_use[1] == ()
    assert trends(engine, asked("自贸区")).first_use == ()


@pytest.mark.parametrize("level", ["", "province"])
def test_districts_are_counted_once_for_their_panels_and_their_first_uses(monkeypatch, level):
    engine = engine_of(MORE)
    alone = trends(engine, asked('"自贸区"', first_use=True, level=level))
    counted = []
    timelines = MemoryEngine.timelines

    def counting(self, request, by, split=None):
        counted.append((request.query, split))
        return timelines(self, request, by, split)

    monkeypatch.setattr(MemoryEngine, "timelines", counting)
    found = trends(engine, asked('"自贸区"', first_use=True, split="district", level=level))
    assert found.first_use == alone.first_use
    assert {used.code: used.total for used in found.first_use[0]} == {
        panel.code: panel.series[0].total for panel in found.values
    }
    assert len(counted) == len(set(counted)) == 2


def test_the_table_for_spreadsheets_is_read_back(engine):
    found = trends(engine, asked('"自贸区"', '"海淀"', split="district", by="year"))
    table = "".join(comma_separated(POINT_COLUMNS, points(found)))
    assert table.startswith("\ufeff")
    rows = csv_rows(table)
    assert tuple(rows[0]) == POINT_COLUMNS
    whole = [row for row in rows if not row["code"] and row["query"] == '"海淀"']
    assert [(row["period"], row["documents"], row["of"]) for row in whole] == [
        ("2020", "1", "3"), ("2021", "1", "4"), ("", "1", "1")
    ]  # fmt: skip
    assert float(whole[0]["per_10000"]) == pytest.approx(10_000 / 3, abs=0.001)
    assert {row["label"] for row in rows} == {"", "北京市", "河北省", "上海市", "广东省"}
    lines = [json.loads(line) for line in json_lines(points(found))]
    assert [
        {name: "" if value is None else str(value) for name, value in line.items()} for line in lines
    ] == rows


def test_first_uses_are_a_table_without_formulas(engine):
    found = trends(engine, asked('"自贸区"', first_use=True))
    table = "".join(comma_separated(USE_COLUMNS, uses(found)))
    rows = csv_rows(table)
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[-1]["title"] == "'=自贸区()"


def test_the_form_for_programs_says_all_of_it(engine):
    told = trends(engine, asked('"自贸区"', by="year", split="industry", first_use=True)).to_json()
    assert json.loads(json.dumps(told)) == told
    assert told["periods"] == ["2020", "2021"]
    assert [query["q"] for query in told["queries"]] == ['"自贸区"']
    assert told["whole"]["documents"] == {"total": 8, "undated": 1, "counts": [3, 4]}
    (series,) = told["whole"]["series"]
    assert (series["counts"], series["per_10000"]) == ([1, 3], [3333.333, 7500.0])
    assert [value["code"] for value in told["values"]] == ["trade", "new-it"]
    assert [used["id"] for used in told["first_use"][0]][:1] == ["zone-hant"]


def test_years_are_counted_where_there_are_too_many_months(engine):
    old = engine_of((*MORE, Document(id="old", title="", text="自贸区", published=date(1500, 1, 1))))
    found = trends(old, TrendParameters(SearchParameters("自贸区")))
    assert (found.by, len(found.periods)) == ("year", 522)
    with pytest.raises(RequestError) as refused:
        trends(old, asked("自贸区"))
    assert refused.value.parameter == "from"


def test_nothing_to_count(engine):
    found = trends(engine_of(()), asked("自贸区", split="district", first_use=True))
    assert (found.periods, found.values, found.first_use) == ((), (), ((),))


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        (asked("a", by="week"), "by"),
        (asked("a", split="source"), "split"),
        (asked("a", level="town"), "level"),
        (asked("a", *"bcdefg"), "q"),
        (asked("a", from_="x"), "from"),
    ],
)
def test_a_bad_value_is_named(engine, parameters, name):
    with pytest.raises(RequestError) as refused:
        trends(engine, parameters)
    assert refused.value.parameter == name
