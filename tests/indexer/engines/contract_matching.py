"""The part of the contract that says which documents a query finds, and how it says they matched."""

from __future__ import annotations

import pytest

from indexer.query.ast import (
    Alternative,
    And,
    Expanded,
    Literal,
    MatchKind,
    Not,
    Term,
    Wildcard,
)
from tests.indexer.engines.harness import Harness, document, found, search

TEXTS = {
    "install": "新版安装简单，三步即可完成。",
    "pending": "窗口待处理事项已经清零，在建工程进展顺利。",
    "bank": "中国人民银行今日发布公告。",
    "farm-bank": "中国农业发展银行支持粮食收购。",
    "reform": "国家发展改革委召开新闻发布会。",
    "lamp": "路口的大灯亮了。",
    "july": "2020年7月30日，市政府印发通知。",
    "article-5": "依照第5条办理。",
    "article-15": "依照第15条办理。",
    "growth-wide": "上半年ＧＤＰ增长５．２％。",
    "growth": "Annual GDP growth was 5.2% in that year.",
    "rare": "地名用字㙍与𠮷见于县志。",
    "railway": "购票请拨铁路12306。",
    "rerun": "重跑gen-itgc后结果一致。",
    "ten": "会议共有10项议程。",
    "ten-wide": "会议共有１０项议程。",
    "forum-hans": "国际论坛开幕。",
    "forum-hant": "國際論壇閉幕。",
    "forum-mixed": "國際论坛继续举行。",
    "qianlong": "乾隆年間修建了河堤。",
    "dry": "雨后道路已干。",
    "queen": "王后出席了活动。",
    "king": "國王後來離開。",
    "zone": "他说“科技创新片区”已经揭牌。",
    "zone-hant": "「科技創新片區」完成規劃。",
    "invest": "招商大会签约三个项目。",
    "invest-company": "招商现场，一家公司签约。",
    "medical": "医保局部署试点。",
    "maintain": "Crews maintain the road.",
    "machine": "AI技术用于巡查。",
    "spaced": "自 贸\n区\u3000挂牌",
    "hidden": "高\u200b质量发展",
    "paused": "人工，智能",
    "amount": "总额123,244.2亿元",
    "tax": "營業稅改征增值税",
}

LITERALS = [
    ("简单", {"install"}),
    ("安装简单", {"install"}),
    ("处理", {"pending"}),
    ("工程", {"pending"}),
    ("在建工程", {"pending"}),
    ("人民银行", {"bank"}),
    ("中國人民銀行", {"bank"}),
    ("农业发展", {"farm-bank"}),
    ("改革委", {"reform"}),
    ("灯", {"lamp"}),
    ("大灯", {"lamp"}),
    ("了", {"lamp", "qianlong", "queen"}),
    ("的", {"lamp"}),
    ("2020年", {"july"}),
    ("２０２０年", {"july"}),
    ("7月", {"july"}),
    ("30日，市政府", {"july"}),
    ("第5条", {"article-5"}),
    ("5", {"article-5", "growth", "growth-wide"}),
    ("第１５條", {"article-15"}),
    ("GDP", {"growth", "growth-wide"}),
    ("ｇｄｐ", {"growth", "growth-wide"}),
    ("5.2%", {"growth", "growth-wide"}),
    ("㙍", {"rare"}),
    ("与𠮷见", {"rare"}),
    ("12306", {"railway"}),
    ("铁路12306", {"railway"}),
    ("铁路 12306", {"railway"}),
    ("123", {"amount"}),
    ("123,244.2", {"amount"}),
    ("gen-itgc", {"rerun"}),
    ("itgc后", {"rerun"}),
    ("gen", {"rerun"}),
    ("itg", set()),
    ("10", {"ten", "ten-wide"}),
    ("１０項", {"ten", "ten-wide"}),
    ("国际论坛", {"forum-hans", "forum-hant", "forum-mixed"}),
    ("國際論壇", {"forum-hans", "forum-hant", "forum-mixed"}),
    ("國際論坛", {"forum-hans", "forum-hant", "forum-mixed"}),
    ("乾隆", {"qianlong"}),
    ("干", {"qianlong", "dry"}),
    ("王后", {"queen", "king"}),
    ("王後", {"queen", "king"}),
    ("科技創新片區", {"zone", "zone-hant"}),
    ("“科技创新片区”", {"zone", "zone-hant"}),
    ('"科技创新片区"', {"zone", "zone-hant"}),
    ("医保局", {"medical"}),
    ("保局部", {"medical"}),
    ("局部署", {"medical"}),
    ("AI", {"machine"}),
    ("maintain", {"maintain"}),
    ("main", set()),
    ("maintain road", set()),
    ("maintain the", {"maintain"}),
    ("自贸区", {"spaced"}),
    ("高质量", {"hidden"}),
    ("人工智能", set()),
    ("人工，智能", {"paused"}),
    ("人工,智能", {"paused"}),
    ("营业税", {"tax"}),
    ("，", {"install", "pending", "july", "invest-company", "paused", "amount"}),
    ("", set()),
    (" ", set()),
]

