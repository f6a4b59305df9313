from pathlib import Path

import pytest

from corpus.sources import FIELDS
from tests.corpus.sources.reading import outcome, records


def table(folder: Path, *lines: str) -> Path:
    path = folder / "a.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "header",
    [
        "标题,正文,发布日期,来源,网址,地区,行业,文号,发文机关",
        "標題,內容,發布日期,來源,網址,地區,行業,文號,發文機關",
        "政策名称,全文,成文日期,信息来源,原文链接,所属地区,产业领域,发文字号,发布机构",
        "Title,Content,Date,Source,Link,Region,Industry,文 号,发文单位",
        "title,text,published,source,url,districts,industries,doc_number,issuer",
        "標　題,正文,日期,來源,連結,區域,產業,文號,發文單位",
    ],
)
def test_usual_names_are_known_in_both_scripts(tmp_path: Path, header: str) -> None:
    row = (
        "规划,今年开工。,2024-03-05,某报,https://example.org/1,海淀、朝阳,auto，energy,京发〔2024〕1号,市政府"
    )
    (record,) = records(table(tmp_path, header, row))
    assert (record.title, record.text, record.published) == ("规划", "今年开工。", "2024-03-05")
    assert (record.source, record.url) == ("某报", "https://example.org/1")
    assert (record.districts, record.industries) == (("海淀", "朝阳"), ("auto", "energy"))
    assert (record.doc_number, record.issuer, record.extra) == ("京发〔2024〕1号", "市政府", {})


def test_our_own_names_win_over_others_and_the_first_of_two_equal_ones(tmp_path: Path) -> None:
    path = table(tmp_path, "标题,Title,正文,内容,title,备注 一", "甲,乙,文,二,丙,注")
    (record,) = records(path)
    assert (record.title, record.text) == ("乙", "文")
    assert record.extra == {"标题": "甲", "内容": "二", "title (5)": "丙", "备注 一": "注"}


def test_mapped_columns_win_over_all(tmp_path: Path) -> None:
    path = table(tmp_path, "title,题头,正文,text", "甲,乙,丙,丁")
    (record,) = records(path, columns={"title": "题头", "text": " 正 文"})
    assert (record.title, record.text) == ("乙", "丙")
    assert record.extra == {"title (1)": "甲", "text (4)": "丁"}


def test_titles_and_notes_may_stand_above_the_header(tmp_path: Path) -> None:
    path = table(tmp_path, "2024年政策汇总,", ",", "单位：某某局,", "标题,正文", "规划,今年开工。")
    (record,) = records(path)
    assert (record.title, record.line) == ("规划", 5)


def test_a_header_is_not_looked_for_without_end(tmp_path: Path) -> None:
    path = table(tmp_path, *["甲,乙"] * 10, "标题,正文", "规划,今年开工。")
    ((line, reason),) = outcome(path)
    assert line == 1
    assert "it has '甲', '乙'" in str(reason)


def test_a_mapped_column_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    for header in ("标题,正文", "标题,概述"):
        path = table(tmp_path, header, "规划,今年开工。", "办法,明年完工。")
        ((line, reason),) = outcome(path, {"text": "内文"})
        assert line == 1
        names = ", ".join(map(repr, header.split(",")))
        assert reason == f"--map names '内文', and the header row has no such column; it has {names}"


def test_a_row_may_be_shorter_than_the_header_and_longer_only_by_empty_cells(tmp_path: Path) -> None:
    path = table(tmp_path, "标题,正文,来源", "规划,今年开工。", "办法,明年完工。,某报,,", "令,后年,某报,余")
    first, second, (line, reason) = outcome(path)
    assert (first, second, line) == ("今年开工。", "明年完工。", 4)
    assert reason == "the row has 4 cells and the header 3"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_are_parted_by_what_the_header_is_parted_by(tmp_path: Path, mark: str) -> None:
    path = table(
        tmp_path,
        mark.join(("标题", "正文", "地区")),
        mark.join(("规划", "一,二", "海淀")).replace("一,二", '"一,二"'),
    )
    (record,) = records(path)
    assert (record.title, record.text, record.districts) == ("规划", "一,二", ("海淀",))


def test_every_field_can_be_a_column(tmp_path: Path) -> None:
    names = sorted(FIELDS - {"html", "published"})
    columns = {field: f"列{number}" for number, field in enumerate(names)}
    path = table(tmp_path, ",".join(columns.values()), ",".join(names))
    (record,) = records(path, columns=columns)
    assert (record.id, record.issued_in, record.districts, record.extra) == (
        "id",
        "issued_in",
        ("districts",),
        {},
    )
