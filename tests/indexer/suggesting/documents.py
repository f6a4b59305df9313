"""Documents with something to suggest: in both scripts and English, with phrases in their titles."""

from __future__ import annotations

from datetime import date

from corpus.document import Document

DOCUMENTS = (
    Document(
        id="ftz",
        title="海淀自贸区方案公布",
        text="自贸区的方案公布。",
        published=date(2021, 1, 1),
        districts=("110108",),
    ),
    Document(
        id="hant",
        title="自貿區新規上路",
        text="自貿區的政策，補貼中小企業。",
        published=date(2021, 1, 2),
        lang="zh-Hant",
    ),
    Document(
        id="en", title="Rules for the free trade zone", text="The government has a new policy for the zone."
    ),
    Document(id="quoted", title="“十四五”规划问答", text="五年规划的问答。", published=date(2021, 1, 4)),
    *(
        Document(
            id=f"fund-{number}",
            title=f"第{number}批专项资金申报通知",
            text="根据政策申报专项资金，政府给予补贴。",
            published=date(2020, 1, number),
        )
        for number in range(1, 13)
    ),
)
