"""The part of the contract about the words that an engine says it holds, and the number of its generation."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from indexer.engine import Engine
from tests.indexer.engines.harness import Harness, Opener, document, put

TEXTS = [
    document("a", "海淀发布政策。Policy papers", "政策"),
    document("b", "政策，政策！ 109年，a b C5 policy", "海淀"),
    document("c", "發布", "海淀"),
    document("d", "", "海淀的 papers"),
]


class VocabularyContract(Harness):
    def test_an_empty_index_has_no_words(self, engine: Engine) -> None:
        assert engine.vocabulary() == {}

    def test_words_come_with_the_documents_of_the_field_that_has_more(self, engine: Engine) -> None:
        put(engine, TEXTS)
        assert engine.vocabulary() == {"海淀": 3, "政策": 2, "发布": 2, "policy": 2, "papers": 1}
        assert engine.vocabulary(2) == {"海淀": 3, "政策": 2, "发布": 2, "policy": 2}
        assert engine.vocabulary(4) == {}

    def test_words_in_several_commits_and_of_documents_that_are_gone(self, engine: Engine) -> None:
        for one in TEXTS:
            put(engine, [one])
        assert engine.vocabulary(2) == {"海淀": 3, "政策": 2, "发布": 2, "policy": 2}
        put(engine, [replace(TEXTS[0], text="Policy", title="")])
        with engine.writer() as writer:
            writer.delete("c")
        assert engine.vocabulary() == {"海淀": 2, "政策": 1, "policy": 2, "papers": 1}

    def test_a_latin_word_counts_where_a_scan_finds_it(self, engine: Engine) -> None:
        put(engine, [replace(one, text=one.text * 3) for one in TEXTS])
        holders = [one for one in TEXTS if re.search(r"\bpapers\b", one.text, re.IGNORECASE)]
        assert engine.vocabulary()["papers"] == len(holders)

    def test_titles_are_those_of_the_newest_documents(self, engine: Engine) -> None:
        dated = [replace(one, published=date(2020, 1, 1 + at % 2)) for at, one in enumerate(TEXTS[1:])]
        long = replace(TEXTS[0], id="long", title="“长”\n" * 2000, published=None)
        for one in (*dated, TEXTS[0], long, replace(TEXTS[0], id="gone")):
            put(engine, [one])
        with engine.writer() as writer:
            writer.delete("gone")
        held = {one.id: one for one in (*dated, TEXTS[0], long)}
        newest = sorted(held, key=lambda id: (-(held[id].published or date.min).toordinal(), id))
        assert engine.titles(99) == [(id, held[id].title) for id in newest]
        assert engine.titles(2) == [(id, held[id].title) for id in newest[:2]]

    def test_the_generation_grows_with_each_commit_that_is_turned_to(self, opener: Opener) -> None:
        engine, other = opener(), opener()
        first = engine.generation
        put(other, TEXTS[:1])
        assert engine.generation == first < other.generation
        engine.refresh()
        assert engine.generation == other.generation
