"""``zhengsou stats``, ``zhengsou check`` and ``zhengsou delete``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.indexer.articles import ARTICLES
from tests.indexer.cli.conftest import call, run


def remaining(index: Path) -> set[str]:
    return set(call("search", "--all", "--format", "ids", index=index).lines)


def test_what_an_index_holds_and_takes(index: Path) -> None:
    told = run("stats", index=index)
    assert (told.status, told.err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in told.lines)
    assert (rows["documents"], rows["engine"]) == (str(len(ARTICLES)), "whoosh")
    for_programs = call("stats", "--format", "json", index=index)
    stats = json.loads(for_programs.out)
    assert (stats["documents"], str(stats["generation"])) == (len(ARTICLES), rows["generation"])
    assert stats["stamp"]["fold"] == rows["fold"]
    assert stats["bytes"] == sum(path.stat().st_size for path in index.rglob("*") if path.is_file())


def test_a_sound_index(index: Path) -> None:
    checked = run("check", index=index)
    assert (checked.status, checked.err) == (0, "")
    assert checked.out == f"The index is sound: {len(ARTICLES)} documents.\n"


def test_a_damaged_index(own_index: Path) -> None:
    (words,) = own_index.glob("*.words")
    words.write_bytes(words.read_bytes()[:-20])
    checked = call("check", index=own_index)
    assert (checked.status, checked.out) == (2, "")
    assert checked.err.startswith(f"zhengsou: Segment {words.stem} cannot be read: ")
    words.unlink()
    assert call("check", index=own_index).err.startswith(f"zhengsou: Segment {words.stem} cannot be read: ")
    searched = call("search", "自贸区", index=own_index)
    assert (searched.status, searched.out) == (2, "")
    assert "zhengsou check" in searched.err


def test_documents_are_deleted_by_their_ids(own_index: Path) -> None:
    done = call("delete", "park", "nothing", "park", index=own_index)
    assert (done.status, done.out) == (0, "1 deleted\n")
    assert done.err == "zhengsou: no document has the id 'nothing'\n"
    assert remaining(own_index) == {one.id for one in ARTICLES} - {"park"}
    again = call("delete", "park", index=own_index)
    assert (again.status, again.out) == (1, "0 deleted\n")


def test_ids_to_delete_come_from_a_pipe(own_index: Path) -> None:
    done = run("delete", "-", index=own_index, given="zone-hans\r\n\nzone-hant\n")
    assert (done.status, done.out, done.err) == (0, "2 deleted\n", "")
    assert remaining(own_index) == {"zone-en", "park", "undated"}
