"""Suggestions of a small index: what they are, how they are ordered and written, and when they are collected anew."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path
from threading import Thread
from time import perf_counter
from weakref import ref

import numpy as np
import pytest

from corpus.document import Document
from corpus.vocabulary import places
from indexer.analysis import analyze
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine, MemoryStore
from indexer.settings import MAX_COMPLETED_LENGTH, MAX_COMPLETED_WORDS
from indexer.suggesting.collected import renew
from indexer.suggesting.shelf import Shelf
from indexer.suggesting.suggester import suggester
from tests.indexer.articles import engine_of, put
from tests.indexer.suggesting.documents import DOCUMENTS

TYPED = ("自", "自贸", "zi", "z", "zmq", "自m", "free", "第1")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(DOCUMENTS)


def texts(engine: Engine, typed: str, **given: object) -> list[str]:
    return [one.text for one in suggester(engine).suggest(typed, **given)]


@pytest.mark.parametrize("typed", ["自贸", "zimao", "zi mao q", "zmq", "zi'm", "自m", "zimaoq"])
def test_a_term_is_suggested_by_its_characters_and_by_its_pinyin(engine: Engine, typed: str) -> None:
    assert "自贸区" in texts(engine, typed)


@pytest.mark.parametrize("typed", ["自贸·区", "自·贸", "自 贸区", "自贸，区"])
def test_marks_between_characters_are_not_read_as_pinyin(
    engine: Engine, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Shelf, "_mixed", lambda *given: pytest.fail("something was taken for pinyin"))
    assert "自贸区" in [one.split()[-1] for one in texts(engine, typed)]


def test_a_suggestion_says_what_it_is(engine: Engine) -> None:
    term = suggester(engine).suggest("自贸区")[0]
    assert term.to_json() == {"text": "自贸区", "kind": "term", "by": "written", "documents": 2}
    place = suggester(engine).suggest("haidian")[0]
    assert place.to_json() == {
        "text": "海淀",
        "kind": "place",
        "by": "spoken",
        "code": "110108",
        "documents": 1,
    } | {"text": place.text}
    assert "110108" in places().resolve(place.text)
    phrase = next(one for one in suggester(engine).suggest("专项") if one.kind == "phrase")
    assert phrase.documents == 12
    title = suggester(engine).suggest("十四五规")[-1]
    assert title.to_json() == {"text": "“十四五”规划问答", "kind": "title", "by": "written", "id": "quoted"}


def test_chinese_is_written_in_the_script_that_was_typed(engine: Engine) -> None:
    assert texts(engine, "自貿")[0] == "自貿區"
    assert "自贸区" in texts(engine, "自贸")
    assert "自貿區" in texts(engine, "zmq", label_lang="zh-Hant")
    assert texts(engine, "自贸", label_lang="zh-Hant")[0] == "自贸区"
    assert "自貿區新規上路" in texts(engine, "自贸区新")


def test_what_was_typed_before_the_last_words_stays(engine: Engine) -> None:
    assert texts(engine, "补贴 自贸")[0] == "补贴 自贸区"
    assert texts(engine, "补贴 free tr")[0].startswith("补贴 free trade")
    assert texts(engine, "海淀 OR zi mao q")[0] == "海淀 OR 自贸区"
    assert texts(engine, 'title:"自贸')[0] == 'title:"自贸区'
    assert texts(engine, "-自贸")[0] == "-自贸区"
    assert not [one for one in suggester(engine).suggest("补贴 第1批") if one.kind == "title"]


def test_english_is_completed_and_not_crowded_out(engine: Engine) -> None:
    assert "free trade zone" in texts(engine, "fr")
    assert "free trade zone" in texts(engine, "Free Tr")
    assert "Rules for the free trade zone" in texts(engine, "rules f")
    assert not {"free trade zones", "free-trade zone"} & set(texts(engine, "free tr"))


def test_more_frequent_ones_come_first_and_titles_last(engine: Engine) -> None:
    found = suggester(engine).suggest("zheng")
    assert [one.text for one in found[:2]] == ["政策", "政府"]
    kinds = [one.kind == "title" for one in suggester(engine).suggest("自贸区")]
    assert kinds == sorted(kinds)


def test_nothing_begins_with_what_nobody_writes(engine: Engine) -> None:
    for typed in (
        "",
        "   ",
        "!!!",
        "龘龘龘",
        "qqqqqqqq",
        '"',
        "title:",
        "x" * (MAX_COMPLETED_LENGTH + 1),
        "\ud800",
    ):
        assert texts(engine, typed) == []
    assert texts(engine, "自贸", limit=0) == []


def test_only_so_many_words_are_completed_together(engine: Engine) -> None:
    many = "甲 " * MAX_COMPLETED_WORDS * 2
    assert texts(engine, f"{many}自贸")[0] == f"{many}自贸区"


def test_the_limit_is_kept(engine: Engine) -> None:
    for limit in (1, 2, 3, 7, 50):
        assert 0 < len(texts(engine, "z", limit=limit)) <= limit
        assert len(texts(engine, "第", limit=limit)) <= limit


def test_a_newer_generation_is_seen_once_the_engine_is_at_it() -> None:
    store = MemoryStore()
    engine, other = MemoryEngine(store), MemoryEngine(store)
    assert texts(engine, "新词条") == []
    first = suggester(engine)
    put(other, replace(DOCUMENTS[0], title="新词条的标题"))
    assert suggester(engine) is first
    engine.refresh()
    assert texts(engine, "新词条") == ["新词条的标题"]


def test_suggesting_takes_a_small_part_of_what_collecting_takes() -> None:
    engine = engine_of(DOCUMENTS)
    taken = []
    for _ in range(2):
        begun = perf_counter()
        for typed in ("自", "zi", "z", "zm", "自m", "free"):
            suggester(engine).suggest(typed)
        taken.append(perf_counter() - begun)
    assert taken[1] < taken[0] / 2


def test_what_was_collected_once_is_there_for_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryStore()
    engine = MemoryEngine(store)
    put(engine, *DOCUMENTS)
    first = [texts(engine, typed) for typed in TYPED]
    monkeypatch.setattr("indexer.suggesting.collecting.terms", None)
    monkeypatch.setattr("indexer.suggesting.entries.spoken_keys", None)
    assert [texts(MemoryEngine(store), typed) for typed in TYPED] == first


def test_what_was_kept_before_the_lexicon_changed_is_collected_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(DOCUMENTS)
    kept = {"recipe": np.frombuffer(b"{}", np.uint8)}
    engine.keep("suggestions", kept)
    assert "自贸区" in texts(engine, "自贸")
    renewed = engine.kept("suggestions")
    assert renewed is not None and renewed.arrays["recipe"].tobytes() != b"{}"


def test_titles_of_today_are_suggested_from_what_was_collected_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = engine_of(DOCUMENTS)
    assert texts(engine, "海淀自贸区方") == ["海淀自贸区方案公布"]
    monkeypatch.setattr("indexer.suggesting.collecting.terms", None)
    with engine.writer() as writer:
        writer.put(analyze([replace(DOCUMENTS[0], title="新词条的标题"), Document("new", "海淀新闻", "")]))
        writer.delete("quoted")
    assert texts(engine, "海淀自贸区方") == texts(engine, "十四五规划问") == []
    assert texts(engine, "xin'ci't") == ["新词条的标题"]
    assert "海淀新闻" in texts(engine, "海淀新")


def test_indexing_collects_for_an_index_that_is_not_small(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(DOCUMENTS)
    renew(engine)
    assert engine.kept("suggestions") is None
    monkeypatch.setattr("indexer.suggesting.collected.SMALL_INDEX", 10)
    renew(engine)
    first = engine.kept("suggestions")
    renew(engine)
    again = engine.kept("suggestions")
    assert first is not None and again is not None and again.arrays is first.arrays
    put_more(engine, 1)
    renew(engine)
    kept = engine.kept("suggestions")
    assert kept is not None and kept.changed == 0


def put_more(engine: Engine, count: int) -> None:
    put(engine, *(Document(f"more-{number}", "更多", "更多") for number in range(count)))


def test_terms_of_further_files_are_suggested_by_every_key(tmp_path: Path) -> None:
    engine = engine_of(DOCUMENTS)
    more = tmp_path / "terms.tsv"
    more.write_text("长三角示范区\tYRD demonstration zone\n自贸区\t自贸片区\n", encoding="utf-8")
    for typed in ("长三角示", "長三角示", "csjsfq", "changsanjiaosh"):
        own = [one.text for one in suggester(engine, (more,)).suggest(typed)]
        assert {"长三角示范区", "長三角示範區"} & {*own}, typed
        assert "长三角示范区" not in texts(engine, typed)
    assert suggester(engine, (more,)).suggest("YRD d")[0].text == "YRD demonstration zone"
    found = [one.text for one in suggester(engine, (more,)).suggest("自贸")]
    assert found.count("自贸区") == 1 and "自贸片区" in found
    assert suggester(engine, (more,)) is suggester(engine, (more,)) is not suggester(engine)


def test_requests_that_come_together_share_one_suggester() -> None:
    engine = engine_of(DOCUMENTS)
    seen: list[int] = []
    threads = [Thread(target=lambda: seen.append(id(suggester(engine)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8 and len(set(seen)) == 1


def test_an_engine_that_nobody_uses_any_more_is_freed() -> None:
    engine = engine_of()
    assert texts(engine, "自贸")
    known = ref(engine)
    del engine
    gc.collect()
    assert known() is None
