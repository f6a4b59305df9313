"""The documents that the pages are tested with: both scripts, English, and two that mean harm."""

from datetime import date

from corpus.document import Document

DOCUMENTS = (
    Document(
        id="hd-ftz",
        title="海淀区发布自贸试验区科技创新片区方案",
        text="海淀区今日发布自贸区科技创新片区实施方案。\n方案提出，自贸区内企业可享受便利化登记。\n区内将设立服务窗口。",
        published=date(2020, 9, 28),
        source="京城政务",
        url="https://news.example/hd-ftz",
        lang="zh-Hans",
        districts=("110108",),
        industries=("new-it.ai",),
        doc_number="海政发〔2020〕8号",
        issuer="海淀区人民政府办公室",
        issued_in="110108",
    ),
    Document(
        id="hk/ftz?a=1#b",
        title="香港與內地自貿區深化合作",
        text="香港與內地的自貿區將深化合作，推動金融服務互通。參照海政發[2020]8號和《灣區辦法》（灣辦〔2019〕1號）。",
        published=date(2021, 3, 1),
        source="香江札記",
        url="http://news.example/hk",
        lang="zh-Hant",
        districts=("810000",),
        industries=("new-it",),
    ),
    Document(
        id="en-ftz",
        title="A free trade zone opens in Shanghai",
        text="The free trade zone covers Lingang. Companies in the free trade zone pay less tax.",
        published=date(2019, 8, 20),
        source="Policy Digest",
        url="https://news.example/en",
        lang="en",
        districts=("310000",),
    ),
    Document(
        id="hostile",
        title="<script>alert('title')</script> 自贸区 \"quoted\" & <b>bold</b>",
        text="正文 <img src=x onerror=alert(1)> 自贸区 </p><script>alert(2)</script>\n"
        "\u202e反向文字\u202c 结束 javascript:alert(3)",
        published=date(2022, 1, 1),
        source='<i onclick="x()">来源</i>',
        url="javascript:alert(document.cookie)",
        lang="zh-Hans",
        districts=("110108",),
    ),
    Document(id="bare", title="", text="没有标题、没有日期的一页，只提到自贸区。"),
    *(
        Document(
            id=f"ai-{number:02}",
            title=f"北京市人工智能产业通知第{number}期",
            text=f"北京市第{number}期通知：支持人工智能企业在京发展，给予算力补贴。",
            published=date(2018 + number % 3, 1 + number % 12, 15),
            source="产业通知",
            url=f"https://news.example/ai/{number}",
            lang="zh-Hans",
            districts=("110108",) if number % 2 else ("110105",),
            industries=("new-it.ai",),
        )
        for number in range(1, 25)
    ),
)
"""Five that speak of free trade zones, each in its way, and 24 of one kind to turn pages with."""
