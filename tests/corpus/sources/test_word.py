import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.sources import office
from tests.corpus.sources.reading import only_error, records

TITLE = "关于支持园区建设的通知"


@pytest.fixture
def document() -> Any:
    made = Document()
    made.add_heading(TITLE, 0)
    made.core_properties.title = TITLE
    made.core_properties.created = datetime(2024, 3, 5, 9, 30)
    return made


def text_of(document: Any, folder: Path) -> str:
    document.save(folder / "a.docx")
    return records(folder / "a.docx")[0].text


def test_paragraphs_and_tables_come_in_their_order(document: Any, tmp_path: Path) -> None:
    document.add_paragraph("一、总则")
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, (("项目", "金额"), ("研发补助", "5万元")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("二、附则")
    assert text_of(document, tmp_path) == f"{TITLE}\n一、总则\n项目\t金额\n研发补助\t5万元\n二、附则"


def test_what_the_file_states(document: Any, tmp_path: Path) -> None:
    document.save(tmp_path / "a.docx")
    (record,) = records(tmp_path)
    assert (record.title, record.published, record.is_page) == (TITLE, "", True)
    assert record.otherwise == {}


def test_merged_cells_are_told_once(document: Any, tmp_path: Path) -> None:
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).text = "单独"
    assert text_of(document, tmp_path).endswith("合并\t单独")


def test_a_table_in_a_cell_is_part_of_the_cell(document: Any, tmp_path: Path) -> None:
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "外"
    inner = cell.add_table(2, 1)
    inner.cell(0, 0).text, inner.cell(1, 0).text = "内一", "内二"
    assert text_of(document, tmp_path).endswith("外 内一 内二\t")


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:r><w:t>的</w:t></w:r>", "新增的"),
        ("<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:t>留下</w:t></w:r>", "留下"),
        ("<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>新处</w:t></w:r>", "新处"),
        ("<w:smartTag><w:r><w:t>2024年3月5日</w:t></w:r></w:smartTag>", "2024年3月5日"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
        (
            "<w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/></w:r>",
            "甲\t",
        ),
        ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上\n下"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>dōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>东</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "东",
        ),
    ],
)
def test_what_stands_in_a_paragraph(document: Any, tmp_path: Path, inside: str, expected: str) -> None:
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")
    document.element.body.insert(1, paragraph)
    document.add_paragraph("末")
    assert text_of(document, tmp_path) == f"{TITLE}\n{expected}\n末"


def test_a_box_of_text_is_told_once_behind_its_paragraph(document: Any, tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>红头</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{both}<w:r><w:t>段落</w:t></w:r></w:p>")
    document.element.body.insert(1, paragraph)
    assert text_of(document, tmp_path) == f"{TITLE}\n段落\n红头"


def test_paragraphs_in_a_content_control_are_read(document: Any, tmp_path: Path) -> None:
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>控件里</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, parse_xml(control))
    assert text_of(document, tmp_path) == f"{TITLE}\n控件里"


class TestWhatCannotBeRead:
    def test_an_old_or_locked_document(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(office.COMPOUND_FILE + b"\x00" * 600)
        assert "password" in only_error(tmp_path / "a.docx").reason

    def test_a_damaged_one(self, document: Any, tmp_path: Path) -> None:
        whole = io.BytesIO()
        document.save(whole)
        for data in (b"", b"?", whole.getvalue()[:-100], b"PK\x05\x06" + b"\x00" * 18):
            (tmp_path / "a.docx").write_bytes(data)
            assert "damaged" in only_error(tmp_path / "a.docx").reason

    def test_one_that_holds_nothing(self, tmp_path: Path) -> None:
        Document().save(tmp_path / "a.docx")
        assert "no text" in only_error(tmp_path / "a.docx").reason

    def test_one_that_would_grow_too_far(
        self, document: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("corpus.sources.streams.FREE_GROWTH", 1_000)
        monkeypatch.setattr("corpus.sources.streams.MOST_GROWTH", 2)
        document.save(tmp_path / "a.docx")
        assert "grows to more than" in only_error(tmp_path / "a.docx").reason

    def test_entities_that_would_grow_are_an_error_soon(self, document: Any, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        document.add_paragraph("此处")
        document.save(path)
        names = "abcdefghij"
        entities = "".join(
            f"<!ENTITY {name} '{f'&{before};' * 10 if before else '长' * 10}'>"
            for before, name in zip(("", *names), names, strict=False)
        )
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        body = parts["word/document.xml"].decode()
        head, rest = body.split("?>", 1)
        parts["word/document.xml"] = (
            f"{head}?><!DOCTYPE w:document [{entities}]>{rest.replace('此处', '此处&j;')}".encode()
        )
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        assert "damaged" in only_error(path).reason
