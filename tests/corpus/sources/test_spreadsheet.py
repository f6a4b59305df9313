import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from corpus.sources import office, spreadsheet
from tests.corpus.sources.reading import only_error, outcome, records

ROWS: tuple[tuple[object, ...], ...] = (
    ("标题", "正文", "发布日期", "地区", "浏览量", "评分"),
    ("园区规划", "园区今年开工。", date(2024, 3, 5), "海淀区、朝阳区", 12, 4.0),
    ("补贴办法", "第一段_x000D_\n第二段", datetime(2024, 3, 6, 9, 30), None, True, 4.5),
)


def workbook(path: Path, **sheets: tuple[tuple[object, ...], ...]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def test_rows_are_records_and_dates_are_iso_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path, 表一=ROWS)
    first, second = records(path)
    assert (first.title, first.text, first.published) == ("园区规划", "园区今年开工。", "2024-03-05")
    assert first.districts == ("海淀区", "朝阳区")
    assert first.extra == {"浏览量": "12", "评分": "4"}
    assert (first.file, first.line, first.is_page) == (f"{path}[表一]", 2, False)
    assert (second.text, second.published) == ("第一段\r\n第二段", "2024-03-06T09:30:00")
    assert second.extra == {"浏览量": "True", "评分": "4.5"}


def test_every_sheet_that_can_be_seen_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = workbook(path, 一=ROWS[:2], 空=(), 二=(("text",), ("二的正文",)), 藏=(("text",), ("看不见",)))
    book["藏"].sheet_state = "hidden"
    book.save(path)
    assert outcome(path) == ["园区今年开工。", "二的正文"]


def test_a_sheet_that_is_no_table_is_told_of_and_the_next_is_read(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", 说明=(("本表每月更新",),), 表=ROWS[:2])
    (line, reason), text = outcome(tmp_path / "a.xlsx")
    assert (line, text) == (1, "园区今年开工。")
    assert "neither text nor html" in str(reason) and "本表每月更新" in str(reason)


def test_what_formulas_show_that_have_no_value_is_nothing(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", 表=(("标题", "正文", "来源"), ("题", "文", "#N/A")))
    assert records(tmp_path / "a.xlsx")[0].source == ""


def test_a_false_extent_and_what_the_library_cannot_keep_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = workbook(path, 表=ROWS)
    book["表"].add_data_validation(DataValidation(type="list", formula1='"甲,乙"'))
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:F3"' in sheet
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"A1:F3", b"A1:A1").replace(b"</worksheet>", extension)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert len(records(path)) == 2


class TestWhatCannotBeRead:
    def test_a_locked_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(office.COMPOUND_FILE + b"\x00" * 600)
        assert "password" in only_error(tmp_path / "a.xlsx").reason

    @pytest.mark.parametrize("kept", [0, 100, -200])
    def test_a_damaged_one(self, tmp_path: Path, kept: int) -> None:
        whole = io.BytesIO()
        book = Workbook()
        book.save(whole)
        (tmp_path / "a.xlsx").write_bytes(whole.getvalue()[:kept])
        assert "damaged" in only_error(tmp_path / "a.xlsx").reason

    def test_rows_before_damage_are_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        workbook(path, 表=ROWS)
        replace_in(path, b'<row r="3"', b'<row r="3" <')
        text, (line, reason) = outcome(path)
        assert (text, line) == ("园区今年开工。", 2)
        assert "damaged" in str(reason) and "was read" in str(reason)

    def test_more_rows_than_the_format_has(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.xlsx"
        workbook(path, 表=ROWS)
        replace_in(path, b'<row r="3"', b'<row r="999999999999"')
        monkeypatch.setattr(spreadsheet, "_MOST_ROWS", 1_000)
        text, (line, reason) = outcome(path)
        assert (text, line) == ("园区今年开工。", 1_001)
        assert "more than 1,000 rows" in str(reason)

    def test_entities_that_would_grow_are_an_error_soon(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        workbook(path, 表=ROWS)
        names = "abcdefghij"
        entities = "".join(
            f"<!ENTITY {name} '{f'&{before};' * 10 if before else '长' * 10}'>"
            for before, name in zip(("", *names), names, strict=False)
        )
        replace_in(path, b"<worksheet", f"<!DOCTYPE worksheet [{entities}]><worksheet".encode())
        replace_in(path, b"</sheetData>", b"</sheetData>&j;")
        assert "damaged" in str(outcome(path)[-1])


def replace_in(path: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert sheet.count(old) == 1
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
