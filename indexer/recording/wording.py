"""The words of a record in each language: a sentence for each thing there is to tell of a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.engine import Sort
from indexer.language.english import MONTHS


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences with places in braces. ``between`` stands between the values of a list, ``space`` between sentences."""

    day: str
    months: tuple[str, ...]
    between: str
    clause: str
    space: str
    program: str
    query: str
    read_as: str
    corrected: str
    no_query: str
    expanded: str
    no_equals: str
    not_expanded: str
    narrowed: str
    filters: Mapping[str, str]
    languages: Mapping[str, str]
    period: tuple[str, str, str]
    match: Mapping[str, str]
    sort: Mapping[Sort, str]
    collapsed: str
    index: str
    found: str
    literal: str
    other: str
    partial: str
    how: str
    stop: str
    heading: str
    equals_heading: str
    versions_heading: str
    documents_heading: str


_ENGLISH = Wording(
    day="{day} {month} {year}, {time} ({zone})",
    months=MONTHS,
    between=", ",
    clause="; ",
    space=" ",
    program="The search was run with zhengsou {version} on {moment}.",
    query="The query was “{q}”",
    read_as=", read as “{read_as}”",
    corrected=", which found nothing and was corrected to “{corrected}”",
    no_query="No query was given, so every document was considered.",
    expanded="; synonyms and translations were searched for too ({count} expressions).",
    no_equals="; synonyms and translations would have been searched for too, and there were none.",
    not_expanded="; synonyms and translations were not searched for.",
    narrowed="The search was limited to {filters}.",
    filters={
        "district": "places: ",
        "industry": "industries: ",
        "source": "sources: ",
        "lang": "languages: ",
    },
    languages={"zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese", "en": "English"},
    period=(
        "dates of publication from {first} to {last}",
        "dates of publication from {first}",
        "dates of publication to {last}",
    ),
    match={
        "auto": "",
        "all": "Documents had to satisfy all parts of the query.",
        "any": "Documents had to satisfy any part of the query.",
    },
    sort={
        "relevance": "Results are ranked by relevance.",
        "newest": "Results stand from the newest to the oldest.",
        "oldest": "Results stand from the oldest to the newest.",
    },
    collapsed="Of documents that are copies of each other one was counted.",
    index="The index held {documents} documents (fingerprint {fingerprint}).",
    found="The search found {total} documents",
    literal="{count} with the query verbatim",
    other="{count} by words, synonyms or translation",
    partial="{count} with part of the query only",
    how=": ",
    stop=".",
    heading="Search record",
    equals_heading="Expressions that were searched for too",
    versions_heading="Versions",
    documents_heading="Documents in their order (rank, score, identifier); digest {digest}",
)
_SIMPLIFIED = Wording(
    day="{year}年{month}月{day}日{time}（{zone}）",
    months=tuple(map(str, range(1, 13))),
    between="、",
    clause="；",
    space="",
    program="检索工具为政搜（zhengsou {version}），检索时间为{moment}。",
    query="检索式为“{q}”",
    read_as="，系统读作“{read_as}”",
    corrected="，因未检得文献，改按“{corrected}”检索",
    no_query="未设检索词，以全部文献为对象。",
    expanded="；同时检索同义词和译名，共{count}个。",
    no_equals="；同义词和译名一并检索，但没有可用的词。",
    not_expanded="；未检索同义词和译名。",
    narrowed="检索范围限于{filters}。",
    filters={"district": "地区：", "industry": "行业：", "source": "来源：", "lang": "语言："},
    languages={"zh-Hans": "简体中文", "zh-Hant": "繁体中文", "en": "英文"},
    period=("发布日期：{first}至{last}", "发布日期：{first}以后", "发布日期：{last}以前"),
    match={"auto": "", "all": "文献须符合检索式的全部条件。", "any": "文献符合检索式的任一条件即可。"},
    sort={
        "relevance": "结果按相关性排序。",
        "newest": "结果按发布日期由新到旧排列。",
        "oldest": "结果按发布日期由旧到新排列。",
    },
    collapsed="互为副本的文献只计一篇。",
    index="所检索引共收录文献{documents}篇（内容指纹{fingerprint}）。",
    found="共检得文献{total}篇",
    literal="逐字包含检索内容的{count}篇",
    other="经分词、同义词或译名匹配的{count}篇",
    partial="只符合部分检索条件的{count}篇",
    how="，其中",
    stop="。",
    heading="检索记录",
    equals_heading="一并检索的词语",
    versions_heading="版本",
    documents_heading="文献及其次序（名次、得分、标识）；摘要值{digest}",
)
_TRADITIONAL = Wording(
    day="{year}年{month}月{day}日{time}（{zone}）",
    months=tuple(map(str, range(1, 13))),
    between="、",
    clause="；",
    space="",
    program="檢索工具為政搜（zhengsou {version}），檢索時間為{moment}。",
    query="檢索式為「{q}」",
    read_as="，系統讀作「{read_as}」",
    corrected="，因查無文獻，改以「{corrected}」檢索",
    no_query="未設檢索詞，以全部文獻為對象。",
    expanded="；同時檢索同義詞和譯名，共{count}個。",
    no_equals="；同義詞和譯名一併檢索，但沒有可用的詞。",
    not_expanded="；未檢索同義詞和譯名。",
    narrowed="檢索範圍限於{filters}。",
    filters={"district": "地區：", "industry": "產業：", "source": "來源：", "lang": "語言："},
    languages={"zh-Hans": "簡體中文", "zh-Hant": "繁體中文", "en": "英文"},
    period=("發布日期：{first}至{last}", "發布日期：{first}以後", "發布日期：{last}以前"),
    match={"auto": "", "all": "文獻須符合檢索式的全部條件。", "any": "文獻符合檢索式的任一條件即可。"},
    sort={
        "relevance": "結果依相關性排序。",
        "newest": "結果依發布日期由新到舊排列。",
        "oldest": "結果依發布日期由舊到新排列。",
    },
    collapsed="互為副本的文獻只計一篇。",
    index="所檢索的索引共收錄文獻{documents}篇（內容指紋{fingerprint}）。",
    found="共檢得文獻{total}篇",
    literal="逐字包含檢索內容者{count}篇",
    other="經斷詞、同義詞或譯名比對者{count}篇",
    partial="僅符合部分檢索條件者{count}篇",
    how="，其中",
    stop="。",
    heading="檢索記錄",
    equals_heading="一併檢索的詞語",
    versions_heading="版本",
    documents_heading="文獻及其次序（名次、得分、識別碼）；摘要值{digest}",
)

WORDINGS: Mapping[str, Wording] = {"zh-Hans": _SIMPLIFIED, "zh-Hant": _TRADITIONAL, "en": _ENGLISH}
"""By language, those that labels exist in."""
