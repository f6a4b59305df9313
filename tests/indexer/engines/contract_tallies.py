"""The part of the contract about results over time, the first documents of values, and words of results."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from corpus.document import Document
from indexer.engine import Engine, Filters, FirstUse, SearchRequest, Timeline
from indexer.language.words import words
from indexer.query.ast import Everything, Literal, Term
from tests.indexer.engines.harness import Harness, document, put

LONG = "企业应当在三月底以前提交全部材料，由区级部门审核后向社会公示并接受监督，弄虚作假的追回资金。" * 3
ARTICLES = [
    document("a", "政策甲，政策", "政策", "2020-01-31", ("110108-shangdi",), ("new-it.ai",), "甲报"),
    document("b", "政策乙", "", "2020-07-01", ("110108", "440300"), ("new-it.ai",), "甲报"),
    document("c", "政策丙 policies", "", "2021-07-31", ("110000-bda",), ("finance.banking",), "乙报"),
    document("d", "政策丁", "Policy", "2021-07-31", ("440300",), (), "乙报"),
    document("e", "政策戊", "", "", ("110000",), (), ""),
    document("f", "其他", "", "2019-07-15", ("440300",), ("finance",), "甲报"),
]
COPIES = [
    document("x", LONG, "公告", "2020-03-01", ("110108",)),
    document("y", LONG, "公告", "2021-05-01", ("440300",)),
    document("z", LONG, "公告", "", ("440300",)),
]
ALL = SearchRequest(Term("政策"), match="all")


def oracle_counts(documents: list[Document], width: int) -> Counter[str]:
    return Counter(one.published.isoformat()[:width] for one in documents if one.published)


class TalliesContract(Harness):
    def test_a_timeline_counts_what_a_scan_counts(self, engine: Engine) -> None:
        put(engine, ARTICLES[:3])
        put(engine, ARTICLES[3:])
        held = [one for one in ARTICLES if "政策" in one.text]
        for by, width in (("month", 7), ("year", 4)):
            whole = engine.timelines(ALL, by).whole
            assert whole == Timeline(5, 1, oracle_counts(held, width))
            assert list(whole.periods) == sorted(whole.periods)
            assert engine.timelines(ALL, by).by_value == {}

    def test_a_timeline_of_each_value_counts_those_below_it_too(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        assert engine.timelines(ALL, "year", "district").by_value == {
            "110000": Timeline(4, 1, {"2020": 2, "2021": 1}),
            "110108": Timeline(2, 0, {"2020": 2}),
            "110108-shangdi": Timeline(1, 0, {"2020": 1}),
            "110000-bda": Timeline(1, 0, {"2021": 1}),
            "440000": Timeline(2, 0, {"2020": 1, "2021": 1}),
            "440300": Timeline(2, 0, {"2020": 1, "2021": 1}),
        }

    def test_a_timeline_keeps_to_every_filter(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        narrowed = replace(ALL, filters=Filters(district=("440300",), first=date(2020, 2, 1)))
        found = engine.timelines(narrowed, "month", "district")
        assert found.whole == Timeline(2, 0, {"2020-07": 1, "2021-07": 1})
        assert found.by_value["110108"] == Timeline(1, 0, {"2020-07": 1})
        assert engine.timelines(replace(ALL, query=Literal("无")), "month", "district").whole == Timeline()

    def test_families_count_once_in_each_period(self, engine: Engine) -> None:
        put(engine, COPIES + ARTICLES[:1])
        collapsed = SearchRequest(Everything(), match="all", collapse=True)
        found = engine.timelines(collapsed, "year", "district")
        assert found.whole == Timeline(2, 1, {"2020": 2, "2021": 1})
        assert found.by_value["440300"] == Timeline(1, 1, {"2021": 1})
        assert found.by_value["110108"] == Timeline(2, 0, {"2020": 2})
        assert engine.timelines(replace(collapsed, collapse=False), "year").whole.total == 4

    def test_first_uses_are_the_earliest_documents_in_order(self, engine: Engine) -> None:
        put(engine, ARTICLES[::-1])
        found = engine.first_uses(ALL, "district")
        a, b, c = (FirstUse(one.published or date.min, one.id) for one in ARTICLES[:3])
        assert found == {
            "110000": a, "110108": a, "110108-shangdi": a, "440000": b, "440300": b, "110000-bda": c,
        }  # fmt: skip
        assert list(found) == ["110000", "110108", "110108-shangdi", "440000", "440300", "110000-bda"]
        later = replace(ALL, filters=Filters(first=date(2021, 1, 1)))
        assert engine.first_uses(later, "source") == {"乙报": c}
        assert engine.first_uses(replace(ALL, query=Literal("无")), "district") == {}

    def test_words_are_added_up_over_the_documents_of_each_result(self, engine: Engine) -> None:
        for one in ARTICLES:
            put(engine, [one])
        requests = [replace(ALL, filters=Filters(source=(name,))) for name in ("甲报", "乙报")]
        found = engine.word_totals(requests)
        sides = [[one for one in ARTICLES[:5] if one.source == name] for name in ("甲报", "乙报")]
        totals = [
            Counter(word for one in side for text in (one.title, one.text) for word in words(text))
            for side in sides
        ]
        assert found.words == sorted({word for counts in totals for word in counts})
        assert found.totals.tolist() == [[counts[word] for counts in totals] for word in found.words]
        assert found.sizes == tuple(counts.total() for counts in totals)
        holders = dict(zip(found.words, found.holders.tolist(), strict=True))
        assert holders["政策"] == [2, 2]
        # In one text, and in another's title.
        assert holders[words("policy")[0]] == [0, 1]

    def test_rare_words_are_left_out(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        found = engine.word_totals([ALL], at_least=6)
        assert (found.words, found.totals.tolist(), found.holders.tolist()) == (["政策"], [[7]], [[5]])
        assert found.sizes == engine.word_totals([ALL]).sizes

    def test_words_of_nothing(self, engine: Engine) -> None:
        for _ in range(2):
            found = engine.word_totals([ALL, ALL])
            assert (found.words, found.totals.shape, found.sizes) == ([], (0, 2), (0, 0))
            assert engine.word_totals([]).sizes == ()
            put(engine, ARTICLES[5:])

    def test_words_of_copies_count_once_where_families_are_collapsed(self, engine: Engine) -> None:
        put(engine, COPIES)
        once, thrice = (
            engine.word_totals([SearchRequest(Everything(), collapse=collapse)]) for collapse in (True, False)
        )
        assert (3 * once.totals).tolist() == thrice.totals.tolist()

    def test_deleted_documents_count_nowhere(self, engine: Engine) -> None:
        put(engine, ARTICLES)
        with engine.writer() as writer:
            writer.delete("a")
        assert engine.timelines(ALL, "year").whole == Timeline(4, 1, {"2020": 1, "2021": 2})
        assert engine.first_uses(ALL, "district")["110000"].id == "b"
        assert "甲" not in engine.word_totals([ALL]).words

    @pytest.mark.parametrize("match", ["auto", "any"])
    def test_partial_matches_count_where_they_are_asked_for(self, engine: Engine, match: str) -> None:
        put(engine, ARTICLES)
        query = replace(ALL, query=Literal("政策") if match == "auto" else Term("政策"), match=match)
        assert engine.timelines(query, "year").whole.total == engine.search(query).total
