"""The part of the contract about the order of a result, its pages, its totals and what follows in part."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from indexer.engine import Engine, Filters
from indexer.query.ast import (
    Alternative,
    And,
    Boosted,
    DocNumber,
    Everything,
    Expanded,
    Literal,
    Near,
    Node,
    Not,
    Or,
    SomeOf,
    Term,
    Wildcard,
)
from indexer.query.grammar import parse
from indexer.ranking import inverse_frequency
from indexer.settings import PARTIAL_BELOW, PROXIMITY_REACH, PROXIMITY_WEIGHT
from tests.indexer.engines.harness import Harness, document, ordered, put, search

EQUAL = [
    document("d", "同文", day="2020-01-01"),
    document("c", "同文", day="2020-01-01"),
    document("a", "同文"),
    document("b", "同文", day="2021-06-30"),
    document("e", "同文", day="1949-10-01"),
]

GRADED = [
    document("body", "自贸区方案获批，全文如下。", "通知", "2020-03-01"),
    document("title", "方案全文如下，今日起施行。", "自贸区", "2020-01-01"),
    document("thrice", "自贸区，自贸区，自贸区方案。", "通知", "2020-02-01"),
    *(document(f"other-{number}", "无关的通知内容。", "通知", "2020-04-01") for number in range(8)),
]

QUESTION = And((Term("海淀"), Term("芯片"), Term("补贴")))

PARTS = [
    document("all-three", "海淀发布芯片补贴办法", day="2020-01-01"),
    document("two", "海淀发布芯片规划", day="2020-02-01"),
    document("also-two", "芯片补贴问答", day="2020-03-01"),
    document("one", "海淀天气", day="2020-04-01"),
    document("none", "其他", day="2020-05-01"),
]


NEAR = [
    document("far", "海淀发布，" + "今日天气，" * 9 + "补贴"),
    document("nearer", "海淀今日天气，补贴发布，" + "今日天气，" * 8),
    document("nearest", "补贴海淀发布，" + "今日天气，" * 9),
]


class ResultContract(Harness):
    def test_parts_that_stand_near_each_other_count_more(self, engine: Engine) -> None:
        put(engine, NEAR)
        query = And((Term("海淀"), Term("补贴")))
        hits = search(engine, query).hits
        assert [hit.id for hit in hits] == ["nearest", "nearer", "far"]
        alone = [search(engine, part).hits for part in query.parts]
        scores = {hit.id: [hit.score] for hit in alone[0]}
        for hit in alone[1]:
            scores[hit.id].append(hit.score)
        for hit, gap in zip(hits, (0, 5, 48), strict=True):
            near = PROXIMITY_WEIGHT * min(scores[hit.id]) / (1 + gap / PROXIMITY_REACH)
            assert hit.score == pytest.approx(sum(scores[hit.id]) + near)

    def test_hits_come_with_their_documents_where_that_is_asked_for(self, engine: Engine) -> None:
        put(engine, [document("a", "政策", "通知"), document("b", "天气")])
        hits = search(engine, Everything(), stored=True).hits
        assert [hit.document for hit in hits] == [engine.document("a"), engine.document("b")]
        assert not any(hit.document for hit in search(engine, Everything()).hits)

    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            ("relevance", ["b", "c", "d", "e", "a"]),
            ("newest", ["b", "c", "d", "e", "a"]),
            ("oldest", ["e", "c", "d", "b", "a"]),
        ],
    )
    def test_ties(self, engine: Engine, sort: str, expected: list[str]) -> None:
        put(engine, EQUAL)
        assert ordered(engine, Term("同文"), sort=sort) == expected
        assert ordered(engine, Everything(), sort=sort) == expected

    def test_more_of_it_and_in_the_title_ranks_higher(self, engine: Engine) -> None:
        put(engine, GRADED)
        for query in (Term("自贸区"), Literal("自贸区"), Wildcard("自贸?")):
            assert ordered(engine, query) == ["title", "thrice", "body"]
            assert ordered(engine, query, sort="newest") == ["body", "thrice", "title"]
            assert ordered(engine, query, sort="oldest") == ["title", "thrice", "body"]
        assert all(hit.score > 0 for hit in search(engine, Term("自贸区")).hits)

    def test_a_literal_ranks_above_its_words_apart(self, engine: Engine) -> None:
        put(engine, [document("apart", "政策由北京发布"), document("row", "由北京政策发布"), *GRADED])
        assert ordered(engine, Term("北京政策")) == ["row", "apart"]

    def test_a_literal_match_comes_before_the_words_apart_however_often_they_stand_there(
        self, engine: Engine
    ) -> None:
        apart = document("apart", "政策由北京发布，政策在北京解读，政策从北京开始。")
        row = document("row", "会上解读了北京政策，" + "会议讨论了今年的工作安排。" * 3)
        put(engine, [apart, row])
        assert ordered(engine, Term("北京政策")) == ["row", "apart"]

    @pytest.mark.parametrize("text", ["第5条", "7月30日", "5.2%", "C++", "12号"])
    def test_numbers_and_single_characters_mean_nothing_apart(self, engine: Engine, text: str) -> None:
        apart = document("apart", "第2条 5%和7%，2.5；30日到7月1日，12个，3号，条件C，+号+号。")
        put(engine, [apart, document("row", f"按照{text}办理。")])
        assert ordered(engine, Term(text)) == ["row"]

    def test_scores_follow_the_definition(self, engine: Engine) -> None:
        put(
            engine,
            [
                document("one", "海淀海淀政策", "海淀"),
                document("two", "政策北京", "无题"),
                document("three", "北京"),
            ],
        )
        if not self.exact_scores:
            return
        # Title and text hold 1 and 3, 1 and 2, 0 and 1 words, on average 2/3, which counts as 1, and 2.
        body = inverse_frequency(3, 1) * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2))
        title = 3 * inverse_frequency(3, 1) * 2.2 / (1 + 1.2 * (0.25 + 0.75))
        policy = inverse_frequency(3, 2) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / 2))
        synonym = Alternative(Literal("海淀"), "synonym", 0.5)
        scores = {
            Literal("海淀"): body + title,
            Literal("海淀", "title"): title,
            Wildcard("海?"): body + title,
            Term("海淀"): 2 * (body + title),
            Term("海淀政策"): body + title + policy + self._in_a_row(3),
            And((Literal("海淀"), Literal("政策"))): body
            + title
            + policy
            + PROXIMITY_WEIGHT * min(body + title, policy),
            Or((Literal("海淀"), Literal("北京"))): body + title,
            And((Literal("海淀"), Not(Literal("北京")))): body + title,
            Near((Term("海淀"), Term("政策")), (0,)): body + title + policy,
            Near((Boosted(Term("海淀"), 2), Term("政策")), (0,)): 2 * (body + title) + policy,
            Boosted(Literal("海淀"), 2.5): 2.5 * (body + title),
            And((Boosted(Literal("海淀"), 0), Literal("政策"))): policy,
            SomeOf((Literal("海淀"), Literal("政策"), Literal("北京")), 2): (body + title + policy) * 2 / 3,
            SomeOf((Literal("海淀"), Literal("政策")), 2, (3, 1)): body + title + policy,
            SomeOf((Literal("海淀"), Literal("北京")), 1, (3, 1)): (body + title) * 3 / 4,
            Expanded(Term("广州"), (synonym,)): (body + title) / 2,
            Expanded(Term("政策"), (synonym,)): max(2 * policy, (body + title) / 2),
        }
        for query, score in scores.items():
            assert next(hit.score for hit in search(engine, query).hits if hit.id == "one") == pytest.approx(
                score, rel=1e-6
            ), query

    def test_evidence_follows_the_definition(self, engine: Engine) -> None:
        put(
            engine,
            [
                document("one", "海淀的海淀政策", "海淀"),
                document("two", "政策北京", "无题"),
                document("three", "北京"),
            ],
        )
        if not self.exact_scores:
            return
        # Title and text together hold 5, 3 and 1 words, on average 3.
        norm = 1.2 * (0.25 + 0.75 * 5 / 3)

        def sign(weight: float, count: int, holders: int) -> float:
            rarity = log(1 + (3 - holders + 0.5) / (holders + 0.5))
            return weight * rarity * count * 2.2 / (count + norm)

        haidian = sign(1.0, 3, 1) + sign(0.5, 3, 1) + 2 * sign(0.3, 3, 1)
        policy = sign(1.0, 1, 2) + sign(0.5, 1, 2) + 2 * sign(0.3, 1, 2)
        of = sign(0.5, 1, 1) + sign(0.3, 1, 1)
        joints = sign(0.5, 1, 1)
        in_title = sign(1.0, 1, 1) + sign(0.5, 1, 1) + 2 * sign(0.3, 1, 1)
        synonym = Alternative(Literal("海淀"), "synonym", 0.5)
        parts = (Literal("海淀"), Literal("北京"))
        scores: dict[Node, float] = {
            Term("海淀"): haidian,
            Literal("海淀，政策"): haidian + policy,
            # A pair reaches from one word into the next.
            Term("海淀的"): haidian + of + joints,
            Term("海淀", "title"): in_title,
            Wildcard("海*", "title"): sign(1.0, 1, 1),
            Boosted(Term("政策"), 3): 3 * policy,
            Expanded(Term("广州"), (synonym,)): haidian / 2,
            Expanded(Term("政策"), (synonym,)): max(policy, haidian / 2),
            Term("上海"): sign(0.3, 3, 1),
        }
        for evidence, score in scores.items():
            (hit,) = search(engine, SomeOf(parts, 2, (3, 1), (evidence,))).hits
            assert hit.score == pytest.approx(score * (1 + 0.2 * 3 / 4), rel=1e-6), evidence

    def test_a_question_finds_what_answers_it_in_other_words(self, engine: Engine) -> None:
        answers = [
            document("found", "拾得遗失物，应当返还失主。"),
            document("shares", "遗失证件的，应当补办。"),
            document("part", "物的返还。"),
        ]
        put(engine, [*answers, *(document(str(number), "无关的内容。") for number in range(20))])
        question = parse("捡到的遗失物要不要返还给失主？").node
        assert ordered(engine, question, match="auto") == ["found", "part"]
        assert ordered(engine, question, match="all") == []

    @staticmethod
    def _in_a_row(length: int) -> float:
        """The score of what stands once in one of three texts, that text being of this length and the mean 2."""
        return inverse_frequency(3, 1) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / 2))

    def test_metadata_scores_nothing(self, engine: Engine) -> None:
        put(engine, GRADED)
        assert {hit.score for hit in search(engine, Everything()).hits} == {0.0}
        assert {hit.score for hit in search(engine, Not(Term("自贸区"))).hits} == {0.0}

    def test_pages(self, engine: Engine) -> None:
        put(engine, GRADED)
        whole = search(engine, Everything(), sort="oldest")
        for offset in (0, 1, 5, 10, 11, 50):
            for limit in (0, 1, 4, 100, None):
                page = search(engine, Everything(), sort="oldest", offset=offset, limit=limit)
                end = None if limit is None else offset + limit
                assert page.hits == whole.hits[offset:end]
                assert page.total == whole.total == len(GRADED)

    def test_bearers_of_a_number_come_first_and_then_the_newest_that_hold_it(self, engine: Engine) -> None:
        bearer = document("bearer", "正文", day="2019-01-01", doc_number="市政发〔2019〕3号")
        citers = [
            document("old", "依市政发〔2019〕第3号", day="2020-01-01"),
            document("new", "通知", "（市政發[2019]3號）", "2021-01-01"),
            document("longer", "依北市政发〔2019〕3号", day="2022-01-01"),
        ]
        put(engine, [*citers, bearer])
        number = "市政发〔2019〕3号"
        assert ordered(engine, DocNumber(number)) == ["bearer", "longer", "new", "old"]
        assert ordered(engine, Boosted(DocNumber(number), 2), sort="newest")[0] == "longer"
        assert ordered(engine, DocNumber(number, "cited")) == ["new", "old"]
        assert ordered(engine, And((DocNumber(number), Not(DocNumber(number, "borne"))))) == [
            *("longer", "new", "old")
        ]
        put(engine, [document("bearer", "换了文号", doc_number="市政发〔2019〕4号")])
        assert ordered(engine, DocNumber(number, "borne")) == []

    def test_totals(self, engine: Engine) -> None:
        put(engine, [document("row", "北京政策"), document("apart", "政策，北京"), document("not", "上海")])
        result = search(engine, Term("北京政策"), limit=1)
        assert (result.total, result.literal_total, result.partial_total) == (2, 1, 0)

    def test_what_holds_a_part_does_not_hold_the_query_literally(self, engine: Engine) -> None:
        put(engine, PARTS)
        result = search(engine, QUESTION, match="any")
        assert {hit.matched_by for hit in result.hits} == {("literal",)}
        assert (result.total, result.literal_total, result.partial_total) == (4, 1, 3)

    @pytest.mark.parametrize(
        ("match", "expected"),
        [
            ("all", {"all-three": False}),
            ("auto", {"all-three": False, "two": True, "also-two": True}),
            ("any", {"all-three": False, "two": True, "also-two": True, "one": True}),
        ],
    )
    def test_what_follows_in_part(self, engine: Engine, match: str, expected: dict[str, bool]) -> None:
        put(engine, PARTS)
        for sort in ("relevance", "newest", "oldest"):
            result = search(engine, QUESTION, match=match, sort=sort, facets=("month",))
            assert {hit.id: hit.partial for hit in result.hits} == expected
            assert result.hits[0].id == "all-three"
            assert (result.total, result.partial_total) == (len(expected), len(expected) - 1)
            assert sum(result.facets["month"].values()) == len(expected)

    @pytest.mark.parametrize("match", ["auto", "any"])
    @pytest.mark.parametrize(
        "query",
        [
            replace(QUESTION, explicit=True),
            Literal("海淀发布芯片补贴办法"),
            Or((And((Literal("海淀"), Literal("补贴")), explicit=True), Literal("海淀发布芯片补贴"))),
        ],
    )
    def test_what_is_asked_for_outright_is_never_relaxed(
        self, engine: Engine, match: str, query: Node
    ) -> None:
        put(engine, PARTS)
        assert ordered(engine, query, match=match) == ["all-three"]

    def test_an_exclusion_holds_for_what_follows_too(self, engine: Engine) -> None:
        put(engine, PARTS)
        assert ordered(engine, And((*QUESTION.parts, Not(Term("问答")))), match="auto") == [
            "all-three",
            "two",
        ]

    def test_enough_whole_matches_are_followed_by_none_in_part(self, engine: Engine) -> None:
        whole = [
            document(str(number), "海淀芯片补贴", day=f"20{number:02}-01-01")
            for number in range(10, 10 + PARTIAL_BELOW)
        ]
        put(engine, whole[1:] + PARTS[1:])
        assert search(engine, QUESTION, match="auto").partial_total == 2
        put(engine, whole)
        assert search(engine, QUESTION, match="auto").partial_total == 0
        assert search(engine, QUESTION, match="any").partial_total == 3

    def test_filters_do_not_decide_whether_parts_follow(self, engine: Engine) -> None:
        whole = [document(str(number), "海淀芯片补贴", day="2019-01-01") for number in range(PARTIAL_BELOW)]
        put(engine, whole + [replace(one, source="甲报") for one in PARTS])
        filtered = search(engine, QUESTION, Filters(source=("甲报",)), match="auto")
        assert [hit.id for hit in filtered.hits] == ["all-three"]
