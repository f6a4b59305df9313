"""A page that another site took over, twice: what families are tried with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.document import Document
from indexer.language.conversion import convert

TEXT = (
    "市政府今天公布了支持夜间经济发展的若干措施。措施提出，延长公共交通在周末的运营时间，方便市民夜间出行。"
    "符合条件的商户可以申请减免部分占道经营费用。文化场馆在夏季延长开放时间，并组织公益演出活动。"
    "各区应当加强食品安全和环境卫生的巡查工作，及时处理居民反映的噪声问题。"
)
PAGE = Document(
    id="night",
    title="支持夜间经济发展的措施公布",
    text=TEXT,
    published=date(2021, 5, 1),
    source="甲报",
    lang="zh-Hans",
)
DOCUMENTS = (
    PAGE,
    replace(PAGE, id="night-again", text=f"本报讯：{TEXT}", source="乙报"),
    replace(
        PAGE, id="night-hant", title=convert(PAGE.title, "s2t"), text=convert(TEXT, "s2t"), lang="zh-Hant"
    ),
    Document(
        id="comment",
        title="夜间经济怎么看",
        text="一位学者谈夜间经济的意义与限度。",
        source="甲报",
        lang="zh-Hans",
    ),
)
