"""What users of other systems could not find, or found by mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import IndexIncompatibleError
from indexer.analysis import ANALYZER_STAMP
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.language.units import split_units
from tests.field_reports.asking import Holding, ask, found, marked


@pytest.mark.parametrize(
    ("q", "text"),
    [
        pytest.param("简单", "新系统安装简单，当天即可启用。", id="meilisearch-2499"),
        pytest.param("处理", "待处理的来信已经分送各科。", id="meilisearch-4874"),
        pytest.param("工程", "全市在建工程复工率过九成。", id="meilisearch-4874-too"),
        pytest.param("农业", "中国农业发展银行投放春耕贷款。", id="meilisearch-4935"),
        pytest.param("力特", "美国力特公司在园区设厂。", id="ik-584"),
        pytest.param("美国力特", "美国力特公司在园区设厂。", id="ik-584-whole"),
        pytest.param("李", "调研组由李建光带队。", id="ik-523"),
        pytest.param("维修信息", "小区电梯的维修信息每季公布。", id="datahub-1800"),
        pytest.param("维修", "小区电梯的维修信息每季公布。", id="datahub-1800-part"),
        pytest.param("人民银行", "中国人民银行下调利率。", id="whoosh-cut"),
        pytest.param("改革委", "国家发展改革委批复规划。", id="whoosh-cut-too"),
        pytest.param("的", "旧城的更新", id="whoosh-de"),
        pytest.param("了", "审批提速了", id="whoosh-le"),
        pytest.param("和", "城镇和乡村", id="whoosh-he"),
        pytest.param("灯", "更换路口大灯三百盏。", id="meilisearch-2687"),
        pytest.param("蝶", "花蝶园昨日开放。", id="typesense-2085"),
        pytest.param("数", "新增开户数创新高。", id="ik-16"),
        pytest.param("开", "新增开户数创新高。", id="ik-16-too"),
        pytest.param("2020年", "计划到2020年底完成。", id="ik-811"),
        pytest.param("第5条", "依照办法第5条办理。", id="whoosh-article"),
        pytest.param("24口", "新装24口交换设备。", id="ik-531"),
        pytest.param("1号", "发布1号公告。", id="ik-936"),
        pytest.param("123,244.2", "总值为123,244.2亿元。", id="jieba-479"),
        pytest.param("3月", "补贴自3月起发放。", id="komga-65"),
        pytest.param("２０２１年１２月３１日", "申报至2021年12月31日止。", id="jieba-380"),
        pytest.param("10", "共有１０项措施。", id="tatoeba-437"),
        pytest.param("GDP", "上半年ＧＤＰ同比上升。", id="whoosh-width"),
        pytest.param("5.2%", "增速为５．２％左右。", id="whoosh-percent"),
        pytest.param("12306", "购票请登录铁路12306网站。", id="sesame-143"),
        pytest.param("itgc", "重跑gen-itgc后数据一致。", id="obelisk-9"),
        pytest.param("重跑gen-itgc后", "重跑gen-itgc后数据一致。", id="obelisk-9-too"),
        pytest.param("twice cooked pork", "本地菜twice cooked pork入选名录", id="ik-355"),
        pytest.param("㐂", "老字号㐂悦楼翻新。", id="whoosh-extension-a"),
        pytest.param("𠮷野家", "𠮷野家在本市设总部。", id="whoosh-extension-b"),
    ],
)
def test_what_stands_in_a_document_finds_it_however_it_is_cut(holding: Holding, q: str, text: str) -> None:
    engine = holding(wanted=text, other="另见附件")
    for typed in (q, f'"{q}"', f"“{q}”"):
        results = ask(engine, typed, expand=False)
        assert [hit.id for hit in results.hits] == ["wanted"]
        assert results.hits[0].matched_by == ("literal",)
        assert results.literal_total == 1
        assert marked(engine, typed, "wanted")


def test_every_part_of_a_sentence_of_any_length_finds_it(holding: Holding) -> None:
    """edda 402: more than two characters silently found nothing. Xapian is praised for finding such parts."""
    sentence = "國務院關於印發《自由貿易試驗區總體方案》的通知，ＧＤＰ增长5.2%，见第12条"
    engine = holding(wanted=sentence, other="另见附件")
    units = split_units(sentence)
    for first in range(0, len(units), 3):
        for count in (1, 2, 3, 4, 5, 8, 13, len(units) - first):
            part = sentence[slice(*units.span(first, min(count, len(units) - first)))]
            assert found(engine, f"“{part}”") == {"wanted"}, part


def test_numbers_are_found_by_what_is_typed_of_them_and_by_no_other(holding: Holding) -> None:
    """ik 811, 531 and 936, jieba 380 and 479, komga-riir 65, tatoeba2 437."""
    engine = holding(
        dated="自2020年3月15日起施行",
        other="自2021年13月15日起施行",
        amount="共123,244.2元",
        ten="共10项",
        wide="共１０项",
    )
    assert (
        found(engine, "2020年") == found(engine, "2020年3月") == found(engine, "2020年3月15日") == {"dated"}
    )
    assert found(engine, "3月") == {"dated"}
    assert found(engine, "“3月15日”") == {"dated"}
    assert found(engine, "123,244.2") == {"amount"}
    assert found(engine, "23,244.2") == set()
    assert found(engine, "10") == found(engine, "１０") == found(engine, "10项") == {"ten", "wide"}


def test_a_number_in_quotes_is_no_other_number(holding: Holding) -> None:
    """Stock Whoosh: ``第5条`` matches any 第…条."""
    engine = holding(five="依照第5条", fifteen="依照第15条", none="依照第条")
    assert found(engine, '"第5条"') == {"five"}
    assert found(engine, "5") == {"five"}


def test_an_excluded_word_is_excluded_alone_and_in_parentheses(holding: Holding) -> None:
    """meilisearch 5015, paperless-ngx 14156."""
    engine = holding(
        both="招商会上一家公司签约", one="招商会今日开幕", tokyo="東京展", secret="東京 secret", bill="bill"
    )
    assert found(engine, "招商 -公司") == {"one"}
    assert found(engine, "-公司 招商") == {"one"}
    assert found(engine, "(东京 AND NOT secret) OR bill") == {"tokyo", "bill"}


def test_words_typed_side_by_side_find_whatever_holds_each_of_them(holding: Holding) -> None:
    """meilisearch 4874, with two words."""
    # Together they are a term of the lexicon, whose words a cut of this text does not give.
    engine = holding(wanted="人工操作改由智能化设备完成", term="人工智能", half="人工费")
    assert found(engine, "人工 智能") == {"wanted", "term"}


def test_both_scripts_and_any_mixture_find_both_and_are_marked_as_written(holding: Holding) -> None:
    """charabia 331."""
    engine = holding(hans="国际论坛今日开幕", hant="國際論壇今日閉幕", mixed="國際论坛继续")
    for q in ("国际论坛", "國際論壇", "国際论壇", '"國際论坛"'):
        assert found(engine, q, expand=False) == {"hans", "hant", "mixed"}
        assert [marked(engine, q, id)[0] for id in ("hans", "hant", "mixed")] == [
            "国际论坛",
            "國際論壇",
            "國際论坛",
        ]


def test_variants_of_one_character_find_each_other(holding: Holding) -> None:
    """stconvert 34, OpenCC 963, opencc-js 24, VocaDB 98."""
    engine = holding(
        zhe="沿着河走", zhu="沿著河走", qian="乾安县的通知", electronics="電子產品", final="終點站"
    )
    assert found(engine, '"沿著"') == {"zhe", "zhu"}
    assert found(engine, "乾安县") == {"qian"}
    assert marked(engine, "乾安縣", "qian") == ["乾安县"]
    assert found(engine, "电子") == {"electronics"}
    assert found(engine, "终点") == {"final"}


def test_what_only_folds_alike_comes_after_what_is_the_same_word(holding: Holding) -> None:
    """VocaDB 98: 终 and 終 should be one, but 王后 is not 王 and 後."""
    engine = holding(king="國王後來離開。", queen="王后出席了活動。")
    assert [hit.id for hit in ask(engine, "王后").hits] == ["queen", "king"]
    assert marked(engine, "王後", "queen") == ["王后"]
    assert marked(engine, "王后", "king") == ["王後"]


def test_characters_that_a_release_confused_stay_apart(holding: Holding) -> None:
    """OpenCC 1390: 坏 became 坯 in one release. What an index was built with is noted; see the one below."""
    engine = holding(bad="损坏公物", hant="損壞公物", clay="砖坯烧制")
    assert found(engine, "坏") == found(engine, "壞") == {"bad", "hant"}
    assert found(engine, "坯") == {"clay"}


def test_an_index_built_with_other_tables_is_refused_and_not_misread(tmp_path: Path) -> None:
    """OpenCC 1390: an upgrade can change what an index means."""
    WhooshEngine(tmp_path / "index", ANALYZER_STAMP, create=True).close()
    for changed in ("conversion", "fold", "dictionary", "stemmer"):
        with pytest.raises(IndexIncompatibleError, match="anew"):
            WhooshEngine(tmp_path / "index", {**ANALYZER_STAMP, changed: "another"})


def test_english_in_chinese_is_whole_words_with_their_inflections(holding: Holding) -> None:
    """SqliteSubstringSearch 3, obelisk 9."""
    engine = holding(
        glued="引入AI技术maintain设备", plural="Free trade zones 在本市设立", other="maintaining"
    )
    assert found(engine, "AI", expand=False) == {"glued"}
    assert found(engine, '"main"') == set()
    assert found(engine, "maintain") == {"glued", "other"}
    assert found(engine, '"maintain"') == {"glued"}
    assert found(engine, "自贸区") == {"plural"}
    assert marked(engine, "自贸区", "plural") == ["Free trade zones"]


def test_a_synonym_of_several_words_is_one_term(holding: Holding) -> None:
    """analysis-ik 355."""
    engine = holding(term="A free trade zone opens", apart="Trade is free in this zone", zh="自贸区挂牌")
    assert found(engine, "自贸区") == {"term", "zh"}
    assert ask(engine, "free trade zone").hits[0].id == "term"
    assert {"term", "zh", "apart"} == found(engine, "free trade zone")


@pytest.mark.parametrize("q", ["人工智能AI大模型", "人工智能 AI 大模型", '"人工智能\u3000AI 大模型"'])
def test_space_between_han_and_latin_does_not_matter(holding: Holding, q: str) -> None:
    """A space between Han and Latin."""
    engine = holding(joined="发展人工智能AI大模型产业", spaced="发展人工智能 AI 大模型产业")
    assert found(engine, q, expand=False) == {"joined", "spaced"}


def test_a_zero_width_space_splits_nothing(holding: Holding) -> None:
    """U+200B."""
    engine = holding(hidden="自贸\u200b试验\u200b区与Free\u200b way", plain="自贸试验区")
    assert found(engine, '"自贸试验区"') == {"hidden", "plain"}
    assert found(engine, "自\u200b贸试验区", expand=False) == {"hidden", "plain"}
    assert marked(engine, '"自贸试验区"', "hidden") == ["自贸\u200b试验\u200b区"]
