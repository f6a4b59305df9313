"""``zhengsou index``."""

from __future__ import annotations

import json
import os
from pathlib import Path

from indexer.opening import open_engine
from tests.indexer.articles import ARTICLES
from tests.indexer.cli.conftest import call, run, run_on_terminal, write_articles

NEW = '{"id": "new", "text": "新来的通知"}'


def ids(index: Path) -> list[str]:
    return sorted(call("search", "--all", "--format", "ids", index=index).lines)


def test_what_a_run_did_is_summed_up(own_index: Path, tmp_path: Path) -> None:
    changed = json.dumps({**ARTICLES[0].to_json(), "text": "换了正文"}, ensure_ascii=False)
    lines = (json.dumps(ARTICLES[1].to_json(), ensure_ascii=False), changed, NEW)
    file = tmp_path / "more.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    done = run("index", file, index=own_index)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("3 read: 1 added, 1 updated, 1 unchanged, 0 deleted, 0 failed (")
    summary, empty, *table = done.lines
    assert summary.endswith(" documents/s)")
    assert empty == ""
    assert [line.split() for line in table] == [
        ["read", "3"],
        ["as", "before", "1"],
        ["cleaned", "and", "tagged", "2"],
        ["with", "district", "1", "50.0%"],
        ["with", "industry", "1", "50.0%"],
        ["with", "date", "1", "50.0%"],
        ["with", "number", "1", "50.0%"],
        ["skipped", "0"],
    ]
    assert ids(own_index) == sorted(["new", *(one.id for one in ARTICLES)])
    pruned = call("index", file, "--prune", index=own_index)
    assert pruned.out.startswith("3 read: 0 added, 0 updated, 3 unchanged, 3 deleted, 0 failed")
    assert ids(own_index) == ["new", "zone-hans", "zone-hant"]


def test_records_that_fail_are_told_of_and_written_to_a_file(tmp_path: Path) -> None:
    file = write_articles(tmp_path / "articles.jsonl", *["{broken"] * 7, NEW)
    errors = tmp_path / "failed.jsonl"
    done = call("index", file, "--workers", "1", "--errors", errors, "--prune", index=tmp_path / "index")
    assert done.status == 0
    assert done.out.startswith(f"{len(ARTICLES) + 8} read: {len(ARTICLES) + 1} added")
    assert "7 failed" in done.out
    first, *_, more, pruning = complaints = done.err.splitlines()
    assert len(complaints) == 7
    assert first.startswith(f"zhengsou: {file}:{len(ARTICLES) + 1}: the line is not JSON")
    assert more == f"zhengsou: and 2 more; {errors} has all of them"
    assert pruning == "zhengsou: nothing was pruned, because some records could not be read"
    failed = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(one["file"], one["line"]) for one in failed] == [
        (str(file), len(ARTICLES) + number) for number in range(1, 8)
    ]
    assert all(one["reason"].startswith("the line is not JSON") for one in failed)
    assert done.lines[-2].split() == ["skipped", "7"]
    assert done.lines[-1].split(maxsplit=1) == ["7", "the line is not JSON"]


def test_strict_stops_and_changes_nothing(index: Path, own_index: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.jsonl"
    file.write_text(f"{NEW}\n{{broken\n", encoding="utf-8")
    stopped = call("index", file, "--strict", index=own_index)
    assert (stopped.status, stopped.out) == (2, "")
    assert stopped.err.startswith(f"zhengsou: {file}:2: the line is not JSON")
    assert stopped.err.count("\n") == 1
    assert ids(own_index) == ids(index)


def test_a_run_without_a_document_has_found_nothing(own_index: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    done = call("index", empty, index=own_index)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("0 read")


def test_the_file_for_failures_is_emptied_where_none_failed(own_index: Path, tmp_path: Path) -> None:
    errors = tmp_path / "failed.jsonl"
    errors.write_text("those of an earlier run", encoding="utf-8")
    file = write_articles(tmp_path / "articles.jsonl")
    assert call("index", file, "--errors", errors, index=own_index).status == 0
    assert errors.read_bytes() == b""
    refused = call("index", file, "--errors", tmp_path / "nowhere" / "failed.jsonl", index=own_index)
    assert (refused.status, refused.out) == (2, "")


def test_what_a_run_writes_is_not_what_it_reads(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "deep").mkdir(parents=True)
    file = write_articles(pages / "articles.jsonl")
    inside = call("index", pages, index=pages / "deep" / "index")
    assert (inside.status, inside.out) == (2, "")
    assert "name a folder outside" in inside.err
    errors = call("index", pages, "--errors", pages / "deep" / "failed.jsonl", index=tmp_path / "index")
    assert (errors.status, errors.out) == (2, "")
    assert "name a file outside" in errors.err
    itself = call("index", file, "--errors", file, index=tmp_path / "index")
    assert itself.status == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["articles.jsonl", "deep", "pages"]
    # What is hidden is not read.
    assert call("index", pages, "--errors", pages / ".failed", index=pages / ".index").status == 0


def test_a_path_that_does_not_exist_is_an_error_and_makes_no_index(tmp_path: Path) -> None:
    refused = call("index", tmp_path / "nowhere", index=tmp_path / "index")
    assert (refused.status, refused.out) == (2, "")
    assert "nowhere' does not exist" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_a_second_writer_is_told_who_is_at_work(own_index: Path, tmp_path: Path) -> None:
    file = write_articles(tmp_path / "articles.jsonl")
    engine = open_engine(own_index)
    with engine.writer():
        for arguments in (("index", str(file)), ("delete", "park")):
            locked = run(*arguments, index=own_index)
            assert (locked.status, locked.out) == (2, "")
            assert f"process {os.getpid()} on " in locked.err
        assert call("search", "招商", "--count", index=own_index).out == "1\n"
    engine.close()


if os.name == "posix":

    def test_a_terminal_sees_progress(tmp_path: Path) -> None:
        file = write_articles(tmp_path / "articles.jsonl")
        done = run_on_terminal("index", file, index=tmp_path / "index")
        assert done.status == 0
        assert f"{len(ARTICLES)} read" in done.err
        assert "writing the index" in done.err
        assert done.out.startswith(f"{len(ARTICLES)} read: ")
        assert "\x1b" not in done.out


def test_columns_of_tables_are_mapped(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("编号,题头,正文\n1,园区规划,今年开工。\n", encoding="utf-8")
    done = call("index", table, "--map", "title=题头", "--map", " id = 编号 ", index=tmp_path / "index")
    assert (done.status, done.err) == (0, "")
    assert call("show", "1", index=tmp_path / "index").out.startswith("园区规划")
    missing = call("index", table, "--map", "title=题目", index=tmp_path / "index")
    assert missing.status == 1
    assert (
        "--map names '题目', and the header row has no such column; it has '编号', '题头', '正文'"
        in missing.err
    )


def test_a_mapping_that_is_none_is_an_error(tmp_path: Path) -> None:
    file = write_articles(tmp_path / "articles.jsonl")
    for mappings, reason in (
        (("标题",), "not of the form FIELD=COLUMN"),
        (("titel=标题",), "'titel' is no field; those are districts, doc_number"),
        (("title=甲", "title=乙"), "title is given two columns, '甲' and '乙'"),
    ):
        given = [part for mapping in mappings for part in ("--map", mapping)]
        failed = call("index", file, *given, index=tmp_path / "index")
        assert failed.status == 2
        assert reason in " ".join(failed.err.split())
    assert not (tmp_path / "index").exists()
