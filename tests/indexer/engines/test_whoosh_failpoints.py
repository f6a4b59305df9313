"""A writer that is killed, finds the disk full or is interrupted, at each step of making an index and of committing."""

from __future__ import annotations

import shutil
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.errors import EngineError, IndexMissingError
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.failpoints import FAILPOINTS, Failpoint, armed
from tests.indexer.engines.harness import SECOND, analyzed
from tests.indexer.engines.states import answers, asked, assert_tidy, change, prepare
from tests.indexer.engines.stopping import at_passage, fill_the_disk, interrupt, kill, points_of

FIRST_OF_MANY = 2
"""How many of the passages through one point are tried, beside the last."""

CREATING = FAILPOINTS[: FAILPOINTS.index("lock taken")]
"""The points that only the making of an index passes through."""
COMMITTING = FAILPOINTS[len(CREATING) : FAILPOINTS.index("kept empty")]


def create(folder: Path) -> None:
    WhooshEngine(folder, {}, create=True).close()


def commit(folder: Path) -> None:
    with closing(WhooshEngine(folder, {})) as engine:
        change(engine)


@dataclass(frozen=True)
class Commit:
    """What a commit starts from, the points it passes through, and what an index answers before and after."""

    start: Path
    points: list[Failpoint]
    before: list[object]
    after: list[object]

    def passages(self, point: Failpoint) -> list[int]:
        """Where a point is passed: all, or of many the first ones and the last."""
        found = [number for number, passed in enumerate(self.points) if passed == point]
        return found[:FIRST_OF_MANY] + found[FIRST_OF_MANY:][-1:]

    def in_place(self, passage: int) -> bool:
        """Whether a writer that came as far as this has committed."""
        return passage >= self.points.index("table in place")

    def expected(self, passage: int) -> list[object]:
        """What an index answers whose writer came as far as this."""
        return self.after if self.in_place(passage) else self.before


@pytest.fixture(scope="module")
def committing(tmp_path_factory: pytest.TempPathFactory) -> Commit:
    """A commit with a merge."""
    folder = tmp_path_factory.mktemp("commit")
    prepare(folder / "start")
    shutil.copytree(folder / "start", folder / "end")
    points = points_of(commit, folder / "end")
    return Commit(folder / "start", points, answers(folder / "start"), answers(folder / "end"))


def test_every_point_is_passed_through(committing: Commit, tmp_path: Path) -> None:
    created = points_of(create, tmp_path)
    assert {*committing.points} == {*COMMITTING}
    assert {*CREATING} <= {*created} <= {*FAILPOINTS}
    assert committing.before != committing.after


def test_nothing_is_armed_after_the_block(tmp_path: Path) -> None:
    points = points_of(create, tmp_path)
    passed = len(points)
    commit(tmp_path)
    assert len(points) == passed


def test_what_a_dead_writer_left_is_removed_before_anything_is_written(
    committing: Commit, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(committing.start, folder)
    with closing(WhooshEngine(folder, {})) as engine:
        files = {path.name for path in folder.iterdir()}
        with engine.writer():
            assert files - {path.name for path in folder.iterdir()} == {"MAIN_orphan.words"}


def test_a_change_that_is_dropped_is_never_written(committing: Commit, tmp_path: Path) -> None:
    def drop(folder: Path) -> None:
        with closing(WhooshEngine(folder, {})) as engine:
            with pytest.raises(ZeroDivisionError), engine.writer() as writer:
                writer.put(analyzed(SECOND))
                raise ZeroDivisionError
            assert asked(engine) == committing.before

    folder = tmp_path / "index"
    shutil.copytree(committing.start, folder)
    assert "segment file absent" not in points_of(drop, folder)


@pytest.mark.parametrize("point", COMMITTING)
def test_a_commit_that_is_killed_leaves_one_whole_generation(
    committing: Commit, tmp_path: Path, point: Failpoint
) -> None:
    for passage in committing.passages(point):
        folder = tmp_path / str(passage)
        shutil.copytree(committing.start, folder)
        with closing(WhooshEngine(folder, {})) as open_already:
            kill(commit, folder, passage)
            assert answers(folder) == committing.expected(passage)
            assert asked(open_already) == committing.before
            assert open_already.check() == []
            change(open_already)
            assert asked(open_already) == committing.after
        assert_tidy(folder)


@pytest.mark.parametrize("point", COMMITTING)
def test_a_commit_that_finds_the_disk_full_says_what_became_of_it(
    committing: Commit, tmp_path: Path, point: Failpoint
) -> None:
    for passage in committing.passages(point):
        folder = tmp_path / str(passage)
        shutil.copytree(committing.start, folder)
        # What cannot be removed, and a note of the lock that stays, hold no commit up.
        unnoticed = point == "file unused" or passage > committing.points.index("generation noted")
        in_place = committing.in_place(passage)
        said = "is in place" if in_place else r"could not be written.*No space left.*still there"
        with closing(WhooshEngine(folder, {})) as engine:
            with (
                armed(at_passage(passage, fill_the_disk)),
                nullcontext() if unnoticed else pytest.raises(EngineError, match=said),
            ):
                change(engine)
            engine.refresh()
            assert asked(engine) == (committing.after if unnoticed or in_place else committing.before)
            change(engine)
            assert asked(engine) == committing.after
        assert_tidy(folder)


@pytest.mark.parametrize("point", COMMITTING)
def test_a_commit_that_is_interrupted_leaves_one_whole_generation(
    committing: Commit, tmp_path: Path, point: Failpoint
) -> None:
    for passage in committing.passages(point):
        folder = tmp_path / str(passage)
        shutil.copytree(committing.start, folder)
        with closing(WhooshEngine(folder, {})) as engine:
            with armed(at_passage(passage, interrupt)), pytest.raises(KeyboardInterrupt) as interrupted:
                change(engine)
            engine.refresh()
            assert asked(engine) == committing.expected(passage)
            # Not that the lock falls only when what was interrupted is forgotten.
            assert interrupted.tb
            change(engine)
            assert asked(engine) == committing.after
        assert_tidy(folder)


def test_an_index_whose_making_is_killed_can_be_made_again(tmp_path: Path) -> None:
    points = points_of(create, tmp_path / "whole")
    empty = answers(tmp_path / "whole")
    for passage in range(len(points)):
        folder = tmp_path / str(passage)
        kill(create, folder, passage)
        if passage < points.index("stamp in place"):
            with pytest.raises(IndexMissingError):
                WhooshEngine(folder, {})
        else:
            assert answers(folder) == empty
        create(folder)
        assert answers(folder) == empty
        commit(folder)
        assert_tidy(folder)


def test_an_index_whose_making_finds_the_disk_full_can_be_made_again(tmp_path: Path) -> None:
    for passage, point in enumerate(points_of(create, tmp_path / "whole")):
        folder = tmp_path / str(passage)
        unnoticed = point in ("lock note outdated", "lock note removed")
        with (
            armed(at_passage(passage, fill_the_disk)),
            nullcontext() if unnoticed else pytest.raises(EngineError, match="No space left"),
        ):
            create(folder)
        create(folder)
        commit(folder)
        assert_tidy(folder)
