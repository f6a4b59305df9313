"""What users of other systems saw marked or cut wrongly."""

from __future__ import annotations

from tests.field_reports.asking import Holding, ask, marked


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
