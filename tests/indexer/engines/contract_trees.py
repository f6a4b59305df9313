"""The part of the contract that says which documents trees of several nodes find, and what the metadata says."""

from __future__ import annotations

from datetime import date

from indexer.query.ast import (
    Alternative,
    And,
    Boosted,
    DateRange,
    DocNumber,
    Everything,
    Expanded,
    FacetIs,
    Literal,
    Near,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    Wildcard,
)
from tests.indexer.engines.harness import Harness, document, found, search

DATED = [
    document(
        "d1",
        "国发〔2015〕12号文件全文",
        "甲",
        "2019-12-31",
        doc_number="国发〔2015〕12号",
        source="甲报",
        lang="zh-Hans",
    ),
    document(
        "d2",
        "根据國發[2015]12號的要求",
        "乙",
        "2020-01-01",
        ("110108",),
        ("new-it.ai",),
        "乙报",
        "zh-Hant",
        issued_in="110000",
    ),
    document(
        "d3",
        "参照国发（2015）112号",
        "丙",
        "2020-12-31",
        ("110000-bda",),
        ("new-it.chips",),
        "甲报",
        "zh-Hans",
        issued_in="110108",
    ),
    document("d4", "无日期", "丁", "", ("440300",), ("finance",), "", "en"),
]

METADATA: list[tuple[Node, set[str]]] = [
    (Everything(), {"d1", "d2", "d3", "d4"}),
    (DocNumber("国发〔2015〕12号"), {"d1", "d2"}),
    (DocNumber("國發【2015】第12號"), {"d1", "d2"}),
    (DocNumber("国发〔2015〕2号"), set()),
    (DocNumber("国发〔2015〕112号"), {"d3"}),
    (DocNumber("国发〔2015〕12号", "borne"), {"d1"}),
    (DocNumber("國發【2015】第12號", "cited"), {"d2"}),
    (DocNumber("国发〔2015〕112号", "borne"), set()),
    (DocNumber("〔2015〕12号"), {"d1", "d2"}),
    (DocNumber("〔2015〕12号", "cited"), set()),
    (DateRange(date(2020, 1, 1), date(2020, 12, 31)), {"d2", "d3"}),
    (DateRange(None, date(2020, 1, 1)), {"d1", "d2"}),
    (DateRange(date(2020, 1, 1), None), {"d2", "d3"}),
    (DateRange(None, None), {"d1", "d2", "d3"}),
    (Not(DateRange(None, None)), {"d4"}),
    (FacetIs("district", ("110000",)), {"d2", "d3"}),
    (FacetIs("district", ("110108", "440300")), {"d2", "d4"}),
    (FacetIs("district", ("110101",)), set()),
    (FacetIs("issued", ("110000",)), {"d2", "d3"}),
    (FacetIs("issued", ("110108", "440300")), {"d3"}),
    (FacetIs("issued", ("310000",)), set()),
    (FacetIs("industry", ("new-it",)), {"d2", "d3"}),
    (FacetIs("industry", ("new-it.ai",)), {"d2"}),
    (FacetIs("source", ("甲报",)), {"d1", "d3"}),
    (FacetIs("source", ("甲",)), set()),
    (FacetIs("source", ("",)), set()),
    (FacetIs("lang", ("zh-Hant", "en")), {"d2", "d4"}),
    (And((FacetIs("source", ("甲报",)), DateRange(date(2020, 1, 1), None))), {"d3"}),
    (And(()), {"d1", "d2", "d3", "d4"}),
    (Or(()), set()),
    (Not(Everything()), set()),
]

LETTERS = [
    document("ab", "甲公告，乙通知", "春"),
    document("b", "乙通知", "甲公告"),
    document("c", "丙方案。乙通知", "夏"),
    document("ac", "甲公告，丙方案", "秋"),
]
A, B, C = Literal("甲公告"), Literal("乙通知"), Literal("丙方案")

