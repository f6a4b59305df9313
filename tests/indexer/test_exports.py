"""Every file format, read back by a reader of its own."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.exports import EXPORT_FORMATS
from indexer.results import Coded, Hit, Snippet

HIT = Hit(
    id="zone-1",
    title="自贸区挂牌",
    published=date(2020, 7, 30),
    source="晨报",
    url="https://example.org/a_b?c=1&d=2%20#e",
    lang="zh-Hans",
    doc_number="京政发〔2020〕8号",
    districts=(Coded("110108", "海淀区"), Coded("110105", "朝阳区")),
    industries=(Coded("new-it.ai", "人工智能"),),
    score=12.3456789,
    matched_by=("literal", "synonym"),
    partial=False,
    title_matches=((0, 3),),
    snippets=(Snippet("自贸区，\n“新规”, 公布", 4, ((0, 3),)), Snippet("第二段", 90, ())),
)
BARE = Hit("bare", "", None, "", "", "", "", (), (), 0.0, (), True, (), ())

# What a page may hold: any character, and often those that mean something to a format.
TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\r\n\t\"',;{}\\%&#_$~^=+-@\u2028\u2029\x85 "), max_size=30
)
HITS = st.builds(
    Hit._replace,
    st.just(HIT),
    id=TEXTS.map(lambda text: text.strip() or "x"),
    title=TEXTS,
    source=TEXTS,
    url=TEXTS,
    doc_number=TEXTS,
    snippets=st.lists(st.builds(Snippet, TEXTS, st.just(0), st.just(())), max_size=2).map(tuple),
)


def written(name: str, *hits: Hit) -> str:
    return "".join(EXPORT_FORMATS[name](hits))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def references(text: str) -> list[list[tuple[str, str]]]:
    """RIS, read by its rules: a tag, two spaces, a hyphen, a space and a value on each line, up to ER."""
    found: list[list[tuple[str, str]]] = [[]]
    for line in text.split("\r\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line, re.DOTALL)
        assert match, line
        if match[1] == "ER":
            found.append([])
        else:
            found[-1].append((match[1], match[2]))
    assert found.pop() == []
    return found


def entries(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """BibTeX, read by its rules: entries of fields in braces, which BibTeX counts whether escaped or not."""
    for entry in filter(None, text.split("\n\n")):
        head, *fields, end = entry.split("\n")
        start = re.fullmatch(r"@misc\{([^\s{}(),\\\"#%'=~]+),", head)
        assert start, head
        assert end == "}"
        assert entry.count("{") == entry.count("}")
        found = [re.fullmatch(r"  ([a-z]+) = \{(.*)\},", field) for field in fields]
        yield start[1], {match[1]: match[2] for match in found if match}
        assert all(found)


def test_formats_are_known_by_name() -> None:
    assert list(EXPORT_FORMATS) == ["jsonl", "csv", "ids", "ris", "bibtex"]


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_hits_are_written_one_by_one(name: str) -> None:
    read: list[str] = []

    def hits() -> Iterator[Hit]:
        for number in range(3):
            read.append(str(number))
            yield HIT._replace(id=f"zone-{number}")

    pieces = iter(EXPORT_FORMATS[name](hits()))
    while "zone-0" not in next(pieces):
        pass
    assert read == ["0"]


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_a_result_without_hits_is_a_file_without_entries(name: str) -> None:
    assert written(name) == ("\ufeff" + ",".join(rows_of_nothing()) + "\r\n" if name == "csv" else "")


def rows_of_nothing() -> list[str]:
    return [
        *("id", "title", "published", "source", "url", "lang", "doc_number", "districts", "industries"),
        *("score", "matched_by", "partial", "snippets"),
    ]


def test_json_lines_hold_hits_in_the_form_of_the_interface() -> None:
    lines = written("jsonl", HIT, BARE).splitlines()
    assert [json.loads(line) for line in lines] == [HIT.to_json(), BARE.to_json()]
    # Line ends to some readers, though not to JSON.
    separated = BARE._replace(title="甲\u2028乙\u2029丙")
    (line,) = written("jsonl", separated).splitlines()
    assert json.loads(line) == separated.to_json()


@given(st.lists(HITS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_json_has_a_line_for_each_hit_whatever_the_hit_holds(hits: list[Hit]) -> None:
    # splitlines knows every line end there is; a reader may take any of them for one.
    lines = re.split("[\n\u2028\u2029]", written("jsonl", *hits))
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [hit.to_json() for hit in hits]


def test_a_table_has_a_row_for_each_hit() -> None:
    text = written("csv", HIT, BARE)
    assert text.startswith("\ufeffid,title,")
    full, bare = rows(text)
    assert full == {
        "id": "zone-1",
        "title": "自贸区挂牌",
        "published": "2020-07-30",
        "source": "晨报",
        "url": HIT.url,
        "lang": "zh-Hans",
        "doc_number": "京政发〔2020〕8号",
        "districts": "海淀区; 朝阳区",
        "industries": "人工智能",
        "score": "12.3457",
        "matched_by": "literal; synonym",
        "partial": "no",
        "snippets": "自贸区，\n“新规”, 公布 … 第二段",
    }
    assert (bare["id"], bare["published"], bare["partial"], bare["score"]) == ("bare", "", "yes", "0")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_table_runs_as_a_formula(start: str) -> None:
    cell = f'{start}HYPERLINK("https://example.org")'
    (row,) = rows(written("csv", HIT._replace(title=cell, source=cell)))
    assert row["title"] == row["source"] == f"'{cell}"


@given(st.lists(HITS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_a_table_reads_back_whatever_the_hits_hold(hits: list[Hit]) -> None:
    read = rows(written("csv", *hits))
    assert [row["id"].removeprefix("'") for row in read] == [hit.id.removeprefix("'") for hit in hits]
    assert [row["title"].removeprefix("'") for row in read] == [hit.title.removeprefix("'") for hit in hits]
    dangerous = ("=", "+", "-", "@", "\t", "\r", "\n")
    assert not any(cell.startswith(dangerous) for row in read for cell in row.values())


def test_ids_stand_one_on_each_line() -> None:
    assert written("ids", HIT, BARE) == "zone-1\nbare\n"


def test_references_have_the_tags_that_programs_know() -> None:
    full, bare = references(written("ris", HIT, BARE))
    assert full == [
        ("TY", "NEWS"),
        ("ID", "zone-1"),
        ("TI", "自贸区挂牌"),
        ("T2", "晨报"),
        ("PY", "2020"),
        ("DA", "2020/07/30/"),
        ("M1", "京政发〔2020〕8号"),
        ("LA", "zh-Hans"),
        ("UR", HIT.url),
        ("KW", "海淀区"),
        ("KW", "朝阳区"),
        ("KW", "人工智能"),
    ]
    assert bare == [("TY", "NEWS"), ("ID", "bare")]


@given(st.lists(HITS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_references_read_back_whatever_the_hits_hold(hits: list[Hit]) -> None:
    read = references(written("ris", *hits))
    assert [reference[0] for reference in read] == [("TY", "NEWS")] * len(hits)
    titles = [dict(reference).get("TI", "") for reference in read]
    assert titles == [" ".join(hit.title.split()) for hit in hits]


def test_bibtex_has_fields_for_old_and_new_styles() -> None:
    (key, full), (other, bare) = entries(written("bibtex", HIT, BARE))
    assert key == "zone-1"
    assert full == {
        "title": "{自贸区挂牌}",
        "howpublished": "晨报",
        "date": "2020-07-30",
        "year": "2020",
        "number": "京政发〔2020〕8号",
        "url": HIT.url,
        "langid": "chinese",
        "keywords": "海淀区, 朝阳区, 人工智能",
    }
    assert (other, bare) == ("bare", {})


def test_bibtex_escapes_what_means_something_to_tex() -> None:
    ((_, fields),) = entries(
        written("bibtex", HIT._replace(title="50% of A&B_#1 {x} \\ $5 ~ ^", url="https://e.org/{a}\\b"))
    )
    assert fields["title"] == (
        r"{50\% of A\&B\_\#1 \textbraceleft{}x\textbraceright{} \textbackslash{} \$5 "
        r"\textasciitilde{} \textasciicircum{}}"
    )
    assert fields["url"] == "https://e.org/%7Ba%7D%5Cb"


def test_bibtex_keys_are_ids_where_they_can_be_and_differ_where_ids_do() -> None:
    odd = ["通知 一", "通知 二", "a b", "a-b", "{}", "pages/a.txt"]
    keys = [key for key, _ in entries(written("bibtex", *(BARE._replace(id=one) for one in odd)))]
    assert len(set(keys)) == len(odd)
    assert keys[3] == "a-b"


@given(st.lists(HITS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_bibtex_reads_back_whatever_the_hits_hold(hits: list[Hit]) -> None:
    read = list(entries(written("bibtex", *hits)))
    assert len(read) == len(hits)
    assert [fields["date"] for _, fields in read] == ["2020-07-30"] * len(hits)
