"""The part of the contract about families: which documents are copies, and results that show one of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from corpus.document import Document
from indexer.engine import FACET_KEYS, Engine, FamilyFound, Filters
from indexer.language.conversion import convert
from indexer.query.ast import And, Everything, Literal, Term
from tests.indexer.engines.harness import Harness, document, ordered, put, search

SENTENCES = (
    "市政府办公室今天公布促进中小企业发展的若干措施。",
    "符合条件的企业可以申请贷款贴息，每家每年最高五十万元。",
    "申请人应当在三月底以前通过网上平台提交材料。",
    "区级部门收到材料后在十个工作日内完成审核。",
    "审核通过的名单向社会公示，接受各界监督。",
    "有弄虚作假行为的，追回资金并记入信用档案。",
    "措施由经济和信息化部门负责解释，自公布之日起施行。",
    "各区可以结合实际制定实施细则，报上级部门备案。",
    "过去发布的办法与本措施不一致的，以本措施为准。",
    "有关部门将组织宣讲，让更多经营者了解申报的流程。",
)
TEXT = "".join(SENTENCES)
NOTICE = document(
    "通知", TEXT, "促进中小企业发展的若干措施", "2021-03-01", ("110108",), source="甲报", lang="zh-Hans"
)
AGAIN = replace(
    NOTICE, id="转载", text="本报讯：" + TEXT, published=None, source="乙报", districts=("440300",)
)
SHORTER = replace(NOTICE, id="摘要", text="".join(SENTENCES[:8]), source="丙刊")
TRADITIONAL = replace(
    NOTICE, id="繁體", title=convert(NOTICE.title, "s2t"), text=convert(TEXT, "s2t"), lang="zh-Hant"
)
OTHER = document(
    "另",
    "水务部门提醒市民节约用水，近期部分地区将检修管网，请提前做好储水准备。",
    "停水公告",
    "2021-03-02",
    source="甲报",
)
FAMILY = ("通知", "转载", "摘要", "繁體")


class FamilyContract(Harness):
    @pytest.fixture
    def stocked(self, engine: Engine) -> Engine:
        """An engine with a notice, three copies of it and something else."""
        put(engine, [NOTICE, AGAIN, SHORTER, TRADITIONAL, OTHER])
        return engine

    def test_copies_are_a_family(self, stocked: Engine) -> None:
        for id in FAMILY:
            assert stocked.family(id) == tuple(sorted(FAMILY))
        assert stocked.family("另") == ("另",)
        assert stocked.family("无") == ()

    def test_one_of_each_is_shown_with_how_many_more_there_are(self, stocked: Engine) -> None:
        every = search(stocked, Term("企业"))
        assert every.documents_total is None
        assert every.families == {}
        result = search(stocked, Term("企业"), collapse=True)
        assert [hit.id for hit in result.hits] == [every.hits[0].id]
        assert (result.total, result.documents_total) == (1, 4)
        assert result.families == {every.hits[0].id: FamilyFound(min(FAMILY), 3)}

    def test_copies_that_are_not_found_are_not_counted(self, stocked: Engine) -> None:
        result = search(stocked, Literal("宣讲"), collapse=True)
        assert (result.total, result.documents_total) == (1, 3)
        assert [family.copies for family in result.families.values()] == [2]
        filtered = search(stocked, Everything(), Filters(source=("丙刊",)), collapse=True)
        assert filtered.families == {"摘要": FamilyFound(min(FAMILY), 0)}

    def test_copies_do_not_stand_side_by_side_in_a_ranking(self, stocked: Engine) -> None:
        others = [
            replace(OTHER, id=f"别的{number}", text=f"{OTHER.text * 9}企业{number}。") for number in range(3)
        ]
        put(stocked, others)
        by_date = ordered(stocked, Term("企业"), sort="newest")
        ranking = ordered(stocked, Term("企业"))
        assert sorted(ranking) == sorted(by_date)
        families = [stocked.family(id) for id in ranking]
        assert all(one != other for one, other in pairwise(families))
        for limit in (1, 2, 3):
            pages = [
                ordered(stocked, Term("企业"), limit=limit, offset=offset)
                for offset in range(0, len(ranking), limit)
            ]
            assert [id for page in pages for id in page] == ranking

    @pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
    def test_what_ranks_first_of_a_family_stands_for_it(self, stocked: Engine, sort: str) -> None:
        put(stocked, [replace(OTHER, id="别的", published=date(2020, 1, 1))])
        every = ordered(stocked, Everything(), sort=sort)
        first = {stocked.family(id): id for id in reversed(every)}
        assert len(first) == 2
        shown = ordered(stocked, Everything(), sort=sort, collapse=True)
        assert shown == [id for id in every if id in first.values()]

    def test_pages_go_through_families(self, stocked: Engine) -> None:
        whole = ordered(stocked, Everything(), collapse=True)
        pages = [ordered(stocked, Everything(), collapse=True, limit=1, offset=offset) for offset in range(3)]
        assert pages == [[whole[0]], [whole[1]], []]

    def test_facets_count_each_family_once_for_a_value(self, stocked: Engine) -> None:
        facets = search(stocked, Everything(), facets=FACET_KEYS, collapse=True).facets
        assert facets["source"] == {"甲报": 2, "丙刊": 1, "乙报": 1}
        assert facets["district"] == {"110000": 1, "110108": 1, "440000": 1, "440300": 1}
        assert facets["year"] == {"2021": 2}
        assert facets["lang"] == {"zh-Hans": 1, "zh-Hant": 1}

    def test_a_count_is_what_selecting_the_value_finds(self, stocked: Engine) -> None:
        facets = search(stocked, Everything(), facets=("source",), collapse=True).facets
        for value, count in facets["source"].items():
            assert search(stocked, Everything(), Filters(source=(value,)), collapse=True).total == count

    def test_a_document_that_matches_in_part_does_not_stand_beside_its_copy(self, stocked: Engine) -> None:
        query = And((Term("宣讲"), Term("企业")))
        assert search(stocked, query, match="any").partial_total == 1
        result = search(stocked, query, match="any", collapse=True)
        assert (result.total, result.partial_total, result.documents_total) == (1, 0, 4)

    def test_a_deleted_document_leaves_its_family(self, stocked: Engine) -> None:
        with stocked.writer() as writer:
            writer.delete(min(FAMILY))
        left = tuple(sorted(set(FAMILY) - {min(FAMILY)}))
        assert stocked.family(left[0]) == left
        assert search(stocked, Term("企业"), collapse=True).families[
            ordered(stocked, Term("企业"))[0]
        ] == FamilyFound(left[0], 2)

    def test_a_document_that_joined_two_copies_keeps_them_together_only_while_it_is_there(
        self, engine: Engine
    ) -> None:
        first, last = (
            replace(NOTICE, text="".join(SENTENCES[:7])),
            replace(OTHER, text="".join(SENTENCES[3:])),
        )
        last = replace(last, title=NOTICE.title)
        put(engine, [first, last])
        assert engine.family("通知") == ("通知",)
        put(engine, [replace(AGAIN, text=TEXT)])
        assert engine.family("通知") == ("另", "转载", "通知")
        put(engine, [replace(AGAIN, text=OTHER.text)])
        assert engine.family("通知") == ("通知",)

    @pytest.mark.parametrize("seed", range(5))
    def test_it_is_all_one_in_how_many_commits_they_came(
        self, engine: Engine, opener: object, seed: int
    ) -> None:
        random = Random(seed)
        documents = [_variant(random, str(number)) for number in range(24)]
        with type(self).holding(documents) as at_once:
            wanted = {one.id: at_once.family(one.id) for one in documents}
        random.shuffle(documents)
        put(engine, [replace(one, text=TEXT) for one in documents[:6]])
        for start in range(0, len(documents), 5):
            put(engine, documents[start : start + 5])
        assert {one.id: engine.family(one.id) for one in documents} == wanted
        assert len(set(wanted.values())) > 2


def _variant(random: Random, id: str) -> Document:
    """Sentences of one of a few notices, some left out."""
    which = random.randrange(6)
    kept = [sentence for sentence in SENTENCES if random.random() < 0.9]
    text = "".join(f"{sentence[:-1]}{which * 37}。" for sentence in kept)
    return document(id, text, f"第{which}号关于企业的通知", source=random.choice(("甲报", "乙报")))
