"""``zhengsou show`` and ``zhengsou explain``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.indexer.articles import ARTICLES
from tests.indexer.cli.conftest import call, run
from tests.lines import write_lines


def test_a_document_is_shown_whole(index: Path) -> None:
    shown = run("show", "zone-hans", "--query", "自貿區", index=index)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == (
        "【自贸区】挂牌满一年\n"
        "date      2021-09-24\n"
        "source    晨报\n"
        "number    京政发〔2021〕8号\n"
        "issuer    北京市人民政府\n"
        "issued    北京市 (110000)\n"
        "district  海淀区 (110108)\n"
        "industry  自贸区与开放平台 (trade.free-trade-zones), 人工智能 (new-it.ai)\n"
        "lang      zh-Hans\n"
        "url       https://example.org/zone?a=1&b=2\n"
        "id        zone-hans\n"
        "\n"
        "海淀区的【自贸区】挂牌满一年。\n\n园区新增企业三百家，人工智能企业占一半。\n"
    )


def test_a_document_for_programs(index: Path) -> None:
    shown = call(
        "show", "zone-hans", "--query", "海淀", "--format", "json", "--labels", "zh-Hant", index=index
    )
    document = json.loads(shown.out)
    assert (shown.status, shown.out.count("\n")) == (0, 1)
    assert (document["text"], document["editor"]) == (ARTICLES[0].text, "QX01")
    assert document["districts"] == [{"code": "110108", "label": "海淀區"}]
    assert document["text_matches"] == [[0, 2]]


def test_a_document_is_shown_with_what_it_cites_and_what_cites_it(tmp_path: Path) -> None:
    records = [
        {"id": "lamp", "title": "灯塔条例", "doc_number": "市政发〔2019〕3号", "text": "灯塔须每年修缮。"},
        *(
            {"id": f"notice-{number:02}", "title": f"通知{number}", "published": "2020-01-01"}
            | {"text": "按《灯塔条例》（市政發[2019]3號）和市财〔2018〕5号办理。"}
            for number in range(12)
        ),
    ]
    file = write_lines(tmp_path / "notices.jsonl", *records)
    index = tmp_path / "index"
    assert call("index", file, index=index).status == 0
    citer = call("show", "notice-00", index=index)
    assert (
        "cites     市政发〔2019〕3号 《灯塔条例》\n          灯塔条例 (lamp)\ncites     市财〔2018〕5号\n\n"
    ) in citer.out
    assert "cited by" not in citer.out
    lamp = call("show", "lamp", index=index).lines
    start = lamp.index("cited by  12 documents")
    assert lamp[start + 1 : start + 12] == [
        *(f"          通知{number} (notice-{number:02})" for number in range(10)),
        "          `zhengsou search cites:市政发〔2019〕3号` finds all",
    ]
    found = call("search", "cites:市政发〔2019〕3号", "--count", index=index)
    assert found.out == "12\n"
    assert call("search", "文号:市政發(2019)3號", "--format", "ids", index=index).lines[0] == "lamp"
    told = json.loads(call("show", "lamp", "--format", "json", index=index).out)
    assert (told["cites"], told["cited_by"]["total"], len(told["cited_by"]["documents"])) == ([], 12, 10)


def test_a_document_that_is_not_there(index: Path) -> None:
    missing = call("show", "nothing", index=index)
    assert (missing.status, missing.out) == (1, "")
    assert missing.err == "zhengsou: no document has the id 'nothing'\n"
    assert call("explain", "自贸区", "--doc", "nothing", index=index).status == 1


def test_a_query_is_explained_part_by_part(index: Path) -> None:
    told = run("explain", "簡化", "-公司", '"自貿', index=index)
    assert (told.status, told.err) == (0, "")
    assert told.lines == [
        'read as  簡化 NOT 公司 "自貿"',
        "note     Nothing closes this quotation mark; it reaches to the end.",
        "finds    2 documents: 1 literally, 1 in part",
        "",
        '簡化 NOT 公司 "自貿"  (all of these) · 1 document',
        "  簡化  (literally, or all its words) · 1 document",
        "    folded 简化 · units 简 化 · words 简化",
        "  NOT 公司  (not this) · 4 documents",
        "    公司  (literally, or all its words) · 1 document",
        "      folded 公司 · units 公 司 · words 公司",
        '  "自貿"  (literally) · 2 documents',
        "    folded 自贸 · units 自 贸",
    ]


def test_why_a_document_is_found(index: Path) -> None:
    told = call("explain", "海淀 自贸区", "--doc", "https://example.org/zone?a=1&b=2", index=index)
    assert told.status == 0
    lines = told.out.splitlines()
    assert lines[2].startswith("this     zone-hans is found at place 1 of 5 by literal, with a score of ")
    score = float(lines[2].rpartition(" ")[2])
    assert lines[4].endswith(f" · 1 document · here (literal) {score:.3f}")
    parts = [
        float(line.rpartition(" ")[2])
        for line in lines[5:]
        if line.startswith("  ") and line[2] != " " and "here (" in line
    ]
    assert len(parts) == 2
    (together,) = (line.split()[0] for line in lines if line.endswith(" for its parts together"))
    assert abs(sum(parts) + float(together) - score) < 0.002
    assert any(line.strip().startswith("equals found nowhere: 自贸试验区, ") for line in lines)
    shares = [line for line in lines if " in the title · " in line]
    assert len(shares) == 1 and " by its words" in shares[0]


def test_why_a_document_is_not_found(index: Path) -> None:
    missing = call("explain", "海淀 AND 通关手续", "--doc", "park", index=index)
    assert missing.status == 1
    assert "this     park is not found: see what it lacks below" in missing.out
    assert "  海淀  (literally, or all its words) · 3 documents · here (literal)\n" in missing.out
    assert (
        "  通关手续  (literally, or all its words) · 1 document · NOT here: it lacks 通关, 手续\n"
        in missing.out
    )
    told = call("explain", "“产业园区” AND 海淀 NEAR/2 招商 AND district:上海", "--doc", "park", index=index)
    assert "  the longest part of it that it holds: 产业园 · 【产业园】招商\n" in told.out
    assert "  where they are nearest, units between them: 6\n" in told.out
    assert "  it has: 上地街道\n" in told.out
    labelled = call("explain", "district:上海", "--doc", "park", "--labels", "en", index=index)
    assert "  it has: Shangdi Subdistrict\n" in labelled.out


def test_a_document_that_satisfies_part_is_shown_with_what_scored_it(index: Path) -> None:
    told = call("explain", "自贸区 海淀 招商", "--doc", "park", index=index)
    assert told.status == 0
    assert "park is found, but satisfies only part of the query at place " in told.out
    scored = told.out.partition("scored as what satisfies only part of the query:\n")[2]
    assert scored.startswith("自贸区 海淀 招商  (at least 2 of these) · ")
    assert " for its parts together\n" in scored


def test_what_finds_nothing_has_a_status_of_its_own(index: Path) -> None:
    told = call("explain", '"没有这样的话"', index=index)
    assert told.status == 1
    assert "finds    0 documents" in told.out


def test_documents_that_are_like_one_are_listed(tmp_path: Path) -> None:
    said = (
        "古桥修缮采用传统石料，石匠参与修缮。",
        "石匠用传统石料完成古桥修缮。",
        "港口扩建开工，码头停靠货轮。",
    )
    records = ({"id": f"doc-{number}", "title": text[:4], "text": text} for number, text in enumerate(said))
    file = write_lines(tmp_path / "bridges.jsonl", *records)
    index = tmp_path / "index"
    assert call("index", file, index=index).status == 0
    shown = call("show", "doc-0", "--similar", index=index)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines()[0] == "石匠用传"
    assert "doc-1" in shown.out and "doc-2" not in shown.out
    told = json.loads(call("show", "doc-0", "--similar", "--format", "json", index=index).out)
    assert [one["id"] for one in told["similar"]] == ["doc-1"]
    alone = call("show", "doc-2", "--similar", index=index)
    assert (alone.status, alone.out) == (1, "")
    assert call("show", "none", "--similar", index=index).status == 1
    marked = call("show", "doc-0", "--similar", "--query", "x", index=index)
    assert (marked.status, marked.out) == (2, "")
    assert "--similar" in marked.err and "--query" in marked.err
