"""What took users of other systems minutes or gigabytes."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from corpus.document import Document
from corpus.errors import QueryLimitError
from indexer.language import chinese
from indexer.language.chinese import python_cutter
from indexer.language.words import words
from indexer.settings import MAX_QUERY_LENGTH
from tests.field_reports.asking import Holding, ask
from tests.growth import growth
from tests.indexer.articles import put


def test_a_long_run_of_one_character_costs_no_more_than_ordinary_text(holding: Holding) -> None:
    """jieba 520, and 200,000 times 中."""
    engine = holding()

    def seconds_to_index(document: Document) -> float:
        begun = time.process_time()
        put(engine, document)
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
