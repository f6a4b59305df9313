"""Bringing an index up to date with files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import origin
from corpus.errors import IndexLockedError, RecordError, SourceError
from indexer import preparing
from indexer.build import BuildReport, build, write_documents
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.opening import open_engine
from indexer.parameters import SearchParameters
from indexer.search import search
from tests.indexer.building import THREE, counts, texts
from tests.lines import write_lines


@pytest.fixture
def engine() -> MemoryEngine:
    return MemoryEngine()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "articles.jsonl"


def test_new_documents_are_added(engine: Engine, file: Path) -> None:
    report = build(engine, [write_lines(file, *THREE)])
    assert counts(report) == (3, 3, 0, 0, 0, 0)
    assert texts(engine) == {"a": "自贸区", "b": "自貿區", "c": "free trade zone"}
    assert search(engine, SearchParameters(q="自贸区")).total == 3


def test_changed_documents_are_replaced_and_others_left_alone(
    engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(engine, [write_lines(file, *THREE)])
    analyzed: list[str] = []
    analyze = preparing.analyze
    monkeypatch.setattr(
        preparing, "analyze", lambda ones: analyzed.extend(one.id for one in ones) or analyze(ones)
    )
    write_lines(file, THREE[0], {"id": "b", "text": "换了正文"}, {"id": "d", "text": "新来的"})
    assert counts(build(engine, [file])) == (3, 1, 1, 1, 0, 0)
    assert texts(engine) == {"a": "自贸区", "b": "换了正文", "c": "free trade zone", "d": "新来的"}
    assert analyzed == ["b", "d"]
    assert search(engine, SearchParameters(q='"自貿區"')).total == 1


def test_a_record_that_is_known_is_not_cleaned_again(
    engine: Engine, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><title>通知</title><body><p>一页关于古桥的通知。</p></body></html>", encoding="utf-8"
    )
    first = build(engine, [write_lines(file, *THREE), page])
    assert (first.cleaned, first.tagged["number"]) == (4, 0)
    made: list[str] = []
    make = preparing.document_from
    monkeypatch.setattr(preparing, "document_from", lambda raw: made.append(raw.text) or make(raw))
    again = build(engine, [file, page])
    assert (again.unchanged, again.cleaned, again.tagged, made) == (4, 0, {}, [])
    # Elsewhere in the file, and under another name, a record with an id is the same record.
    moved = write_lines(tmp_path / "moved.jsonl", {"id": "new", "text": "新来的"}, *THREE)
    assert counts(build(engine, [moved])) == (4, 1, 0, 3, 0, 0)
    assert made == ["新来的"]
    page.write_text(page.read_text(encoding="utf-8").replace("古桥", "灯塔"), encoding="utf-8")
    assert counts(build(engine, [page])) == (1, 0, 1, 0, 0, 0)


def test_of_other_rules_everything_is_made_again_but_once(
    engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(engine, [write_lines(file, *THREE)])
    before = engine.origins()
    monkeypatch.setattr(origin, "rules_digest", lambda: b"other rules")
    assert build(engine, [file]).cleaned == 3
    assert engine.origins().keys() == before.keys()
    assert not set(engine.origins().values()) & set(before.values())
    again = build(engine, [file])
    assert (again.unchanged, again.cleaned) == (3, 0)


def test_what_was_deleted_comes_back_when_it_is_read_again(engine: Engine, file: Path) -> None:
    build(engine, [write_lines(file, *THREE)])
    with engine.writer() as changes:
        changes.delete("b")
    assert counts(build(engine, [file])) == (3, 1, 0, 2, 0, 0)


def test_failures_are_counted_by_their_kind(engine: Engine, file: Path) -> None:
    dated = [{"id": f"d{number}", "text": "正文", "published": f"no. {number}"} for number in range(3)]
    report = build(engine, [write_lines(file, *dated, "{broken", "[1", *THREE, THREE[0])])
    assert report.reasons == {
        "published is … and no date": 3,
        "the line is not JSON": 2,
        "an earlier record of this run has the same id, …": 1,
    }
    assert list(report.reasons.values()) == [3, 2, 1]


def test_a_change_of_metadata_alone_is_a_change(engine: Engine, file: Path) -> None:
    build(engine, [write_lines(file, THREE[0])])
    assert counts(build(engine, [write_lines(file, {**THREE[0], "source": "晨报"})])) == (1, 0, 1, 0, 0, 0)


def test_nothing_is_deleted_unless_asked(engine: Engine, file: Path) -> None:
    build(engine, [write_lines(file, *THREE)])
    write_lines(file, THREE[0])
    assert counts(build(engine, [file])) == (1, 0, 0, 1, 0, 0)
    assert counts(build(engine, [file], prune=True)) == (1, 0, 0, 1, 2, 0)
    assert list(texts(engine)) == ["a"]


def test_nothing_is_pruned_where_a_record_failed_or_there_was_none(engine: Engine, file: Path) -> None:
    build(engine, [write_lines(file, *THREE)])
    report = build(engine, [write_lines(file, THREE[0], "{broken")], prune=True)
    assert (report.deleted, report.not_pruned) == (0, "some records could not be read")
    report = build(engine, [write_lines(file)], prune=True)
    assert (report.deleted, report.not_pruned) == (0, "there was nothing to read")
    assert len(texts(engine)) == 3


def test_of_records_with_one_id_the_first_wins(engine: Engine, file: Path) -> None:
    errors: list[RecordError] = []
    write_lines(file, THREE[0], {"id": "a", "text": "后来的"}, THREE[1])
    report = build(engine, [file], prune=True, on_error=errors.append)
    assert counts(report) == (3, 2, 0, 0, 0, 1)
    assert texts(engine)["a"] == "自贸区"
    ((place, line, reason),) = [(error.file, error.line, error.reason) for error in errors]
    assert (place, line) == (str(file), 2)
    assert "same id, 'a'" in reason
    assert report.not_pruned == ""


def test_documents_that_are_ready_are_written_as_if_they_had_been_read(engine: Engine, file: Path) -> None:
    build(engine, [write_lines(file, *THREE)])
    ready = [one for one in engine.documents("abc") if one]
    other = MemoryEngine()
    assert counts(write_documents(other, ready)) == (3, 3, 0, 0, 0, 0)
    assert other.content_hashes() == engine.content_hashes()
    changed = replace(ready[0], text="换了正文")
    assert counts(write_documents(other, [changed, *ready])) == (4, 0, 1, 2, 0, 1)
    assert texts(other)["a"] == "换了正文"


def test_bad_records_are_told_of_and_the_others_indexed(engine: Engine, file: Path, tmp_path: Path) -> None:
    errors: list[RecordError] = []
    write_lines(
        file,
        THREE[0],
        "{broken",
        {"id": "x", "title": "no text"},
        {**THREE[1], "published": "someday"},
        THREE[2],
    )
    image = tmp_path / "image.bmp"
    image.write_bytes(b"BM")
    report = build(engine, [file, image], on_error=errors.append)
    assert counts(report) == (6, 2, 0, 0, 0, 4)
    assert [(error.file, error.line) for error in errors] == [
        (str(file), 2),
        (str(file), 3),
        (str(file), 4),
        (str(image), 0),
    ]
    assert list(texts(engine)) == ["a", "c"]


@pytest.mark.parametrize("second", ["{broken", {"id": "a", "text": "后来的"}])
def test_strict_stops_at_the_first_failure_and_changes_nothing(
    engine: Engine, file: Path, second: dict[str, str] | str
) -> None:
    build(engine, [write_lines(file, THREE[2])])
    errors: list[RecordError] = []
    with pytest.raises(RecordError) as caught:
        build(engine, [write_lines(file, THREE[0], second, THREE[1])], strict=True, on_error=errors.append)
    assert caught.value.line == 2
    assert errors == [caught.value]
    assert list(texts(engine)) == ["c"]


def test_a_path_that_does_not_exist_changes_nothing(engine: Engine, file: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        build(engine, [write_lines(file, *THREE), tmp_path / "nowhere"])
    assert texts(engine) == {}


def test_an_interruption_changes_nothing(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(tmp_path / "index", create=True)
    monkeypatch.setattr(preparing, "_BATCH", 2)

    def interrupt(read: int) -> None:
        if read == 2:
            raise KeyboardInterrupt

    build(engine, [write_lines(file, THREE[2])])
    with pytest.raises(KeyboardInterrupt):
        build(engine, [write_lines(file, *THREE)], on_progress=interrupt)
    assert list(texts(engine)) == ["c"]
    assert counts(build(engine, [file])) == (3, 2, 0, 1, 0, 0)
    engine.close()


def test_progress_is_heard_batch_by_batch_and_the_commit_once(
    engine: Engine, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_BATCH", 2)
    heard: list[int | str] = []
    write_lines(file, THREE[0], "{broken", THREE[1])
    build(
        engine,
        [file],
        on_progress=heard.append,
        on_commit=lambda: heard.append(f"commit of {len(texts(engine))}"),
    )
    assert heard == [2, 3, "commit of 0"]


def test_a_second_writer_is_refused(engine: Engine, file: Path) -> None:
    write_lines(file, *THREE)
    with engine.writer(), pytest.raises(IndexLockedError):
        build(engine, [file])


def test_what_another_process_committed_meanwhile_counts_as_known(file: Path, tmp_path: Path) -> None:
    early = open_engine(tmp_path / "index", create=True)
    late = open_engine(tmp_path / "index")
    build(late, [write_lines(file, *THREE)])
    assert counts(build(early, [file])) == (3, 0, 0, 3, 0, 0)
    early.close()
    late.close()


def test_the_rate_is_that_of_records_read() -> None:
    assert BuildReport(read=500, added=200, seconds=2.0).documents_per_second == 250.0
    assert BuildReport().documents_per_second == 0.0
