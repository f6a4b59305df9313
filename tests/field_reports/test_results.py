"""What users of other systems missed in facets and exports."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

import pytest

from corpus.document import Document
from indexer.exports import EXPORT_FORMATS
from indexer.search import SearchParameters, iterate, search
from indexer.settings import MAX_SOURCES
from tests.field_reports.asking import Holding, ask
from tests.tables import csv_rows


def notices(count: int) -> Iterable[Document]:
    for number in range(count):
        yield Document(
            id=f"n{number:03}",
            title=f"通知{number}",
            text="关于申报补贴的通知" + ("，另见附件" if number % 2 else ""),
            published=date(2018 + number % 5, 1 + number % 12, 1),
            source=f"{chr(ord('乙') + number)}局" if number < 100 else "总局",
            lang="zh-Hans" if number % 3 else "zh-Hant",
            districts=("110108",) if number % 4 else ("440300",),
        )


def test_the_most_frequent_values_of_a_facet_are_listed_not_the_first_by_name(holding: Holding) -> None:
    """freehire 546."""
    engine = holding(*notices(130))
    sources = ask(engine, "补贴", limit=0, facets=("source",)).facets["source"]
    assert (sources[0].code, sources[0].count) == ("总局", 30)
    assert len(sources) == MAX_SOURCES
    assert [value.count for value in sources] == sorted((value.count for value in sources), reverse=True)


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("source", "无此局"),
        ("source", "乙局"),
        ("district", "650000"),
        ("industry", "new-it.ai"),
        ("lang", "en"),
    ],
)
def test_a_chosen_value_is_always_listed(holding: Holding, key: str, chosen: str) -> None:
    """typesense 2131."""
    engine = holding(*notices(130))
    results = ask(engine, "补贴", **{key: (chosen,), "facets": (key,)})
    (listed,) = (value for value in results.facets[key] if value.selected)
    assert (listed.code, listed.count) == (chosen, results.total)


def test_counts_are_what_choosing_the_value_finds(holding: Holding) -> None:
    """meilisearch-js-plugins 1280."""
    engine = holding(*notices(60))
    for others in ({}, {"lang": ("zh-Hant",)}, {"from_": "2019", "to": "2020"}, {"district": ("北京",)}):
        results = ask(engine, "补贴", limit=0, facets=("district", "year", "lang", "source"), **others)
        for key, values in results.facets.items():
            for value in values[:5]:
                choice = {"from_": value.code, "to": value.code} if key == "year" else {key: (value.code,)}
                assert ask(engine, "补贴", **{**others, **choice}).total == value.count, (key, value, others)


def test_an_export_holds_the_whole_result_under_the_filters_that_are_on(holding: Holding) -> None:
    """aleph 1998 and 3522, fairchive 2697, datashare 749."""
    engine = holding(*notices(60))
    parameters = SearchParameters(
        q="附件", district=("深圳", "海淀"), lang=("zh-Hans",), from_="2019", limit=5
    )
    wanted = {
        one.id
        for number, one in enumerate(notices(60))
        if number % 2 and one.lang == "zh-Hans" and one.published and one.published.year >= 2019
    }
    assert len(wanted) > 10
    assert search(engine, parameters).total == len(wanted)

    def export(name: str) -> str:
        return "".join(EXPORT_FORMATS[name](iterate(engine, parameters)))

    assert set(export("ids").split()) == wanted
    assert {json.loads(line)["id"] for line in export("jsonl").splitlines()} == wanted
    rows = csv_rows(export("csv"))
    assert {row["id"] for row in rows} == wanted
    assert {row["districts"] for row in rows} <= {"海淀区", "深圳市"}
