"""Documents to read: one whose metadata were found in its words, both scripts, copies, and a changed one."""

from dataclasses import replace
from datetime import date

from corpus.document import Document
from tests.webui import copies

TITLE = "软件园区发布互联网企业扶持办法"
TEXT = (
    "发布日期：2021年5月1日\n"
    "园区管理委员会发布互联网企业扶持办法，软件企业和互联网企业都可以申请。\n"
    "Annex A lists the companies.\n"
    "办法所称互联网企业，是指在互联网上提供信息服务的企业。"
)


def span(words: str, text: str = TEXT) -> dict[str, object]:
    """The evidence that some words give, at the place where they first stand."""
    start = text.index(words)
    field = "title" if text == TITLE else "text"
    return {"confidence": 0.98, "said": words, "field": field, "start": start, "end": start + len(words)}


SOFTWARE = Document(
    id="software",
    title=TITLE,
    text=TEXT,
    published=date(2021, 5, 1),
    source="园区快讯",
    url="https://news.example/software?a=1&b=2",
    lang="zh-Hans",
    districts=("110108", "310000"),
    issuer="园区管理委员会",
    evidence={
        "published": span("2021年5月1日"),
        "issuer": span("园区管理委员会"),
        "source": {"confidence": 0.97, "said": "园区快讯", "field": "page"},
        "lang": {"confidence": 1.0, "given": True},
        "districts": {"110108": span("软件园区", TITLE), "310000": {"confidence": 0.9}},
    },
)
TRADITIONAL = Document(
    id="taiwan",
    title="網際網路軟體補助辦法",
    text="經濟部公布網際網路軟體補助辦法，鼓勵業者開發資訊服務。",
    published=date(2020, 1, 2),
    source="島內摘報",
    lang="zh-Hant",
)
CHANGED = replace(
    copies.PAGE,
    id="night-2022",
    title="支持夜间经济发展的措施修订",
    text=copies.TEXT.replace("减免部分", "减免30%的").replace("并组织公益演出活动", "并组织演出")
    + "本措施有效期三年。",
    published=date(2022, 5, 1),
)
DOCUMENTS = (SOFTWARE, TRADITIONAL, CHANGED, *copies.DOCUMENTS)