WILDCARDS = [
    ("第?条", {"article-5", "article-15"}),
    ("第1?条", {"article-15"}),
    ("第*条", {"article-5", "article-15"}),
    ("main*", {"maintain"}),
    ("*tain", {"maintain"}),
    ("m??ntain", {"maintain"}),
    ("maint?", set()),
    ("ma*n th?", {"maintain"}),
    ("中国*银行", {"bank", "farm-bank"}),
    ("中*行*公告", {"bank"}),
    ("招商*公司", set()),
    ("招商*签约", {"invest"}),
    ("招商??，", {"invest-company"}),
    ("招商?，", set()),
    ("改革*", {"reform"}),
    ("*改革", {"reform"}),
    ("路?", {"railway", "lamp", "dry"}),
    ("12*", {"railway", "amount"}),
    ("*", set()),
    ("?*", set()),
]

WORDS = [
    document("row", "北京发布政策。"),
    document("apart", "政策解读：北京新规。"),
    document("split", "政策解读", "北京新规"),
    document("one", "北京新规"),
    document("english", "Several governments regulated it."),
]

TERMS = [
    ("北京政策", "any", {"apart": ("words",), "split": ("words",), "row": ("words",)}),
    ("北京發布政策", "any", {"row": ("literal",)}),
    ("北京", "any", {"row": ("literal",), "apart": ("literal",), "split": ("literal",), "one": ("literal",)}),
    ("北京", "title", {"split": ("literal",)}),
    ("北京政策", "title", {}),
    ("新规北京", "title", {"split": ("words",)}),
    ("government office", "any", {}),
    ("regulates governments", "any", {"english": ("words",)}),
    ("several governments", "any", {"english": ("literal",)}),
    ("京", "any", {"row": ("literal",), "apart": ("literal",), "split": ("literal",), "one": ("literal",)}),
    ("。", "any", {"row": ("literal",), "apart": ("literal",)}),
    ("！", "any", {}),
    ("", "any", {}),
]


