"""The part of the contract about arrays that are derived of an index and kept with it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from indexer.engine import Engine
from tests.indexer.engines.harness import Harness, Opener, document, put

DOCUMENTS = [document(id, "政策", f"{id}的标题", f"2020-01-0{day}") for day, id in enumerate("abcd", 1)]
ARRAYS = {"weights": np.array([3, 1, 2], np.int32), "text": np.frombuffer("政策".encode(), np.uint8)}


class KeptContract(Harness):
    def test_nothing_is_kept_of_a_new_index(self, engine: Engine) -> None:
        assert engine.kept("words") is None

    def test_something_is_kept_of_an_index_without_documents(self, engine: Engine) -> None:
        engine.keep("words", ARRAYS)
        kept = engine.kept("words")
        assert kept is not None and (kept.changed, list(engine.titles(9, kept.known))) == (0, [])

    def test_what_was_kept_is_there_for_everybody(self, opener: Opener) -> None:
        engine = opener()
        put(engine, DOCUMENTS)
        engine.keep("words", ARRAYS)
        for one in (engine, opener()):
            kept = one.kept("words")
            assert kept is not None and kept.changed == 0
            assert {name: array.tolist() for name, array in kept.arrays.items()} == {
                name: array.tolist() for name, array in ARRAYS.items()
            }
            assert one.kept("phrases") is None
            assert one.titles(9, kept.known) == []

    def test_what_is_kept_anew_takes_the_place_of_what_was(self, engine: Engine) -> None:
        put(engine, DOCUMENTS)
        for weight in (1, 2):
            engine.keep("words", {"weights": np.array([weight])})
        kept = engine.kept("words")
        assert kept is not None and kept.arrays["weights"].tolist() == [2]

    def test_it_outlasts_commits_and_tells_what_came_and_went_since(self, engine: Engine) -> None:
        put(engine, DOCUMENTS[:3])
        engine.keep("words", ARRAYS)
        changed = replace(DOCUMENTS[0], title="另一标题")
        for one in (DOCUMENTS[3], changed):
            put(engine, [one])
        with engine.writer() as writer:
            writer.delete("b")
        kept = engine.kept("words")
        # One came, one went, and one went and came; merging may make more of them seem new.
        assert kept is not None and kept.changed >= 4
        new = engine.titles(9, kept.known)
        assert {("d", "d的标题"), ("a", "另一标题")} <= set(new) <= set(engine.titles(9))
        assert engine.titles(1, kept.known) == new[:1]
        engine.keep("words", ARRAYS)
        kept = engine.kept("words")
        assert kept is not None and (kept.changed, engine.titles(9, kept.known)) == (0, [])
        assert engine.check() == []

    def test_an_earlier_generation_is_what_it_was_derived_of_if_that_is_searched(
        self, opener: Opener
    ) -> None:
        engine, other = opener(), opener()
        put(engine, DOCUMENTS[:2])
        other.refresh()
        put(engine, DOCUMENTS[2:])
        other.keep("words", ARRAYS)
        assert [kept and kept.changed for kept in (other.kept("words"), engine.kept("words"))] == [0, 2]
