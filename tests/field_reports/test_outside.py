"""The reports from outside: by the command line on a folder, and over HTTP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.opening import open_engine
from tests.indexer.cli.conftest import Outcome, call
from tests.lines import write_lines
from webui.app import create_app

NOTICES = [
    {
        "id": f"n{number:02}",
        "title": f"关于补贴的通知{number}",
        "text": "中央政策，增长5.2%的安排。",
        "published": f"20{10 + number}-07-30",
    }
    | {"source": "乙局" if number % 2 else "甲局", "districts": ["海淀" if number % 3 else "深圳"]}
    for number in range(12)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an index in it, and the file it was made from beside it."""
    assert (
        call("index", write_lines(tmp_path / "notices.jsonl", *NOTICES), index=tmp_path / "index").status == 0
    )
    return tmp_path / "index"


@pytest.fixture
def client(folder: Path) -> Iterator[FlaskClient]:
    engine = open_engine(folder)
    with create_app(engine).test_client() as client:
        yield client
    engine.close()


def count(folder: Path, q: str) -> Outcome:
    return call("search", q, "--count", index=folder)


def damaged_tables(folder: Path, damage: str) -> None:
    for table in folder.glob("_MAIN_*.toc"):
        if damage == "missing":
            table.unlink()
        else:
            table.write_bytes(b"" if damage == "empty" else b"\x80\x04garbage" * 9)


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage"])
def test_a_table_of_contents_that_is_gone_or_corrupt_is_said_and_the_index_can_be_made_again(
    folder: Path, damage: str
) -> None:
    """paperless-ngx 5882: the rebuild failed too; AIL 195: a corrupt table."""
    damaged_tables(folder, damage)
    asked = count(folder, "补贴")
    assert (asked.status, asked.out) == (2, "")
    assert asked.err.startswith("zhengsou: ") and asked.err.count("\n") == 1
    assert call("check", index=folder).status == 2
    again = folder.with_name("again")
    assert call("index", folder.with_name("notices.jsonl"), index=again).status == 0
    assert count(again, "补贴").out == "12\n"


def test_what_a_crash_left_neither_hangs_the_next_start_nor_stays(folder: Path) -> None:
    """paperwork 562: after a crash the program hung at its start; paperless-ngx 13679: orphan segments grew."""
    left = [folder / "MAIN_0123456789abcdef.units", folder / "MAIN_0123456789abcdef.words"]
    for orphan in left:
        orphan.write_bytes(b"half of a segment")
    (folder / "MAIN_WRITELOCK").write_bytes(b"")
    assert count(folder, "补贴").out == "12\n"
    more = write_lines(folder.with_name("more.jsonl"), {"id": "new", "title": "补贴", "text": "新的补贴。"})
    assert call("index", more, index=folder).status == 0
    assert count(folder, "补贴").out == "13\n"
    assert not any(orphan.exists() for orphan in left)


def test_a_folder_that_is_written_again_and_again_does_not_grow(folder: Path) -> None:
    """paperless-ngx 13679: 93 MiB became 18 GiB."""
    sizes = []
    for turn in range(8):
        changed = [{**one, "text": f"{one['text']}第{turn}次修改。"} for one in NOTICES]
        assert (
            call("index", write_lines(folder.with_name("notices.jsonl"), *changed), index=folder).status == 0
        )
        sizes.append(sum(entry.stat().st_size for entry in os.scandir(folder)))
    assert count(folder, "“第7次修改”").out == "12\n"
    assert sizes[-1] < 1.5 * sizes[1]


@pytest.mark.parametrize(
    "q", ["a*", "政*", "*策", "政?", "*", "?", "政*策*安*", "“政", "((((", "的", "NOT", "5"]
)
def test_no_query_is_a_failure_of_the_server(client: FlaskClient, q: str) -> None:
    """paperless-ngx 13673: a query for a part of a word ended in a 500, "exceeded max expansions"."""
    for path in ("/", "/api/v1/search", "/why"):
        assert client.get(path, query_string={"q": q}).status_code == 200


def test_a_query_without_end_is_refused_at_once(client: FlaskClient) -> None:
    """The field tagger of Whoosh takes the square of a long run of word characters."""
    for path in ("/", "/api/v1/search", "/why"):
        assert client.get(path, query_string={"q": "a" * 100_000}).status_code == 422


def test_an_unknown_parameter_of_the_interface_is_refused(client: FlaskClient) -> None:
    """What people praise: finders that refuse what they do not know."""
    refused = client.get("/api/v1/search?q=补贴&distrct=海淀")
    assert refused.status_code == 422
    assert refused.get_json()["error"]["parameter"] == "distrct"


def test_counts_of_a_facet_are_those_without_its_own_choice_and_what_is_chosen_is_listed(
    client: FlaskClient,
) -> None:
    """Manticore is praised for disjunctive counts; meilisearch-js-plugins 1280, typesense 2131."""

    def sources(**chosen: str) -> dict[str, tuple[int, bool]]:
        answer = client.get(
            "/api/v1/search", query_string={"q": "补贴", "facets": "source", **chosen}
        ).get_json()
        return {value["code"]: (value["count"], value["selected"]) for value in answer["facets"]["source"]}

    assert sources() == {"甲局": (6, False), "乙局": (6, False)}
    assert sources(source="甲局") == {"甲局": (6, True), "乙局": (6, False)}
    assert sources(source="丙局")["丙局"] == (0, True)
    assert sources(district="深圳") == {"甲局": (2, False), "乙局": (2, False)}


@pytest.mark.parametrize("format_name", ["jsonl", "csv", "ids", "ris", "bibtex"])
def test_an_export_is_the_whole_result_in_every_format(folder: Path, format_name: str) -> None:
    """aleph 3522 and 1998, fairchive 2697, datashare 749."""
    told = call("search", "补贴", "--source", "甲局", "--all", "--format", format_name, index=folder)
    assert told.status == 0
    wanted = {one["id"] for one in NOTICES if one["source"] == "甲局"}
    assert {id for id in (str(one["id"]) for one in NOTICES) if id in told.out} == wanted


def test_near_is_there_as_people_praise_it(folder: Path) -> None:
    """Manticore's NEAR."""
    assert count(folder, "中央 NEAR/3 增长").out == "12\n"
    assert count(folder, "中央 NEAR/1 增长").out.startswith("0")
