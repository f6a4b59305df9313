"""``zhengsou search --record``, ``zhengsou rerun`` and ``zhengsou show --cite``."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import bibtexparser
import pytest
import rispy

from indexer.citing import STYLE_NAMES, cite
from tests.indexer.articles import ARTICLES
from tests.indexer.cli.conftest import call, run_on_terminal
from tests.tables import csv_rows


def test_a_recorded_search_runs_again(own_index: Path, tmp_path: Path) -> None:
    record = tmp_path / "zone.json"
    found = call("search", "自贸区", "--limit", "1", "--record", record, index=own_index)
    assert (found.status, found.err) == (0, "")
    assert len(json.loads(record.read_bytes())["hits"]) == 3
    same = call("rerun", record, index=own_index)
    assert (same.status, same.err) == (0, "")
    assert same.lines[-1] == "the same documents in the same order"
    assert call("delete", "zone-en", index=own_index).status == 0
    other = call("rerun", record, index=own_index)
    assert (other.status, other.err) == (1, "")
    assert "the index is another one" in other.out
    assert "1 removed" in other.out
    assert "not in the index any more  zone-en" in other.out
    told = call("rerun", record, "--format", "jsonl", index=own_index)
    summary, change = map(json.loads, told.lines)
    assert told.status == 1
    assert (summary["same"], summary["removed"], summary["same_index"]) == (False, 1, False)
    assert (change["change"], change["id"], change["now"]) == ("removed", "zone-en", None)


def test_what_a_foreign_record_says_cannot_steer_a_terminal(index: Path, tmp_path: Path) -> None:
    record = tmp_path / "zone.json"
    assert call("search", "自贸区", "--record", record, index=index).status == 0
    values = json.loads(record.read_bytes())
    values["index"]["fingerprint"] = "\x1b[2J\nsame"
    values["versions"]["\x1b[31mname\n"] = "\x1b]0;title\x07"
    record.write_text(json.dumps(values), encoding="utf-8")
    told = call("rerun", record, index=index)
    assert "the index is another one: \ufffd[2J same of" in told.out
    assert "\ufffd[31mname  differs: \ufffd]0;title\ufffd, now none" in told.out
    assert not {"\x1b", "\x07"} & set(told.out)


def test_a_record_for_readers_is_text(index: Path, tmp_path: Path) -> None:
    record = tmp_path / "zone.txt"
    assert (
        call("search", "自贸区", "--count", "--labels", "zh-Hant", "--record", record, index=index).out
        == "3\n"
    )
    assert record.read_text(encoding="utf-8").startswith("檢索記錄\n\n檢索工具為政搜（zhengsou ")
    refused = call("rerun", record, index=index)
    assert (refused.status, refused.out) == (2, "")
    assert "is no search record; `zhengsou search QUERY --record FILE` writes one" in refused.err


def test_what_is_not_found_is_recorded_too(index: Path, tmp_path: Path) -> None:
    record = tmp_path / "nothing.json"
    assert call("search", '"没有这句话的"', "--record", record, index=index).status == 1
    assert call("rerun", record, index=index).status == 0


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_document_is_cited_in_every_style(index: Path, style: str) -> None:
    shown = call("show", "zone-hans", "--cite", style, index=index)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == cite(ARTICLES[0], style, date.today()) + "\n"


@pytest.mark.parametrize("beside", [("--similar",), ("--format", "json"), ("--query", "海淀")])
def test_a_citation_is_shown_alone(index: Path, beside: tuple[str, ...]) -> None:
    shown = call("show", "zone-hans", "--cite", "apa", *beside, index=index)
    assert (shown.status, shown.out) == (2, "")
    assert "--cite" in shown.err and beside[0] in shown.err


def test_what_is_not_there_cannot_be_cited(index: Path) -> None:
    shown = call("show", "none", "--cite", "apa", index=index)
    assert (shown.status, shown.out, shown.err) == (1, "", "zhengsou: no document has the id 'none'\n")


def test_citations_for_programs_read_back(index: Path) -> None:
    (reference,) = rispy.loads(call("show", "zone-hans", "--cite", "ris", index=index).out)
    library = bibtexparser.parse_string(call("show", "zone-hans", "--cite", "bibtex", index=index).out)
    assert (reference["title"], reference["type_of_reference"]) == ("自贸区挂牌满一年", "GOVDOC")
    assert [(one.key, one.entry_type) for one in library.entries] == [("zone-hans", "techreport")]


if os.name == "posix":

    def test_a_terminal_sees_how_far_an_export_is(index: Path) -> None:
        done = run_on_terminal("search", "--all", "--format", "csv", index=index)
        assert done.status == 0
        assert f"of {len(ARTICLES)} documents" in done.err
        assert done.out.startswith("\ufeffid,")
        assert len(csv_rows(done.out)) == len(ARTICLES)
        assert "\x1b" not in done.out
