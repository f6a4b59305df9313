import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document

from corpus.errors import RecordError
from corpus.sources import RawRecord, limits, read
from tests.corpus.sources.pdf_bytes import pdf
from tests.corpus.sources.reading import only_error, outcome, records

LINE = '{"text": "园区今年开工。"}\n'.encode()


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return written.getvalue()


def write(folder: Path, data: bytes, name: str = "a.zip") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_members_of_every_format_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    word = io.BytesIO()
    document = Document()
    document.add_paragraph("四")
    document.save(word)
    members = {
        "b/2.csv": "标题,正文\n题,二\n".encode("gb18030"),
        "b/1.txt": "一".encode(),
        "c.pdf": pdf([["三"]]),
        "d.docx": word.getvalue(),
        "e.jsonl.gz": gzip.compress('{"text": "五"}\n'.encode()),
        "f.zip": packed({"g/a.md": "六".encode(), "h.htm": "<p>七</p>".encode()}),
    }
    path = write(tmp_path, packed(members))
    found = records(path)
    assert [record.text for record in found] == list("一二三四五六七")
    assert [record.place.name for record in found][:2] == ["a.zip/b/1.txt", "a.zip/b/2.csv"]
    assert (found[0].file, found[1].line) == (f"{path}/b/1.txt", 2)
    assert found[5].place.name == "a.zip/f.zip/g/a.md"
    assert next(record.place.name for record in records(tmp_path)) == f"{tmp_path.name}/a.zip/b/1.txt"


def test_what_holds_nothing_to_read_is_passed_over(tmp_path: Path) -> None:
    names = ("__MACOSX/._a.txt", ".hidden/b.txt", "page_files/logo.png", "Thumbs.db", "~$c.docx", "folder/")
    path = write(tmp_path, packed({**dict.fromkeys(names, b""), "a.txt": "文".encode()}))
    assert outcome(path) == ["文"]


def _named(name: bytes) -> bytes:
    """An archive with one member whose name is not marked as UTF-8."""
    stand_in = b"x" * (len(name) - 4) + b".txt"
    return packed({stand_in.decode(): "文".encode()}).replace(stand_in, name)


@pytest.mark.parametrize(
    ("name", "charset"),
    [
        ("政策汇编.txt", "gb18030"),
        ("二〇二四年度/産業規劃（試行）.txt", "gb18030"),
        ("臺南市公告.txt", "big5"),
        ("通知.txt", "gb18030"),
        ("功能說明.txt", "big5"),  # the second bytes of 功 and 說 are those of a backslash and a bar
        ("政策汇编.txt", "utf-8"),
        ("plain.txt", "ascii"),
    ],
)
def test_names_that_are_not_marked_as_utf_8(tmp_path: Path, name: str, charset: str) -> None:
    data = name.encode(charset)
    path = write(tmp_path, _named(data))
    assert records(path)[0].place.name == f"a.zip/{name}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"../../etc/a.txt", "etc/a.txt"),
        (b"/root/a.txt", "root/a.txt"),
        (b"x\\..\\y\\a.txt", "x/y/a.txt"),
        (b"C:\\y\\a.txt", "C:/y/a.txt"),
    ],
)
def test_names_lead_nowhere_else(tmp_path: Path, name: bytes, expected: str) -> None:
    assert records(write(tmp_path, _named(name)))[0].place.name == f"a.zip/{expected}"


