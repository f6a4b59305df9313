import re
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError

from corpus.errors import RecordError
from corpus.sources import RawRecord, read
from tests.corpus.sources.pdf_bytes import pdf
from tests.corpus.sources.reading import only_error, records

TITLE = "示范园区发展规划"
PAGES = ((TITLE, "园区今年开工建设，", "明年投入使用。"), ("第二章 产业布局", "Phase two begins in 2027."))


def locked(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(PAGES))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_pages_are_parted_by_form_feeds_and_keep_their_lines(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(PAGES))
    (record,) = records(tmp_path)
    assert record.text.split("\f") == ["\n".join(lines) for lines in PAGES]
    assert record.is_page


def test_a_title_that_the_text_has_too_is_believed_and_the_date_kept_for_want_of_another(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(PAGES, {"Title": TITLE, "CreationDate": "D:20240305093000+08'00'"}))
    (record,) = records(path)
    assert (record.title, record.published) == (TITLE, "")
    assert record.otherwise == {"published": "2024-03-05"}


@pytest.mark.parametrize("title", ["Microsoft Word - 附件1.doc", "", "规"])
def test_a_title_of_something_else_is_not(tmp_path: Path, title: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(PAGES, {"Title": title, "CreationDate": "gestern"}))
    (record,) = records(path)
    assert (record.title, record.otherwise) == ("", {})


def test_pictures_of_text_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([(), ()]))
    assert "no text" in only_error(path).reason and "OCR" in only_error(path).reason


def test_a_password_is_told_of_and_none_is_needed_for_what_anybody_may_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(locked(password="secret"))
    assert "password" in only_error(path).reason
    path.write_bytes(locked(password=""))
    assert TITLE in records(path)[0].text


def test_what_only_a_further_package_can_decrypt_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decrypt(reader: PdfReader, password: str) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    path = tmp_path / "a.pdf"
    path.write_bytes(locked(password=""))
    monkeypatch.setattr(PdfReader, "decrypt", decrypt)
    assert "pip install 'pypdf[crypto]'" in only_error(path).reason


def test_a_page_that_would_grow_too_far_is_not_read(tmp_path: Path) -> None:
    plain = pdf([["园区今年开工。"]])
    found = re.search(rb"<< /Length \d+ >> stream\n(BT .*? ET)\nendstream", plain, re.DOTALL)
    assert found
    grown = zlib.compress(b" " * 80_000_000 + found[1], 1)
    stream = b"<< /Filter /FlateDecode /Length %d >> stream\n%s\nendstream" % (len(grown), grown)
    (tmp_path / "a.pdf").write_bytes(plain.replace(found[0], stream))
    error = only_error(tmp_path / "a.pdf")
    assert error.line == 1 and "1 of 1 pages" in error.reason


@pytest.mark.parametrize("damage", [b"", b"no PDF at all", b"%PDF-1.7\n", pdf(PAGES)[:200]])
def test_a_damaged_file_is_reported_and_the_next_is_read(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(damage)
    (tmp_path / "b.pdf").write_bytes(pdf(PAGES))
    error, record = read([tmp_path])
    assert isinstance(error, RecordError) and isinstance(record, RawRecord)
    assert (error.file, error.line) == (str(tmp_path / "a.pdf"), 0)
    assert "damaged" in error.reason


def test_a_bad_page_is_reported_by_its_number_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PageObject

    whole = PageObject.extract_text

    def extract_text(page: PageObject) -> str:
        text = whole(page)
        if text.startswith(TITLE):
            raise KeyError("/Font")
        return text

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(PAGES))
    monkeypatch.setattr(PageObject, "extract_text", extract_text)
    error, record = read([path])
    assert isinstance(error, RecordError) and error.line == 1
    assert "the page is damaged" in error.reason and "1 of 2 pages" in error.reason
    assert isinstance(record, RawRecord) and record.text == "\n".join(PAGES[1])
