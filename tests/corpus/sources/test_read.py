import gzip
import json
import os
import random
import zlib
from pathlib import Path

import pytest

from corpus.errors import RecordError, SourceError
from corpus.sources import RawRecord, UnreadPage, formats, read, read_pieces, streams
from tests.corpus.sources.reading import outcome, records
from tests.lines import write_lines


class TestJsonLines:
    def test_all_keys_are_read_and_unknown_ones_kept(self, tmp_path: Path) -> None:
        values = {
            "id": "a1",
            "title": "题",
            "text": "文",
            "published": "2020-01-02",
            "source": "某报",
            "url": "http://x/",
            "lang": "zh-CN",
            "districts": ["海淀", "朝阳"],
            "industries": "auto；energy",
            "doc_number": "京发〔2020〕1号",
            "issuer": "某局",
            "issued_in": "海淀",
            "evidence": {"issuer": {"confidence": 1.0}},
            "keywords": "k",
            "more": {"n": [1, None]},
        }
        (record,) = records(write_lines(tmp_path / "a.jsonl", values))
        assert (record.id, record.title, record.text, record.published) == ("a1", "题", "文", "2020-01-02")
        assert (record.source, record.url, record.lang) == ("某报", "http://x/", "zh-CN")
        assert (record.districts, record.industries) == (("海淀", "朝阳"), ("auto", "energy"))
        assert (record.doc_number, record.issuer, record.issued_in) == ("京发〔2020〕1号", "某局", "海淀")
        assert record.extra == {"keywords": "k", "more": {"n": [1, None]}}
        assert (record.file, record.line, record.is_page) == (str(tmp_path / "a.jsonl"), 1, False)

    def test_html_becomes_text(self, tmp_path: Path) -> None:
        (record,) = records(write_lines(tmp_path / "a.jsonl", {"html": "<p>甲</p><p>乙</p>"}))
        assert record.text == "甲\n\n乙"

    def test_a_title_alone_is_a_record_where_its_text_is_empty(self, tmp_path: Path) -> None:
        (record,) = records(write_lines(tmp_path / "a.jsonl", {"title": "公告一则", "text": ""}))
        assert (record.title, record.text) == ("公告一则", "")

    def test_byte_order_mark_line_ends_and_blank_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes(b'\xef\xbb\xbf{"text": "1"}\r\n\r\n  \n{"text": "2\\u2028"}\n{"text": "3"}')
        assert [(record.text, record.line) for record in records(path)] == [
            ("1", 1),
            ("2\u2028", 4),
            ("3", 5),
        ]

    def test_a_line_separator_inside_a_string_ends_no_line(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text('{"text": "甲\u2028乙\u0085丙"}\n', encoding="utf-8")
        assert outcome(path) == ["甲\u2028乙\u0085丙"]

    def test_gzip_is_known_by_its_bytes(self, tmp_path: Path) -> None:
        for name in ("a.jsonl.gz", "b.jsonl"):
            (tmp_path / name).write_bytes(gzip.compress('{"text": "壓縮"}\n'.encode()))
        assert [record.text for record in records(tmp_path)] == ["壓縮", "壓縮"]

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("{", "not JSON"),
            ("[1]", "not an object"),
            ('"text"', "not an object"),
            ("[" * 100_000, "nests too deep"),
            ("{}", "has no text"),
            ('{"title": "题"}', "has no text"),
            ('{"text": "  "}', "has no text"),
            ('{"text": null}', "has no text"),
            ('{"text": 5}', "text should be a string and is a number"),
            ('{"text": "x", "title": ["x"]}', "title should be a string and is a list"),
            ('{"text": "x", "id": true}', "id should be a string and is true or false"),
            ('{"text": "x", "source": {}}', "source should be a string and is an object"),
            ('{"text": "x", "districts": 5}', "districts should be a list of strings and is a number"),
            ('{"text": "x", "industries": [5]}', "industries should be a string and is a number"),
            ('{"text": "\xff"}', "character set"),
        ],
    )
    def test_a_bad_line_is_reported_and_reading_goes_on(self, tmp_path: Path, line: str, reason: str) -> None:
        path = tmp_path / "a.jsonl"
        good = '{"text": "好"}'.encode()
        path.write_bytes(
            b"\n".join([good, good, line.encode("latin-1" if "\xff" in line else "utf-8"), good])
        )
        first, second, (number, why), last = outcome(path)
        assert (first, second, last) == ("好", "好", "好")
        assert number == 3
        assert reason in why

    def test_null_and_nan_are_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(
            '{"text": "文", "title": NaN, "url": null, "districts": NaN, "n": NaN}', encoding="utf-8"
        )
        (record,) = records(path)
        assert (record.title, record.url, record.districts, record.extra) == ("", "", (), {"n": None})

    def test_a_number_may_be_an_id(self, tmp_path: Path) -> None:
        (record,) = records(write_lines(tmp_path / "a.jsonl", {"id": 7, "text": "文"}))
        assert record.id == "7"

    def test_half_a_pair_becomes_the_replacement_character(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_text(r'{"text": "\ud83d甲\ud83d\ude00", "more": {"\udc00": ["\udc00"]}}', encoding="utf-8")
        (record,) = records(path)
        assert record.text == "\ufffd甲😀"
        assert record.extra == {"more": {"\ufffd": ["\ufffd"]}}

    def test_broken_gzip_is_reported_after_what_could_be_read(self, tmp_path: Path) -> None:
        noise = random.Random(7)
        lines = "".join(json.dumps({"text": noise.randbytes(40).hex()}) + "\n" for _ in range(5_000))
        whole = gzip.compress(lines.encode())
        for name, data in (
            ("cut", whole[: len(whole) // 2]),
            ("bad", whole[:200_000] + b"\x00" * 99 + whole[200_099:]),
        ):
            path = tmp_path / f"{name}.jsonl.gz"
            path.write_bytes(data)
            *read_before, last = read([path])
            assert isinstance(last, RecordError) and "gzip" in last.reason and last.line > 100
            assert len(read_before) == last.line and isinstance(read_before[100], RawRecord)
            if name == "cut":
                assert last.line == zlib.decompressobj(wbits=31).decompress(data).count(b"\n")

    def test_reading_is_streamed(self, tmp_path: Path) -> None:
        stream = read([write_lines(tmp_path / "a.jsonl", {"text": "一"}, {"text": "二"})])
        first = next(stream)
        assert isinstance(first, RawRecord) and first.text == "一"


class TestTables:
    def test_rows_are_records(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(
            'ID,Title,text,districts,note\n1,"题,一","第一段\n第二段",海淀;朝阳；东城,n\n2,,文,,\n',
            encoding="utf-8-sig",
        )
        first, second = records(path)
        assert (first.id, first.title, first.text, first.line) == ("1", "题,一", "第一段\n第二段", 2)
        assert (first.districts, first.extra) == (("海淀", "朝阳", "东城"), {"note": "n"})
        assert (second.id, second.text, second.line) == ("2", "文", 4)

    def test_a_table_may_come_in_a_chinese_character_set(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes("title,text\n发展规划,支持企业建设研发中心，鼓励创新。\n".encode("gb18030"))
        assert [record.title for record in records(path)] == ["发展规划"]

    def test_bad_rows_are_reported_and_reading_goes_on(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes("title,text\n题,文\n题\n题,文,余\n".encode() + b"\xff,x\n" + "题,末\n".encode())
        first, *errors, last = outcome(path)
        assert (first, last) == ("文", "末")
        assert [(line, reason) for line, reason in errors if isinstance(line, int)] == [
            (3, "the record has no text: it needs the key text or html with something in it"),
            (4, "the row has 3 cells and the header 2"),
            (5, "the row is not in the character set of the file: save the file as UTF-8"),
        ]

    def test_a_long_cell_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text(f"text\n{'长' * 300_000}\n", encoding="utf-8")
        assert len(records(path)[0].text) == 300_000

    def test_the_header_is_reported_and_not_the_title_above_it(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("某年汇总表,,\n名称,说明,年份\n甲,乙,2020\n", encoding="utf-8")
        ((line, reason),) = outcome(path)
        assert line == 2
        assert "it has '名称', '说明', '年份'" in reason

    def test_a_header_without_text_is_one_error(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        path.write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
        ((line, reason),) = outcome(path)
        assert line == 1
        assert "the header row names neither text nor html" in reason
        assert "it has 'a', 'b'" in reason and "--map text=COLUMN" in reason


class TestPages:
    def test_a_text_file_is_one_record(self, tmp_path: Path) -> None:
        (tmp_path / "a.TXT").write_bytes("第一行\r\n第二行".encode("gb18030"))
        (record,) = records(tmp_path)
        assert (record.text, record.line, record.is_page) == ("第一行\r\n第二行", 0, True)

    def test_markdown_with_a_front_matter(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(
            "---\ntitle: '题'\ndate: 2020-01-02\nsource: 某报\ndistricts:\n  - 海淀\n  - 朝阳\n"
            'industries: [auto, "energy"]\nmood: calm\n---\n# 大题\n\n**重**点[链接](http://x/)\n续行\n\n- 一\n- 二\n',
            encoding="utf-8",
        )
        (record,) = records(tmp_path)
        assert (record.title, record.published, record.source) == ("题", "2020-01-02", "某报")
        assert (record.districts, record.industries) == (("海淀", "朝阳"), ("auto", "energy"))
        assert record.extra == {"mood": "calm"}
        assert record.text == "大题\n\n重点链接续行\n\n一\n二"

    def test_markdown_without_a_front_matter(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(
            "前言\n\n# 大*题*\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8"
        )
        (record,) = records(tmp_path)
        assert record.title == "大题"
        assert record.text == "前言\n\n大题\n\n甲\t乙\n1\t2"

    def test_an_html_page(self, tmp_path: Path) -> None:
        head = '<head><meta charset="gb2312"><title>国务院公报</title></head>'
        page = f"<html>{head}<body><p>今天公布。</p></body></html>"
        (tmp_path / "a.htm").write_bytes(page.encode("gb18030"))
        (record,) = records(tmp_path)
        assert (record.title, record.text, record.is_page) == ("国务院公报", "今天公布。", True)

    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv"])
    def test_an_empty_file_gives_no_record(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"")
        assert not any(isinstance(item, RawRecord) for item in read([tmp_path]))


class TestFolders:
    def test_folders_are_walked_in_the_order_of_names(self, tmp_path: Path) -> None:
        for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(name, encoding="utf-8")
        found = records(tmp_path)
        assert [record.text for record in found] == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]
        names = [f"{tmp_path.name}/{name}" for name in ("a.txt", "b/1.txt", "b/2.txt", "c.txt")]
        assert [record.place.name for record in found] == names
        assert found[1].file == str(tmp_path / "b" / "1.txt")

    def test_a_named_file_goes_by_its_bare_name(self, tmp_path: Path) -> None:
        (tmp_path / "b.txt").write_text("文", encoding="utf-8")
        assert records(tmp_path / "b.txt")[0].place.name == "b.txt"

    def test_unknown_formats_are_reported_in_a_folder_and_by_name(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xyz"
        path.write_bytes(b"?")
        for given in (tmp_path, path):
            (error,) = read([given])
            assert isinstance(error, RecordError)
            assert (error.file, error.line) == (str(path), 0)
            assert "not known" in error.reason and ".jsonl" in error.reason

    def test_what_a_browser_saves_beside_a_page_is_passed_over(self, tmp_path: Path) -> None:
        for name in ("page.html", "page_files/logo.PNG", "page_files/style.css", "page_files/hits.js"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("<p>正文。</p>", encoding="utf-8")
        assert [record.file for record in records(tmp_path)] == [str(tmp_path / "page.html")]
        (error,) = read([tmp_path / "page_files" / "logo.PNG"])
        assert isinstance(error, RecordError)

    def test_a_missing_path_stops_before_anything_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("文", encoding="utf-8")
        with pytest.raises(SourceError, match="does not exist"):
            read([tmp_path / "a.txt", tmp_path / "none"])

    def test_a_link_in_a_circle_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("文", encoding="utf-8")
        try:
            (tmp_path / "circle").symlink_to(tmp_path, target_is_directory=True)
        except OSError:  # Windows keeps links for privileged users
            return
        assert len(records(tmp_path)) == 1

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        if hasattr(os, "mkfifo"):  # Windows keeps its pipes elsewhere
            os.mkfifo(tmp_path / "a.txt")
            assert outcome(tmp_path) == [(0, "it is a pipe or a device, and no file")]

    def test_a_file_that_cannot_be_opened_is_reported(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "a.txt").write_text("一", encoding="utf-8")
        (tmp_path / "b.txt").write_text("二", encoding="utf-8")
        whole = streams.open_stream

        def open_stream(path: Path) -> streams.Stream:
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied")
            return whole(path)

        monkeypatch.setattr(formats, "open_stream", open_stream)
        assert outcome(tmp_path) == [(0, "the file cannot be read: Permission denied"), "二"]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_are_passed_on_unread_unless_they_are_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    page = tmp_path / ("page.txt.gz" if packed else "page.txt")
    content = "一页关于古桥的通知。".encode()
    page.write_bytes(gzip.compress(content) if packed else content)
    (unread,) = read_pieces([page])
    assert isinstance(unread, UnreadPage)
    assert unread.data == content
    assert list(unread.records()) == list(read([page]))
    monkeypatch.setattr(formats, "LARGEST_PASSED", 7)
    assert list(read_pieces([page])) == list(unread.records())
