"""Every file format, read back by a reader of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from indexer.exports import EXPORT_FORMATS
from indexer.results import Coded, Hit, Snippet
from tests.tables import csv_rows

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
    issuer="北京市人民政府",
)
NEWS = HIT._replace(id="news-1", doc_number="", issuer="")
BARE = Hit("bare", "", None, "", "", "", "", (), (), 0.0, (), True, (), ())

HOSTILE = (
    r"50% of A&B_#1 {x} \ $5 ~ ^ `y`",
    r"\end{document}\input{/etc/passwd}",
    "{{{ 不成对",
    "}}} @article{x,",
    "第一行\r\n第二行\u2028第三行\x0b第四行",
    "ER  - \nTY  - BOOK",
    "🚀 发射 👩‍👩‍👧 𠮷野家 \U00020bb7\U0002a6d6",
    '=HYPERLINK("https://example.org")',
    "<script>alert(1)</script> ]]> &amp;",
    "\u202e反写\u202c \ufeff\u200b",
    "\"引号\" and 'quotes' and and",
)
"""Titles that mean something to a format, or are hard to write in it."""

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


_TEX = get_default_latex_context_db()
# Commands that every LaTeX has, and this reader of it does not know or takes for an accent.
_TEX.add_context_category(
    "braces",
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
    prepend=True,
)


def written(name: str, *hits: Hit) -> str:
    return "".join(EXPORT_FORMATS[name](hits))


def references(text: str) -> list[dict[str, Any]]:
    """RIS as rispy reads it."""
    return list(rispy.loads(text))


def entries(text: str) -> dict[str, dict[str, str]]:
    """BibTeX as bibtexparser reads it, none of it lost: fields by key, as TeX would set them, addresses as they are."""
    raw = bibtexparser.parse_string(text)
    decoding = LatexDecodingMiddleware(allow_inplace_modification=False, decoder=LatexNodes2Text(_TEX))
    library = bibtexparser.parse_string(text, append_middleware=[decoding])
    assert library.failed_blocks == raw.failed_blocks == []
    assert len(library.entries) == len(library.blocks)
    addresses = {one.key: one["url"] for one in raw.entries if "url" in one}
    return {
        one.key: {
            "entry": one.entry_type,
            **{field.key: field.value for field in one.fields},
            **({"url": addresses[one.key]} if one.key in addresses else {}),
        }
        for one in library.entries
    }


def plain(title: str) -> str:
    return " ".join(title.split())


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
        *("id", "title", "published", "source", "url", "lang", "doc_number", "issuer"),
        *("districts", "industries"),
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
    full, bare = csv_rows(text)
    assert full == {
        "id": "zone-1",
        "title": "自贸区挂牌",
        "published": "2020-07-30",
        "source": "晨报",
        "url": HIT.url,
        "lang": "zh-Hans",
        "doc_number": "京政发〔2020〕8号",
        "issuer": "北京市人民政府",
        "districts": "海淀区; 朝阳区",
        "industries": "人工智能",
        "score": "12.3457",
        "matched_by": "literal; synonym",
        "partial": "no",
        "snippets": "自贸区，\n“新规”, 公布 … 第二段",
    }
    assert (bare["id"], bare["published"], bare["partial"], bare["score"]) == ("bare", "", "yes", "0")


FORMULA_SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"


UNSEEN = ("", " ", "\u3000", "\xa0", "\ufeff", "\u200b", "\x00\x1f ", "\u202e")


@pytest.mark.parametrize(
    "start", ["\t", "\r", "\n", *(f"{before}{sign}" for before in UNSEEN for sign in FORMULA_SIGNS)]
)
def test_no_cell_of_a_table_runs_as_a_formula(start: str) -> None:
    cell = f'{start}HYPERLINK("https://example.org")'
    (row,) = csv_rows(written("csv", HIT._replace(title=cell, source=cell)))
    assert row["title"] == row["source"] == f"'{cell}"


@given(st.lists(HITS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_a_table_reads_back_whatever_the_hits_hold(hits: list[Hit]) -> None:
    read = csv_rows(written("csv", *hits))
    assert [row["id"].removeprefix("'") for row in read] == [hit.id.removeprefix("'") for hit in hits]
    assert [row["title"].removeprefix("'") for row in read] == [hit.title.removeprefix("'") for hit in hits]
    assert not any(cell.strip().startswith(tuple(FORMULA_SIGNS)) for row in read for cell in row.values())
    assert not any(cell.startswith(("\t", "\r", "\n")) for row in read for cell in row.values())


def test_ids_stand_one_on_each_line() -> None:
    assert written("ids", HIT, BARE) == "zone-1\nbare\n"


def test_labels_and_languages_of_any_kind_read_back_from_references() -> None:
    odd = HIT._replace(lang="zh{Hans\nER  - ", districts=(Coded("x", "一\r\nTY  - BOOK"),), industries=())
    (reference,) = references(written("ris", odd))
    assert (reference["language"], reference["keywords"]) == ("zh{Hans ER -", ["一 TY - BOOK"])
    (entry,) = entries(written("bibtex", odd)).values()
    assert (entry["language"], entry["keywords"]) == ("zh{Hans ER -", "一 TY - BOOK")


def test_references_are_typed_and_tagged_as_zotero_imports_them() -> None:
    """By the maps of Zotero's RIS translator.

    GOVDOC becomes a report, which takes its institution from PB and its number from SN; NEWS an article of the
    newspaper in T2, ELEC a page of the site in T2.
    """
    notice, news, page, bare = references(
        written("ris", HIT, NEWS, NEWS._replace(source="首都之窗", lang="en"), BARE)
    )
    assert notice == {
        "type_of_reference": "GOVDOC",
        "id": "zone-1",
        "title": "自贸区挂牌",
        "authors": ["北京市人民政府"],
        "publisher": "晨报",
        "year": "2020",
        "date": "2020/07/30/",
        "issn": "京政发〔2020〕8号",
        "language": "zh-Hans",
        "urls": [HIT.url],
        "keywords": ["海淀区", "朝阳区", "人工智能"],
    }
    assert (news["type_of_reference"], news["secondary_title"]) == ("NEWS", "晨报")
    assert not {"authors", "publisher", "issn"} & news.keys()
    assert (page["type_of_reference"], page["secondary_title"]) == ("ELEC", "首都之窗")
    assert bare == {"type_of_reference": "ELEC", "id": "bare"}


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_read_back_from_references(title: str) -> None:
    read = references(written("ris", HIT._replace(title=title, source=title), BARE))
    assert [one["id"] for one in read] == ["zone-1", "bare"]
    assert read[0]["title"] == read[0]["publisher"] == plain(title)


@given(st.lists(HITS, max_size=3))
@settings(deadline=None, max_examples=50)
def test_references_read_back_whatever_the_hits_hold(hits: list[Hit]) -> None:
    read = references(written("ris", *hits))
    assert [one.get("title", "") for one in read] == [plain(hit.title) for hit in hits]
    assert [one["date"] for one in read] == ["2020/07/30/"] * len(hits)
    # A reader that knows nothing of the format but its lines finds as many references, each with its end.
    lines = written("ris", *hits).split("\r\n")
    assert lines.count("ER  - ") == len(hits)
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line)


def test_bibtex_has_fields_for_old_and_new_styles_and_for_zotero() -> None:
    read = entries(written("bibtex", HIT, NEWS, NEWS._replace(id="page", source="首都之窗"), BARE))
    assert read["zone-1"] == {
        "entry": "techreport",
        "title": "自贸区挂牌",
        "author": "北京市人民政府",
        "type": "政府文件",
        "institution": "晨报",
        "date": "2020-07-30",
        "year": "2020",
        "number": "京政发〔2020〕8号",
        "url": HIT.url,
        "langid": "chinese",
        "language": "zh-Hans",
        "keywords": "海淀区, 朝阳区, 人工智能",
    }
    assert (
        read["news-1"].items() >= {"entry": "article", "journal": "晨报", "entrysubtype": "newspaper"}.items()
    )
    assert read["page"].items() >= {"entry": "misc", "howpublished": "首都之窗"}.items()
    assert read["bare"] == {"entry": "misc"}


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_read_back_from_bibtex(title: str) -> None:
    read = entries(written("bibtex", HIT._replace(title=title, issuer=title), BARE))
    assert list(read) == ["zone-1", "bare"]
    assert read["zone-1"]["title"] == read["zone-1"]["author"] == plain(title)


def test_bibtex_escapes_what_means_something_to_tex() -> None:
    written_out = written(
        "bibtex", HIT._replace(title="50% of A&B_#1 {x} \\ $5 ~ ^", url="https://e.org/{a}\\b")
    )
    assert (
        r"  title = {{50\% of A\&B\_\#1 \textbraceleft{}x\textbraceright{} \textbackslash{} \$5 "
        r"\textasciitilde{} \textasciicircum{}}},"
    ) in written_out
    assert "  url = {https://e.org/%7Ba%7D%5Cb}," in written_out


def test_bibtex_keys_are_ids_where_they_can_be_and_differ_where_ids_do() -> None:
    odd = ["通知 一", "通知 二", "a b", "a-b", "{}", "pages/a.txt"]
    keys = list(entries(written("bibtex", *(BARE._replace(id=one) for one in odd))))
    assert len(set(keys)) == len(odd)
    assert keys[3] == "a-b"


@given(st.lists(HITS, max_size=3, unique_by=lambda hit: hit.id))
@settings(deadline=None, max_examples=50)
def test_bibtex_reads_back_whatever_the_hits_hold(hits: list[Hit]) -> None:
    text = written("bibtex", *hits)
    read = entries(text)
    assert [fields["date"] for fields in read.values()] == ["2020-07-30"] * len(hits)
    # BibTeX itself counts braces whether escaped or not.
    assert text.count("{") == text.count("}")
