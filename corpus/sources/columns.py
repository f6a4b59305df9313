"""Rows of tables to records: which row is the header, and which of its columns is which field.

Headers are known by our keys and by the names that Chinese tables use, in either script; ``--map`` names others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from corpus.errors import RecordError
from corpus.sources.record import FIELDS, Place, RawRecord, record_from

_HEADER_NAMES = {
    "title": "标题 標題 题目 題目 题名 題名 文章标题 文章標題 新闻标题 新聞標題 政策标题 政策標題 政策名称 政策名稱"
    " 文件名称 文件名稱",
    "text": "正文 全文 内容 內容 内文 內文 文本 文章内容 文章內容 正文内容 正文內容 新闻内容 新聞內容 政策内容 政策內容"
    " 政策正文 政策全文 body content",
    "published": "日期 时间 時間 发布日期 發布日期 發佈日期 发布时间 發布時間 發佈時間 发文日期 發文日期 成文日期"
    " 印发日期 印發日期 公布日期 公佈日期 刊登日期 公告日期 date pubdate publish_date published_date",
    "source": "来源 來源 信息来源 資訊來源 文章来源 文章來源 媒体 媒體 来源网站 來源網站 出处 出處",
    "url": "网址 網址 链接 連結 鏈接 原文链接 原文連結 原文鏈接 网页链接 来源链接 link",
    "lang": "语言 語言 language",
    "districts": "地区 地區 区域 區域 地域 行政区 行政區 行政区划 行政區劃 所属地区 所屬地區 district region",
    "industries": "行业 行業 产业 產業 产业领域 產業領域 行业领域 行業領域 所属行业 所屬行業 industry",
    "doc_number": "文号 文號 发文字号 發文字號 文件编号 文件編號 发文号 發文號",
    "issuer": "发文机关 發文機關 发文单位 發文單位 发布机构 發布機構 發佈機構 发文机构 發文機構 发布单位 發布單位"
    " 制定机关 制定機關",
}
_FIELD_OF = {name: field for field, names in _HEADER_NAMES.items() for name in names.split()}
_OWN_NAMES = {field: field for field in FIELDS}
_HEADER_WITHIN = 10
"""Filled rows among which the header is looked for: titles and notes of the table may stand above it."""


class Row(NamedTuple):
    """One row of a table: where it stands and the texts of its cells."""

    place: Place
    cells: Sequence[str]


def records_of(
    rows: Iterable[Row | RecordError], columns: Mapping[str, str]
) -> Iterator[RawRecord | RecordError]:
    """The records of all tables, which are told apart by the file names of their places.

    ``columns`` maps fields to names of columns, before those that are known. A table without a header row that names
    a text is reported and passed over, and so is one that lacks a mapped column.
    """
    for _, table in groupby(rows, lambda row: row.file if isinstance(row, RecordError) else row.place.file):
        yield from _table(table, columns)


def _table(
    rows: Iterable[Row | RecordError], columns: Mapping[str, str]
) -> Iterator[RawRecord | RecordError]:
    header: list[str] = []
    above: list[Row] = []
    for row in rows:
        if isinstance(row, RecordError):
            yield row
        elif not any(map(str.strip, row.cells)):
            continue
        elif header:
            yield _record(header, row)
        elif _names_a_text(keys := _keys(row.cells, columns)):
            if missing := _missing(row.cells, columns):
                yield row.place.error(_missing_reason(missing, row.cells))
                return
            header = keys
        else:
            above.append(row)
            if len(above) == _HEADER_WITHIN:
                break
    if above and not header:
        # A title of the table has one cell, its header more than most rows.
        likely = max(above, key=lambda row: sum(map(bool, map(str.strip, row.cells))))
        missing = _missing(likely.cells, columns)
        yield likely.place.error(
            _missing_reason(missing, likely.cells)
            if missing
            else f"the header row names neither text nor html, so no row has a text; it has {_listed(likely.cells)}: "
            "name one of them text or 正文, or say which it is with --map text=COLUMN"
        )


def _keys(cells: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """The key of each column: the field that it is mapped to, or that its name says, or else its name."""
    names = list(map(_plain, cells))
    fields: dict[int, str] = {}
    for meaning in ({_plain(column): field for field, column in columns.items()}, _OWN_NAMES, _FIELD_OF):
        for number, name in enumerate(names):
            field = meaning.get(name)
            if field and number not in fields and field not in fields.values():
                fields[number] = field
    # A column that comes second to another must not take its place.
    return [
        fields.get(number, f"{cell.strip()} ({number + 1})" if name in FIELDS else cell.strip())
        for number, (cell, name) in enumerate(zip(cells, names, strict=True))
    ]


def _plain(name: str) -> str:
    """The name of a column without what makes no difference: width, case and white space."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split())


def _names_a_text(keys: Iterable[str]) -> bool:
    return not {"text", "html"}.isdisjoint(keys)


def _missing(cells: Iterable[str], columns: Mapping[str, str]) -> list[str]:
    names = set(map(_plain, cells))
    return [column for column in columns.values() if _plain(column) not in names]


def _missing_reason(missing: Iterable[str], cells: Iterable[str]) -> str:
    return f"--map names {_listed(missing)}, and the header row has no such column; it has {_listed(cells)}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(repr(name.strip()[:40]) for name in names if name.strip())


def _record(header: Sequence[str], row: Row) -> RawRecord | RecordError:
    filled = [number for number, cell in enumerate(row.cells) if cell.strip()]
    if filled and filled[-1] >= len(header):
        return row.place.error(f"the row has {len(row.cells)} cells and the header {len(header)}")
    try:
        return record_from(
            {name: cell for name, cell in zip(header, row.cells, strict=False) if name}, row.place
        )
    except RecordError as error:
        return error