TREES: list[tuple[Node, set[str]]] = [
    (And((A, B)), {"ab", "b"}),
    (And((A, B), explicit=True), {"ab", "b"}),
    (Or((A, C)), {"ab", "b", "c", "ac"}),
    (Not(A), {"c"}),
    (And((B, Not(A))), {"c"}),
    (And((Not(A), Not(C))), set()),
    (Or((Not(A), And((A, B)))), {"ab", "b", "c"}),
    (Not(Or((A, B))), set()),
    (Not(Not(A)), {"ab", "b", "ac"}),
    (Boosted(And((A, B)), 2), {"ab", "b"}),
    (Boosted(C, 0), {"c", "ac"}),
    (SomeOf((A, B, C), 2), {"ab", "b", "c", "ac"}),
    (SomeOf((A, B, C), 3), set()),
    (SomeOf((A, A, B), 3), {"ab", "b"}),
    (Literal("甲公告", "title"), {"b"}),
    (And((Literal("甲公告", "title"), Literal("乙通知", "title"))), set()),
    (Wildcard("甲?告", "title"), {"b"}),
    (Literal("甲公告乙"), set()),
]

SENTENCES = [
    document("three", "海淀发布了补贴办法。"),
    document("marks", "补贴，“海淀”"),
    document("far", "海淀区人民政府今天上午在北京发布补贴办法。"),
    document("fields", "补贴办法", "海淀"),
    document("title", "办法", "海淀补贴"),
    document("equal", "the subsidy of 海淀"),
    document("apart", "贴补海淀"),
    document("end", "发布补贴"),
    document("start", "海淀发布"),
    document("nested", "甲甲乙丙丁戊己庚辛"),
]
SUBSIDY = Expanded(Term("补贴"), (Alternative(Literal("subsidy"), "translation", 0.6),))
HAIDIAN = Term("海淀")

NEARNESS: list[tuple[Node, set[str]]] = [
    (Near((HAIDIAN, Term("补贴")), (3,)), {"three", "marks", "title"}),
    (Near((Term("补贴"), HAIDIAN), (2,)), {"marks", "title"}),
    (Near((Literal("补贴"), HAIDIAN), (0,)), {"title"}),
    (Near((HAIDIAN, Term("补贴")), (1_000,)), {"three", "marks", "title", "far"}),
    (Near((HAIDIAN, SUBSIDY), (2,)), {"marks", "title", "equal"}),
    (Near((HAIDIAN, Literal("补贴", "title")), (9,)), {"title"}),
    (Near((HAIDIAN, Or((Literal("发布"), Literal("办法")))), (1,)), {"three", "start"}),
    (Near((HAIDIAN, Wildcard("发*补贴")), (0,)), {"three"}),
    (Near((Wildcard("海*补"), Term("办法")), (1,)), {"three"}),
    (Near((Wildcard("?淀??"), Wildcard("补?办?")), (1,)), {"three"}),
    (Near((Wildcard("sub*"), Wildcard("?淀")), (1,)), {"equal"}),
    (Near((HAIDIAN, Term("发布"), Term("办法")), (0, 3)), {"three"}),
    (Near((HAIDIAN, Term("发布"), Term("办法")), (0, 2)), set()),
    (Near((HAIDIAN, HAIDIAN), (1_000,)), set()),
    (
        Near((Or((Literal("甲甲"), Literal("乙丙丁戊己庚辛"), Literal("丙"))), Literal("戊")), (1,)),
        {"nested"},
    ),
    (Near((HAIDIAN, Literal("")), (9,)), set()),
    (And((HAIDIAN, Not(Near((HAIDIAN, SUBSIDY), (9,))))), {"far", "fields", "apart", "start"}),
]


class TreeContract(Harness):
    def test_metadata(self) -> None:
        with self.holding(DATED) as engine:
            assert [(query, found(engine, query)) for query, _ in METADATA] == METADATA

    def test_trees(self) -> None:
        with self.holding(LETTERS) as engine:
            assert [(query, found(engine, query)) for query, _ in TREES] == TREES

    def test_nearness(self) -> None:
        with self.holding(SENTENCES) as engine:
            assert [(query, found(engine, query)) for query, _ in NEARNESS] == NEARNESS
            kinds = search(engine, Near((HAIDIAN, SUBSIDY), (3,))).hits
            assert {hit.id: hit.matched_by for hit in kinds} == {
                "three": ("literal",),
                "marks": ("literal",),
                "title": ("literal",),
                "equal": ("literal", "translation"),
            }
