import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.sources import SUFFIXES
from tests.corpus.sources.reading import only_error, outcome

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
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"


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
