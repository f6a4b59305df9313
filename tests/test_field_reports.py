"""What users of other systems reported, from a document through analysis and engine to the results shown.

Each test runs on both engines and names its report: a project and the number of a thread there. What one layer alone
can show is tested with it.
"""

from __future__ import annotations

import csv
import json
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import IndexIncompatibleError, QueryLimitError
from indexer.analysis import ANALYZER_STAMP, analyze
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.exports import EXPORT_FORMATS
from indexer.language import chinese
from indexer.language.chinese import python_cutter
from indexer.language.units import split_units
from indexer.language.words import words
from indexer.results import Results
from indexer.search import SearchParameters, document_view, iterate, search
from indexer.settings import MAX_QUERY_LENGTH, MAX_SOURCES
from tests.growth import growth

Holding = Callable[..., Engine]


@pytest.fixture(params=["memory", "whoosh"])
def holding(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Holding]:
    """Makes an engine that holds documents: texts by id, or whole documents."""
    with ExitStack() as engines:

        def make(*documents: Document, **texts: str) -> Engine:
            engine: Engine = (
                MemoryEngine()
                if request.param == "memory"
                else WhooshEngine(tmp_path / "index", ANALYZER_STAMP, create=True)
            )
            engines.callback(engine.close)
            with engine.writer() as writer:
                writer.put(analyze((*documents, *(Document(id, "", text) for id, text in texts.items()))))
            return engine

        yield make


def ask(engine: Engine, q: str, **options: object) -> Results:
    """The whole result of a query, without what satisfies only part of it."""
    wanted = {"match": "all", "limit": None} | options
    return search(engine, SearchParameters(q=q, **wanted))  # type: ignore[arg-type]


def found(engine: Engine, q: str, **options: object) -> set[str]:
    return {hit.id for hit in ask(engine, q, **options).hits}


def marked(engine: Engine, q: str, id: str) -> list[str]:
    """What a query marks in the text of a document, once its snippets agree with the document's page."""
    view = document_view(engine, id, q)
    assert view is not None
    text = view.document.text
    (hit,) = (hit for hit in ask(engine, q).hits if hit.id == id)
    for snippet in hit.snippets:
        assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
        for start, end in snippet.matches:
            assert (snippet.start + start, snippet.start + end) in view.text_matches
    assert hit.title_matches == view.title_matches
    return [text[start:end] for start, end in view.text_matches]


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


def test_folding_moves_no_mark(holding: Holding) -> None:
    """stconvert 28, neodb 346."""
    text = "ＡＢＣ　𠮷野家：“Ｆｒｅｅ　ｔｒａｄｅ”、İstanbul、ﬁne；臺灣與大陸的自貿區。"
    engine = holding(text=text)
    for q in ("abc", "吉野家 OR 𠮷野家", '"free trade"', "台湾", "大陆", "自贸区"):
        assert marked(engine, q, "text"), q
    assert marked(engine, "自贸区 台湾", "text") == ["臺灣", "自貿區"]
    assert marked(engine, '"free trade"', "text") == ["Ｆｒｅｅ　ｔｒａｄｅ"]


def test_a_mark_ends_with_the_match(holding: Holding) -> None:
    """meilisearch 3526."""
    engine = holding(text="大卫到了扫地的地方，大卫很高兴")
    assert marked(engine, "大卫", "text") == ["大卫", "大卫"]


def test_overlapping_matches_are_marked_as_the_longest(holding: Holding) -> None:
    """whoosh-community 546, milvus 39931."""
    engine = holding(text="中国人民银行公告")
    assert marked(engine, '"人民" OR "中国人民银行" OR "银行"', "text") == ["中国人民银行"]
    assert marked(engine, '"中国人" OR "人民银行"', "text") == ["中国人民银行"]


def test_a_snippet_is_the_text_itself_without_words_lost_doubled_or_spaced(holding: Holding) -> None:
    """pg_jieba 28, 52 and 56, manticore 858, meilisearch 5439."""
    sentences = [f"第{number}项工作由牵头单位负责，按季度报告进展。" for number in range(60)]
    sentences[30] = "各区要加快推进自由贸易试验区建设，于2020年9月底前完成。"
    text = "".join(sentences)
    engine = holding(long=text)
    (hit,) = ask(engine, "自贸区").hits
    (snippet,) = hit.snippets
    assert text[snippet.start :].startswith(snippet.text)
    assert sentences[30] in snippet.text
    assert " " not in snippet.text
    assert len(snippet.text) <= 150
    assert [snippet.text[start:end] for start, end in snippet.matches] == ["自由贸易试验区"]


def test_a_length_is_counted_in_characters_beyond_the_basic_plane_too(holding: Holding) -> None:
    """meilisearch 2149."""
    engine = holding(text="𠮷" * 400 + "自贸区" + "𡧃" * 400)
    (snippet,) = ask(engine, "自贸区").hits[0].snippets
    assert len(snippet.text) <= 150
    assert [snippet.text[start:end] for start, end in snippet.matches] == ["自贸区"]


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


def test_a_long_run_of_one_character_costs_no_more_than_ordinary_text(holding: Holding) -> None:
    """jieba 520, and 200,000 times 中."""
    engine = holding()

    def seconds_to_index(document: Document) -> float:
        begun = time.process_time()
        with engine.writer() as writer:
            writer.put(analyze([document]))
        return time.process_time() - begun

    sentence = "全市要加快推进重点项目建设，优化营商环境。"
    seconds_to_index(Document("warm", "", sentence))
    ordinary = seconds_to_index(Document("ordinary", "", (sentence * 10_000)[:200_000]))
    assert seconds_to_index(Document("run", "", "中" * 200_000)) < 5 * ordinary
    (hit,) = ask(engine, "中中中中").hits
    assert hit.id == "run"
    assert all(len(snippet.text) <= 300 for snippet in hit.snippets)


@pytest.mark.parametrize("text", ["中" * 20_000, "全市要加快推进重点项目建设，优化营商环境。" * 1_000])
def test_cutting_a_long_article_takes_no_more_than_some_times_its_size(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """jieba 520: a news article took 6 GB. jieba 399: the dictionary, which is loaded once, is not counted."""
    monkeypatch.setattr(chinese, "_cutter", python_cutter)
    words("政策")
    tracemalloc.start()
    words(text)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100 * len(text.encode()), most


@pytest.mark.parametrize(
    "piece",
    ["中", "a", "政策，", "5.2% ", "a*", "的 ", '"', "((", "NOT ", "title:", "*?", "–", "\u200b", "“”"],
)
def test_a_query_of_a_thousand_characters_is_answered_or_refused_at_once(
    holding: Holding, piece: str
) -> None:
    """paperless-ngx 13673, and the field tagger of Whoosh."""
    engine = holding(**{f"d{number}": "中央政策，增长5.2%的安排。" * 20 for number in range(20)})

    def work(length: int) -> None:
        try:
            ask(engine, (piece * length)[:length], match="auto")
        except QueryLimitError as error:
            assert str(error)

    assert growth(work, MAX_QUERY_LENGTH // 8) < 40


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
    (listed,) = (value for value in results.facets[key] if value.selected)  # type: ignore[index]
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
    rows = list(csv.DictReader(StringIO(export("csv").removeprefix("\ufeff"), newline="")))
    assert {row["id"] for row in rows} == wanted
    assert {row["districts"] for row in rows} <= {"海淀区", "深圳市"}
