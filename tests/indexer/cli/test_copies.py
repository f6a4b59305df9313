"""Copies on the command line: ``--collapse``, what ``show`` lists, and ``zhengsou diff``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli.diffing import diff_command
from indexer.language.conversion import convert
from tests.indexer.cli.conftest import call, run
from tests.lines import write_lines

RULES = (
    "第一条 中小企业可以申请贷款贴息，每家每年最高五十万元。",
    "第二条 申请人应当在三月底以前通过网上平台提交全部材料。",
    "第三条 区级部门收到材料以后在十个工作日内完成审核工作。",
    "第四条 审核通过的企业名单向社会公示并接受各方面的监督。",
    "第五条 有弄虚作假行为的企业要追回资金并记入信用档案。",
    "第六条 本办法由市经济和信息化部门负责解释和组织实施。",
)
TITLE = "中小企业贷款贴息办法"
LOCAL = [rule.replace("五十", "八十") for rule in (*RULES[:2], "第三条 镇级部门可以代收材料。", *RULES[2:])]
RECORDS = [
    {"id": "rules", "title": TITLE, "text": "".join(RULES), "source": "甲报", "published": "2021-03-01"},
    {"id": "again", "title": TITLE, "text": "本报讯 " + "".join(RULES), "source": "乙报"},
    {"id": "hant", "title": convert(TITLE, "s2t"), "text": convert("".join(RULES), "s2t"), "source": "丙報"},
    {"id": "other", "title": "贴息之外", "text": "另一篇谈贷款贴息的评论，说法完全不同。", "source": "甲报"},
    {
        "id": "local",
        "title": "某区的办法",
        "text": convert("\n".join(LOCAL), "s2t").replace("第三條 區", "第四條 區"),
    },
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of rules in three copies, a comment on them and what a district made of them."""
    folder = tmp_path_factory.mktemp("copies")
    source = write_lines(folder / "records.jsonl", *RECORDS)
    assert call("index", source, index=folder / "index").status == 0
    return folder / "index"


def test_one_of_each_family_is_shown(copied: Path) -> None:
    found = call(
        "search", '"三月底以前"', "--source", "甲报", "--source", "乙报", "--source", "丙報", index=copied
    )
    assert found.out.startswith("3 documents")
    collapsed = call("search", '"三月底以前"', "--collapse", index=copied)
    assert collapsed.status == 0
    assert collapsed.lines[0].startswith("2 families of 4 documents")
    assert "2 copies" in collapsed.out


def test_hits_for_programs_name_their_family_and_count_copies(copied: Path) -> None:
    hits = [json.loads(line) for line in call("search", "贴息", "--format", "jsonl", index=copied).lines]
    assert all("family" not in hit and "copies" not in hit for hit in hits)
    for more in ((), ("--all",)):
        lines = call("search", "贴息", "--collapse", "--format", "jsonl", *more, index=copied).lines
        copies = {hit["family"]: hit["copies"] for hit in map(json.loads, lines)}
        assert copies == {"again": 2, "local": 0, "other": 0}


def test_counts_and_facets_are_of_families(copied: Path) -> None:
    assert call("search", "贴息", "--count", index=copied).out == "5\n"
    assert call("search", "贴息", "--collapse", "--count", index=copied).out == "3\n"
    lines = call("facets", "--collapse", "--facet", "source", "--format", "jsonl", index=copied).lines
    counts = {value["code"]: value["count"] for value in map(json.loads, lines)}
    assert counts == {"甲报": 2, "乙报": 1, "丙報": 1}
    assert call("search", "贴息", "--collapse", "--format", "ids", index=copied).lines.count("other") == 1


def test_a_document_is_shown_with_its_copies(copied: Path) -> None:
    shown = call("show", "rules", index=copied)
    assert "copies    2" in shown.out
    assert "中小企业贷款贴息办法 (乙报, again)" in shown.out
    view = json.loads(call("show", "rules", "--format", "json", index=copied).out)
    assert (view["copies"]["family"], view["copies"]["total"]) == ("again", 2)
    assert view["copies"]["documents"][0] == {
        "id": "again",
        "title": "中小企业贷款贴息办法",
        "published": None,
        "source": "乙报",
        "lang": "zh-Hans",
    }
    assert "copies" not in call("show", "other", index=copied).out


def test_a_deleted_copy_is_gone_from_the_family(copied: Path, tmp_path: Path) -> None:
    again = write_lines(tmp_path / "records.jsonl", *RECORDS[:3])
    index = tmp_path / "index"
    assert call("index", again, index=index).status == 0
    assert call("delete", "again", index=index).status == 0
    assert (
        json.loads(call("show", "rules", "--format", "json", index=index).out)["copies"]["family"] == "hant"
    )


def test_what_a_document_makes_of_another_is_shown_across_scripts(copied: Path) -> None:
    shown = run("diff", "rules", "local", index=copied)
    assert (shown.status, shown.err) == (0, "")
    assert "-   第一条 中小企业可以申请贷款贴息，每家每年最高【五】十万元。" in shown.lines
    assert "+   第一條 中小企業可以申請貸款貼息，每家每年最高【八】十萬元。" in shown.lines
    assert "+   第三條 鎮級部門可以代收材料。" in shown.lines
    assert "~   第三条 → 第四條   區級部門收到材料以後在十個工作日內完成審覈工作。" in [
        line.replace("審核", "審覈") for line in shown.lines
    ]
    assert call("diff", "rules", "hant", index=copied).out.count("the same") == 2


def test_changes_for_programs(copied: Path) -> None:
    told = json.loads(call("diff", "rules", "local", "--format", "json", index=copied).out)
    assert told["left"] == {"id": "rules", "title": TITLE, "lang": "zh-Hans"}
    assert {change["kind"] for change in told["changes"]} == {"changed", "added", "dropped", "renumbered"}
    for change in told["changes"]:
        part = change["left"]
        if part and part["field"] == "text":
            assert RECORDS[0]["text"][part["start"] : part["end"]] == part["text"]
    assert sum(told["counts"].values()) == len(RULES) + 3
    assert told["counts"]["same"] == 4


def test_changes_have_colours_on_a_terminal(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.cli.diffing.in_colour", lambda: True)
    arguments = ["rules", "local", "--index", str(copied)]
    shown = CliRunner().invoke(diff_command, arguments, color=True, standalone_mode=False).output
    assert "\x1b[31m" in shown
    assert "\x1b[32m" in shown
    assert "【" not in shown


def test_a_document_that_is_not_there_cannot_be_compared(copied: Path) -> None:
    for arguments in (("rules", "无"), ("无", "rules")):
        compared = call("diff", *arguments, index=copied)
        assert (compared.status, compared.out) == (1, "")
        assert compared.err == "zhengsou: no document has the id '无'\n"
