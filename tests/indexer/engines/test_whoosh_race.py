"""Readers in several processes and threads while a writer commits without a pause: each answer is one whole state."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path

from indexer.engine import EngineResult, SearchRequest
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.query.ast import Literal
from tests.indexer.engines.harness import analyzed, document
from tests.indexer.engines.states import PROCESSES, assert_tidy

OPENS = 10_000
READERS = 2

LIVES = {"甲": 1, "乙": 1, "丙": 2, "丁": 3}
"""For how many commits a document of each name stays: so that there are two segments, and every commit merges two."""
FIRST = 4
"""The version that the index has when the reading begins."""

REQUEST = SearchRequest(Literal("版通知"), match="all", limit=None)


def state(version: int) -> list[str]:
    """The ids of the documents of a version."""
    return sorted(f"{name}{version - age}" for name, commits in LIVES.items() for age in range(commits))


def commit(engine: WhooshEngine, version: int) -> None:
    """Turn the state of the version before into that of a version."""
    before, after = {*state(version - 1)}, {*state(version)}
    with engine.writer() as writer:
        for id in before - after:
            writer.delete(id)
        for id in after - before:
            writer.put(analyzed(document(id, f"第{version}版通知")))


def version_of(result: EngineResult, example: EngineResult) -> int:
    """The version that a result is wholly of. But for the ids, those of all versions are alike."""
    version = max(int(hit.id[1:]) for hit in result.hits)
    ids = zip(example.hits, state(version), strict=True)
    assert result == replace(example, hits=tuple(hit._replace(id=id) for hit, id in ids))
    return version


def commit_without_a_pause(folder: Path, begun: Event, stop: Event) -> None:
    with closing(WhooshEngine(folder, {})) as engine:
        for version in count(FIRST + 1):
            commit(engine, version)
            begun.set()
            if stop.is_set():
                break


def open_often(folder: Path, times: int, example: EngineResult) -> list[int]:
    """Open the index anew and ask it, so many times; the versions met."""
    versions = []
    for _ in range(times):
        with closing(WhooshEngine(folder, {})) as engine:
            version = version_of(engine.search(REQUEST), example)
            assert engine.documents([f"甲{version}"]) == [document(f"甲{version}", f"第{version}版通知")]
            versions.append(version)
    return versions


@contextmanager
def committing(folder: Path) -> Iterator[EngineResult]:
    """An index to which another process commits within the block; an answer of it to compare others with."""
    with closing(WhooshEngine(folder, {}, create=True)) as engine:
        for version in range(FIRST + 1):
            commit(engine, version)
        example = engine.search(REQUEST)
    begun, stop = PROCESSES.Event(), PROCESSES.Event()
    writer = PROCESSES.Process(target=commit_without_a_pause, args=(folder, begun, stop))
    writer.start()
    try:
        assert begun.wait(60)
        yield example
    finally:
        stop.set()
        writer.join()
    assert writer.exitcode == 0
    assert_tidy(folder)


def test_every_opening_during_commits_gives_one_whole_state(tmp_path: Path) -> None:
    with committing(tmp_path) as example, ProcessPoolExecutor(READERS, PROCESSES) as pool:
        readers = [pool.submit(open_often, tmp_path, OPENS // READERS, example) for _ in range(READERS)]
        for reader in readers:
            versions = reader.result()
            assert versions == sorted(versions)
            assert len({*versions}) > OPENS / 100


def test_threads_that_share_an_engine_get_whole_states_while_it_turns_to_newer_ones(tmp_path: Path) -> None:
    def ask(_: int) -> int:
        engine.refresh()
        version = version_of(engine.search(REQUEST), example)
        # The engine may have turned to a newer version meanwhile: then none of the two is there, else both are.
        assert len({found is None for found in engine.documents([f"甲{version}", f"乙{version}"])}) == 1
        assert engine.check() == []
        assert engine.stats().documents == len(example.hits)
        return version

    with (
        committing(tmp_path) as example,
        closing(WhooshEngine(tmp_path, {})) as engine,
        ThreadPoolExecutor(4) as pool,
    ):
        versions = list(pool.map(ask, range(1000)))
    assert len({*versions}) > 10