class MatchingContract(Harness):
    def test_literals(self) -> None:
        with self.holding(document(id, text) for id, text in TEXTS.items()) as engine:
            assert {text: found(engine, Literal(text)) for text, _ in LITERALS} == dict(LITERALS)

    def test_a_term_finds_at_least_what_its_literal_finds(self) -> None:
        with self.holding(document(id, text) for id, text in TEXTS.items()) as engine:
            missed = {text: ids - found(engine, Term(text)) for text, ids in LITERALS}
            assert not {text: ids for text, ids in missed.items() if ids}

    def test_literals_in_titles(self) -> None:
        with self.holding(document(id, "", text) for id, text in TEXTS.items()) as engine:
            assert {text: found(engine, Literal(text, "title")) for text, _ in LITERALS} == dict(LITERALS)
            assert {text: found(engine, Literal(text)) for text, _ in LITERALS} == dict(LITERALS)

    def test_frequencies_are_at_least_the_documents_that_hold_a_text(self) -> None:
        with self.holding(
            document(id, text, title)
            for number, (id, text) in enumerate(TEXTS.items())
            for title in [text[:number]]
        ) as engine:
            literals = [text for text, _ in LITERALS]
            frequencies = engine.frequencies(literals)
            assert len(frequencies) == len(literals)
            short = {
                text: (frequency, len(ids))
                for (text, ids), frequency in zip(LITERALS, frequencies, strict=True)
                if frequency < len(ids)
            }
            assert not short
            assert (
                list(engine.frequencies(["简装", "國際銀行", "road maintain", "㙍㙍", "", "nothing"]))
                == [0] * 6
            )
            assert list(engine.frequencies([])) == []

    def test_a_word_is_counted_where_it_is_a_word(self) -> None:
        texts = {"a": "公路政策", "b": "修正策略", "c": "Roads，政策", "d": "政策"}
        with self.holding(document(id, text, "政策" * (id == "d")) for id, text in texts.items()) as engine:
            counted = {
                word: engine.word_frequency(word) for word in ("政策", "正策", "修正", "road", "roads")
            }
            assert counted == {"政策": 3, "正策": 0, "修正": 1, "road": 1, "roads": 0}

    def test_what_is_frequent_has_the_greater_frequency(self) -> None:
        texts = {"a": "道路", "b": "道路与公路", "c": "the road of roads", "d": "公路"}
        with self.holding(document(id, text) for id, text in texts.items()) as engine:
            assert list(engine.frequencies(["道路", "路与", "roads", "the road", "ROAD"])) == [2, 1, 1, 1, 1]

    def test_what_a_term_is_taken_apart_into_finds_nothing_by_itself(self) -> None:
        whole = Literal("修路章程")
        with self.holding([document("a", "修路章程"), document("b", "修路的章程")]) as engine:
            assert found(engine, Expanded(whole, (), (Term("修路"), Term("章程")))) == {"a"}
            assert found(engine, Expanded(whole, (), ())) == {"a"}

    def test_wildcards(self) -> None:
        with self.holding(document(id, text) for id, text in TEXTS.items()) as engine:
            assert {text: found(engine, Wildcard(text)) for text, _ in WILDCARDS} == dict(WILDCARDS)

    def test_exclusion(self) -> None:
        with self.holding(document(id, text) for id, text in TEXTS.items()) as engine:
            assert found(engine, And((Term("招商"), Not(Term("公司"))))) == {"invest"}
            assert found(engine, And((Literal("签约"), Not(Literal("招商公司"))))) == {
                "invest",
                "invest-company",
            }

    @pytest.mark.parametrize(("text", "where", "expected"), TERMS)
    def test_terms(self, text: str, where: str, expected: dict[str, tuple[str, ...]]) -> None:
        with self.holding(WORDS) as engine:
            hits = search(engine, Term(text, where)).hits
            assert {hit.id: hit.matched_by for hit in hits} == expected

    def test_equals_of_a_term(self) -> None:
        query = Expanded(
            Term("自贸区"),
            (
                Alternative(Literal("自由贸易试验区"), "synonym", 0.8),
                Alternative(Literal("free trade zone"), "translation", 0.6),
            ),
        )
        texts = {
            "typed": "北京自貿區揭牌",
            "synonym": "自由貿易試驗區揭牌",
            "translation": "The Free Trade Zone opened.",
            "equals": "自由贸易试验区（free trade zone）揭牌",
            "all": "自贸区即自由贸易试验区",
            "none": "经济开发区揭牌",
        }
        expected: dict[str, tuple[MatchKind, ...]] = {
            "typed": ("literal",),
            "synonym": ("synonym",),
            "translation": ("translation",),
            "equals": ("synonym", "translation"),
            "all": ("literal",),
        }
        with self.holding(document(id, text) for id, text in texts.items()) as engine:
            assert {hit.id: hit.matched_by for hit in search(engine, query).hits} == expected
            kinds = search(engine, And((query, Term("揭牌")))).hits
            assert {hit.id: hit.matched_by for hit in kinds} == {
                "typed": ("literal",),
                "synonym": ("literal", "synonym"),
                "equals": ("literal", "synonym", "translation"),
            }
