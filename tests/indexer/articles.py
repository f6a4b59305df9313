"""Articles that the tests of searching share, and engines that hold some."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corpus.document import Document
from indexer.analysis import analyze
from indexer.engine import Engine
from indexer.engines.memory import MemoryEngine
from indexer.signatures import signed

ARTICLES = (
    Document(
        id="zone-hans",
        title="自贸区挂牌满一年",
        text="海淀区的自贸区挂牌满一年。\n\n园区新增企业三百家，人工智能企业占一半。",
        published=date(2021, 9, 24),
        source="晨报",
        url="https://example.org/zone?a=1&b=2",
        lang="zh-Hans",
        districts=("110108",),
        industries=("trade.free-trade-zones", "new-it.ai"),
        doc_number="京政发〔2021〕8号",
        issuer="北京市人民政府",
        issued_in="110000",
        extra={"editor": "QX01"},
    ),
    Document(
        id="zone-hant",
        title="自貿區新規公布",
        text="上海的自貿區公布新規，簡化通關手續。",
        published=date(2020, 7, 30),
        source="日報",
        lang="zh-Hant",
        districts=("310000",),
        industries=("trade.free-trade-zones",),
    ),
    Document(
        id="zone-en",
        title="Rules for the free trade zone",
        text="The free trade zone in Shanghai has new rules.",
        published=date(2020, 8, 1),
        source="Gazette",
        lang="en",
        districts=("310000",),
    ),
    Document(
        id="park",
        title="产业园招商",
        text="海淀的产业园开始招商，优先引进人工智能公司。",
        published=date(2020, 12, 31),
        source="晨报",
        lang="zh-Hans",
        districts=("110108-shangdi",),
        industries=("new-it.ai",),
    ),
    Document(id="undated", title="", text="没有日期的通知，海淀街道办事处。", lang="zh-Hans"),
)


def engine_of(
    documents: Iterable[Document] = ARTICLES,
    kind: type[MemoryEngine] = MemoryEngine,
    *,
    copies: bool = False,
) -> MemoryEngine:
    """An engine in memory that holds these documents, and tells copies where that is asked for."""
    engine = kind()
    batch = analyze(documents)
    with engine.writer() as writer:
        writer.put(signed(batch) if copies else batch)
    return engine


def put(engine: Engine, *documents: Document) -> None:
    """Commit documents, all at once."""
    with engine.writer() as writer:
        writer.put(analyze(documents))
