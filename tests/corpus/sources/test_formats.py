import gzip
import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from corpus.sources import SUFFIXES
from tests.corpus.sources.pdf_bytes import pdf
from tests.corpus.sources.reading import only_error, outcome, records

HEAVY = ("docx", "feedparser", "openpyxl", "pypdf", "trafilatura", "markdown_it")


@pytest.mark.parametrize(
    ("name", "module", "library"),
    [
        ("a.pdf", "pdf", "pypdf"),
        ("a.docx", "word", "docx"),
        ("a.xlsx", "spreadsheet", "openpyxl"),
        ("a.rss", "feed", "feedparser"),
    ],
)
def test_a_library_that_is_missing_is_told_of_and_reading_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, library: str
) -> None:
    (tmp_path / name).write_bytes(b"?")
    (tmp_path / "b.txt").write_text("文", encoding="utf-8")
    monkeypatch.delitem(sys.modules, f"corpus.sources.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    (line, reason), text = outcome(tmp_path)
    assert (line, text) == (0, "文")
    assert library in str(reason) and "pip install 'zhengsou[formats]'" in str(reason)


@pytest.mark.parametrize(
    ("name", "advice"), [("a.doc", ".docx"), ("a.XLS", ".xlsx"), ("a.wps", ".docx"), ("a.mht", ".html")]
)
def test_formats_of_old_are_told_how_to_be_saved(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"?")
    assert f"save it as {advice}" in only_error(tmp_path / name).reason


def test_libraries_are_loaded_only_for_files_that_need_them(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "文"}', encoding="utf-8")
    code = (
        "import sys; from corpus.sources import read; import indexer.cli.building\n"
        f"assert len(list(read([{str(tmp_path)!r}]))) == 1\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    assert output_of(code) == "[]"


def test_a_search_loads_nothing_of_what_reads_files() -> None:
    code = "import sys, indexer.cli.searching; print({'corpus.sources', 'lxml'} & set(sys.modules))"
    assert output_of(code) == "set()"


def output_of(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != ".gz"])
def test_nothing_that_stands_in_a_file_stops_the_reading(tmp_path: Path, suffix: str) -> None:
    noise = bytes(range(256)) * 8
    for number, data in enumerate(
        (b"", noise, b"PK\x03\x04" + noise, b"\x1f\x8b\x08" + noise, b"%PDF-1.4" + noise)
    ):
        (tmp_path / f"{number}{suffix}").write_bytes(data)
    outcome(tmp_path)


def test_the_readme_names_every_suffix() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\.\w+)`", readme[: readme.index("Of a JSON Lines record")]))
    assert named == set(SUFFIXES)


PARAGRAPHS = [
    "本市公布园区更新办法，鼓励企业建设研发中心。",
    "办法提出，园区可以分割转让一部分面积。",
    "首批十个园区今年开工。",
]


def _word() -> bytes:
    document, written = Document(), io.BytesIO()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.save(written)
    return written.getvalue()


def _workbook() -> bytes:
    workbook, written = Workbook(), io.BytesIO()
    workbook.active.append(["正文"])
    workbook.active.append(["\n".join(PARAGRAPHS)])
    workbook.save(written)
    return written.getvalue()


def _in_every_format() -> dict[str, bytes]:
    lines = "\n".join(PARAGRAPHS)
    markup = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    item = f"<item><title>题</title><description><![CDATA[{markup}]]></description></item>"
    return {
        **dict.fromkeys((".jsonl", ".ndjson"), json.dumps({"text": lines}).encode()),
        ".txt": lines.encode("gb18030"),
        **dict.fromkeys((".md", ".markdown"), "\n\n".join(PARAGRAPHS).encode()),
        **dict.fromkeys((".html", ".htm", ".shtml", ".xhtml"), f"<body>{markup}</body>".encode()),
        ".pdf": pdf([PARAGRAPHS]),
        ".docx": _word(),
        **dict.fromkeys(
            (".rss", ".atom", ".rdf", ".xml"), f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
        ),
        **dict.fromkeys((".csv", ".tsv"), f'正文\n"{lines}"\n'.encode("utf-16")),
        **dict.fromkeys((".xlsx", ".xlsm"), _workbook()),
    }


def test_every_format_gives_the_same_paragraphs_packed_or_not(tmp_path: Path) -> None:
    files = _in_every_format()
    assert {*files, ".gz", ".zip"} == set(SUFFIXES)
    for suffix, data in files.items():
        (tmp_path / f"a{suffix}").write_bytes(data)
        (tmp_path / f"b{suffix}.gz").write_bytes(gzip.compress(data))
        with zipfile.ZipFile(tmp_path / f"c{suffix}.zip", "w") as archive:
            archive.writestr(f"c{suffix}", data)
    found = records(tmp_path)
    assert len(found) == 3 * len(files)
    for record in found:
        assert [line for line in record.text.split("\n") if line] == PARAGRAPHS, record.file
