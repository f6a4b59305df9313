"""What a document was made from."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from corpus import package_files
from corpus.origin import origin_of, rules_digest
from corpus.sources import Place, RawRecord, UnreadPage

RECORD = RawRecord(Place("a/news.jsonl", "news.jsonl", 3), "正文\ud800", id="one", extra={"editor": "甲"})
PAGE = UnreadPage(Place("a/page.html", "page.html"), "html_page", b"<p>text</p>")


def test_every_field_of_a_record_counts() -> None:
    changed: dict[str, object] = {
        **{field.name: "2020" for field in fields(RawRecord)},
        "districts": ("北京",),
        "industries": ("AI",),
        "extra": {},
        "otherwise": {"source": "甲"},
    }
    del changed["place"]
    digests = {origin_of(RECORD)} | {origin_of(replace(RECORD, **{name: to})) for name, to in changed.items()}
    assert len(digests) == len(changed) + 1
    assert all(len(bytes.fromhex(digest)) == 16 for digest in digests)


def test_where_a_record_stands_counts_where_its_id_comes_of_that() -> None:
    elsewhere = Place("b/others.jsonl", "others.jsonl", 7)
    assert origin_of(replace(RECORD, place=elsewhere)) == origin_of(RECORD)
    nameless = replace(RECORD, id="")
    assert origin_of(replace(nameless, place=elsewhere)) != origin_of(nameless)
    assert origin_of(replace(nameless, place=replace(RECORD.place, line=9))) == origin_of(nameless)
    assert origin_of(replace(RECORD, place=replace(RECORD.place, line=0))) != origin_of(RECORD)


def test_name_format_and_bytes_of_a_page_count() -> None:
    others = (
        replace(PAGE, place=Place("a/page.html", "other.html")),
        replace(PAGE, module="text"),
        replace(PAGE, data=b"<p>text</p> "),
    )
    assert len({origin_of(PAGE), *map(origin_of, others)}) == 4
    assert origin_of(replace(PAGE, place=Place("b/page.html", "page.html"))) == origin_of(PAGE)


def test_rules_are_code_data_and_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "__pycache__").mkdir()
    code, data, cached = (
        tmp_path / name for name in ("rules.py", "data/places.tsv", "__pycache__/rules.pyc")
    )
    monkeypatch.setattr(package_files.resources, "files", lambda package: tmp_path)

    def digest() -> bytes:
        rules_digest.cache_clear()
        return rules_digest()

    seen = [digest()]
    for file in (code, data):
        for content in ("one", "two"):
            file.write_text(content, encoding="utf-8")
            seen.append(digest())
    cached.write_text("cached", encoding="utf-8")
    (tmp_path / "data" / "README.md").write_text("what the columns mean", encoding="utf-8")
    assert digest() == seen[-1]
    data.rename(tmp_path / "data" / "other.tsv")
    seen.append(digest())
    monkeypatch.setattr(package_files, "version", lambda library: "99")
    seen.append(digest())
    assert len(set(seen)) == len(seen)
    monkeypatch.undo()
    rules_digest.cache_clear()