class TestWhatCannotBeRead:
    def test_an_archive_that_is_none(self, tmp_path: Path) -> None:
        for data in (b"", b"?", packed({"a.txt": b"text"})[:-5]):
            assert "damaged or cut short" in only_error(write(tmp_path, data)).reason

    def test_a_member_is_reported_and_the_next_is_read(self, tmp_path: Path) -> None:
        noise = bytes(range(32, 127)) * 30
        data = packed(
            {"a.txt": noise, "b.txt": "好".encode(), "c.xyz": b"?", "d.doc": b"?"}, zipfile.ZIP_STORED
        )
        bad, good, unknown, outdated = read([write(tmp_path, data.replace(noise, noise[::-1]))])
        assert isinstance(bad, RecordError) and isinstance(good, RawRecord)
        assert bad.file == f"{tmp_path / 'a.zip'}/a.txt" and "CRC" in bad.reason
        assert isinstance(unknown, RecordError) and "not known" in unknown.reason
        assert isinstance(outdated, RecordError) and "save it as .docx" in outdated.reason

    def test_a_locked_member(self, tmp_path: Path) -> None:
        data = bytearray(packed({"a.txt": b"text"}))
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        assert "password" in only_error(write(tmp_path, bytes(data))).reason

    def test_a_method_of_packing_that_is_not_known(self, tmp_path: Path) -> None:
        data = packed({"a.txt": b"text"}, zipfile.ZIP_LZMA)
        assert "method" in only_error(write(tmp_path, data)).reason


class TestGrowth:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("corpus.sources.streams.FREE_GROWTH", 200_000)
        monkeypatch.setattr("corpus.sources.streams.MOST_GROWTH", 20)

    def test_gzip_that_grows_too_far_is_read_up_to_there(self, tmp_path: Path) -> None:
        path = write(tmp_path, gzip.compress(LINE * 100_000), "a.jsonl.gz")
        *before, last = read([path])
        assert isinstance(last, RecordError) and "grows to more than 20 times its size" in last.reason
        assert 1_000 < len(before) == last.line < 100_000

    def test_members_share_one_allowance_and_reading_ends_when_it_is_spent(self, tmp_path: Path) -> None:
        path = write(tmp_path, packed({f"{number}.txt": b" " * 90_000 + b"x" for number in range(9)}))
        *before, last = read([path])
        assert len(before) == 2
        assert isinstance(last, RecordError) and last.file.endswith("/2.txt")

    def test_what_is_packed_twice_counts_twice(self, tmp_path: Path) -> None:
        inner = packed({"a.jsonl": LINE * 100_000})
        assert "grows to more" in str(outcome(write(tmp_path, packed({"b.zip": inner, "c.txt": b"x"})))[-1])
        assert "grows to more" in str(outcome(write(tmp_path, gzip.compress(inner), "a.zip.gz"))[-1])

    def test_more_is_allowed_of_a_larger_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("corpus.sources.streams.MOST_GROWTH", 5)
        line = b'{"text": "%s"}\n'
        lines = b"".join(line % hex(number**20).encode() for number in range(10_000))
        assert len(records(write(tmp_path, gzip.compress(lines), "a.jsonl.gz"))) == 10_000

    def test_archives_in_archives_have_an_end(self, tmp_path: Path) -> None:
        data = packed({"a.txt": "底".encode()})
        for _ in range(limits.DEEPEST_ARCHIVE - 1):
            data = packed({"a.zip": data})
        assert outcome(write(tmp_path, data)) == ["底"]
        assert "more than 3 archives" in only_error(write(tmp_path, packed({"a.zip": data}))).reason


def test_a_page_that_is_too_large_to_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.sources.streams.LARGEST_WHOLE", 1_000)
    (tmp_path / "a.txt").write_bytes(b"x" * 1_001)
    (tmp_path / "b.txt").write_bytes(b"x" * 1_000)
    error, record = read([tmp_path])
    assert isinstance(error, RecordError) and "split it" in error.reason
    assert isinstance(record, RawRecord)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_line_that_is_too_long_to_be_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("corpus.sources.decoding.LONGEST_LINE", 1_000)
    start = LINE if name == "a.jsonl" else "正文\n一\n".encode()
    first, (line, reason) = outcome(write(tmp_path, start + b"x" * 2_000 + b"\n", name))
    assert isinstance(first, str)
    assert line in (1, 3)
    assert "more than 1,000 characters" in str(reason)
