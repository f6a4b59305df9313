"""The part of the contract about changing an index: commits, replacement, deletion, the lock and generations."""

from __future__ import annotations

import hashlib
from datetime import date
from itertools import islice

import pytest

from corpus.document import Document
from corpus.errors import IndexLockedError
from indexer.engine import Engine
from indexer.query.ast import Everything, Literal
from tests.indexer.engines.harness import Harness, Opener, analyzed, document, found, put, search

FIRST = document("一/1", "第一版", "标题")
SECOND = document("二", "另一篇")


class Interrupted(Exception):
    """What a test raises inside a writer's block."""


class WritingContract(Harness):
    def test_a_new_index_is_empty(self, engine: Engine) -> None:
        assert found(engine, Everything(), facets=("district", "year")) == set()
        assert search(engine, Literal("第"), match="any").total == 0
        assert engine.document("一/1") is None
        assert engine.content_hashes() == engine.origins() == {}
        assert engine.stats().documents == 0
        assert engine.check() == []

    def test_documents_come_back_as_they_were(self, engine: Engine) -> None:
        full = Document(
            id="全:1 é\U00020bb7",
            title="標題",
            text="正文\n第二段\t\u200b𠮷",
            published=date(2020, 7, 30),
            source="来源",
            url="https://example.org/?a=1&b=2",
            lang="zh-Hant",
            districts=("110108-shangdi",),
            industries=("new-it.ai",),
            doc_number="国发〔2015〕12号",
            issuer="國務院",
            issued_in="110108",
            evidence={"issuer": {"confidence": 0.9, "said": "國務院", "field": "text", "start": 0, "end": 3}},
            extra={"editor": "甲", "tags": ["乙", 3, None]},
        )
        put(engine, [full, SECOND])
        assert engine.document(full.id) == full
        assert engine.documents(["二", "无", full.id, "二"]) == [SECOND, None, full, SECOND]
        assert engine.content_hashes() == {one.id: one.content_hash() for one in (full, SECOND)}
        assert engine.check() == []

    def test_a_document_replaces_the_one_with_its_id(self, engine: Engine) -> None:
        put(engine, [FIRST, SECOND])
        changed = document("一/1", "第二版")
        put(engine, [changed])
        assert engine.document("一/1") == changed
        assert found(engine, Literal("第一版")) == set()
        assert found(engine, Literal("标题")) == set()
        assert found(engine, Literal("第二版")) == {"一/1"}
        assert engine.stats().documents == 2
        assert engine.content_hashes()["一/1"] == changed.content_hash()

    def test_what_a_document_was_made_from_is_kept_with_it(self, engine: Engine) -> None:
        one, other, third = "0f" * 15 + "00", "00" + "f0" * 15, "12" * 16
        with engine.writer() as writer:
            writer.put(analyzed(FIRST, SECOND), [one, ""])
            writer.put(analyzed(document("三", "第三篇")), [third])
        assert engine.origins() == {"一/1": one, "三": third}
        with engine.writer() as writer:
            writer.put(analyzed(SECOND), [other])
            writer.put(analyzed(FIRST))
            writer.delete("三")
        assert engine.origins() == {"二": other}

    def test_a_fingerprint_is_of_what_is_stored_and_of_nothing_else(self, engine: Engine) -> None:
        def expected(*documents: Document) -> str:
            hashes = b"".join(sorted(bytes.fromhex(one.content_hash()) for one in documents))
            return hashlib.blake2b(hashes, digest_size=16).hexdigest()

        # Hashes of many documents begin in every way, so that an order of anything but their bytes shows.
        many = [document(f"第{number}篇", f"正文{number}") for number in range(40)]
        assert engine.fingerprint() == expected()
        put(engine, [FIRST, SECOND])
        assert engine.fingerprint() == expected(FIRST, SECOND)
        put(engine, many)
        put(engine, [document("一/1", "第二版")])
        assert engine.fingerprint() == expected(document("一/1", "第二版"), SECOND, *many)
        with engine.writer() as writer:
            writer.delete("一/1")
            writer.delete("第7篇")
        left = [one for one in many if one.id != "第7篇"]
        assert engine.fingerprint() == expected(SECOND, *left)
        with self.holding([*reversed(left), SECOND]) as other:
            assert other.fingerprint() == engine.fingerprint()

    def test_a_snapshot_stays_as_it_is_whatever_is_committed(self, engine: Engine) -> None:
        put(engine, [FIRST, SECOND])
        kept = engine.snapshot()
        before, fingerprint = engine.generation, engine.fingerprint()
        # Several commits, after which nothing of the generation that is kept need be on the disk.
        for number in range(3):
            put(engine, [document("一/1", f"又一版{number}")])
            with engine.writer() as writer:
                writer.delete("二")
        assert (kept.generation, kept.fingerprint()) == (before, fingerprint)
        assert kept.documents(["一/1", "二"]) == [FIRST, SECOND]
        assert found(kept, Literal("第一版")) == {"一/1"}
        assert found(kept, Literal("另一篇")) == {"二"}
        assert found(engine, Everything()) == {"一/1"}
        assert engine.generation > before
        assert kept.refresh()
        assert kept.generation == engine.generation
        assert found(kept, Everything()) == {"一/1"}

    @pytest.mark.parametrize("sizes", [(3,), (1, 1, 1), (2, 1)])
    def test_the_last_of_several_puts_counts(self, engine: Engine, sizes: tuple[int, ...]) -> None:
        versions = iter([FIRST, document("一/1", "第二版"), document("一/1", "第三版")])
        with engine.writer() as writer:
            for size in sizes:
                writer.put(analyzed(*islice(versions, size)))
        assert [found(engine, Literal(text)) for text in ("第一版", "第二版", "第三版")] == [
            set(),
            set(),
            {"一/1"},
        ]
        assert engine.stats().documents == 1

    def test_deletion(self, engine: Engine) -> None:
        put(engine, [FIRST, SECOND])
        with engine.writer() as writer:
            assert writer.delete("一/1")
            assert not writer.delete("一/1")
            assert not writer.delete("无")
        assert found(engine, Everything()) == {"二"}
        assert engine.document("一/1") is None
        assert engine.stats().documents == 1
        put(engine, [FIRST])
        assert found(engine, Literal("第一版")) == {"一/1"}

    def test_deletion_and_put_in_one_block(self, engine: Engine) -> None:
        with engine.writer() as writer:
            writer.put(analyzed(FIRST))
            assert writer.delete("一/1")
            writer.put(analyzed(SECOND))
            assert writer.delete("二")
            writer.put(analyzed(SECOND))
        assert found(engine, Everything()) == {"二"}

    def test_everything_deleted(self, engine: Engine) -> None:
        put(engine, [FIRST, SECOND])
        with engine.writer() as writer:
            writer.delete("一/1")
            writer.delete("二")
        assert search(engine, Everything(), facets=("source",)).total == 0
        assert found(engine, Literal("一")) == set()
        assert engine.stats().documents == 0

    def test_nothing_is_seen_before_the_commit(self, engine: Engine) -> None:
        put(engine, [FIRST])
        with engine.writer() as writer:
            writer.put(analyzed(SECOND))
            writer.delete("一/1")
            assert found(engine, Everything()) == {"一/1"}
            assert engine.document("二") is None
        assert found(engine, Everything()) == {"二"}

    def test_an_exception_drops_all_changes_and_frees_the_lock(self, engine: Engine, opener: Opener) -> None:
        put(engine, [FIRST])
        before = engine.stats().generation
        with pytest.raises(Interrupted), engine.writer() as writer:
            writer.put(analyzed(SECOND))
            writer.delete("一/1")
            raise Interrupted
        assert found(engine, Everything()) == {"一/1"}
        assert engine.stats().generation == before
        assert not engine.refresh()
        assert found(opener(), Everything()) == {"一/1"}
        put(engine, [SECOND])
        assert found(engine, Everything()) == {"一/1", "二"}

    def test_a_second_writer_is_refused(self, engine: Engine, opener: Opener) -> None:
        other = opener()
        with engine.writer() as writer:
            writer.put(analyzed(FIRST))
            for late in (engine, other):
                with pytest.raises(IndexLockedError, match="writer"), late.writer():
                    pass
        put(other, [SECOND])
        engine.refresh()
        assert found(engine, Everything()) == {"一/1", "二"}

    def test_an_engine_sees_its_own_commit_at_once_and_that_of_another_when_refreshed(
        self, engine: Engine, opener: Opener
    ) -> None:
        other = opener()
        put(engine, [FIRST])
        assert found(engine, Everything()) == {"一/1"}
        assert not engine.refresh()
        assert found(other, Everything()) == set()
        assert other.refresh()
        assert not other.refresh()
        assert found(other, Everything()) == {"一/1"}
        assert other.document("一/1") == FIRST

    def test_a_new_engine_sees_the_newest_commit(self, engine: Engine, opener: Opener) -> None:
        put(engine, [FIRST])
        put(engine, [SECOND])
        assert found(opener(), Everything()) == {"一/1", "二"}

    def test_generations_grow(self, engine: Engine) -> None:
        generations = [engine.stats().generation]
        for changes in ([FIRST], [SECOND], [FIRST]):
            put(engine, changes)
            generations.append(engine.stats().generation)
        assert generations == sorted(set(generations))

    def test_many_commits(self, engine: Engine) -> None:
        for number in range(12):
            put(engine, [document(str(number), f"第{number}号通知"), document("last", f"最新是{number}")])
        assert found(engine, Literal("号通知")) == {str(number) for number in range(12)}
        assert found(engine, Literal("最新是11")) == {"last"}
        assert found(engine, Literal("最新是")) == {"last"}
        assert engine.check() == []
