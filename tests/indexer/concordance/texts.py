"""Documents for concordances, and a plain way to find everything in them."""

from __future__ import annotations

import re
from datetime import date
from types import ModuleType

import pytest

from corpus.document import Document
from indexer.concordance.locating import Numbering
from indexer.engine import Engine, Occurrences

DOCUMENTS = (
    Document(
        "hans",
        "支持政策发布",
        "海淀区出台支持政策，落实支持政策。\n市民欢迎这一政策。企业政策 企业政\n策。",
        date(2021, 3, 2),
        source="晨报",
        lang="zh-Hans",
        districts=("110108",),
    ),
    Document(
        "hant",
        "產業新聞",
        "臺北市公布產業政策。支持政策將於明年檢討；政策方向不變",
        date(2020, 1, 5),
        source="日報",
        lang="zh-Hant",
        districts=("710000",),
    ),
    Document(
        "en", "Policy news", "The policy supports trade. Policies of trade.", date(2019, 5, 6), lang="en"
    ),
    Document("late", "政策", "政策", lang="zh-Hans", districts=("110000",)),
    Document("other", "无关", "此处没有那个词。", date(2022, 1, 1), lang="zh-Hans", districts=("110108",)),
)

SCANNED = {"政策": r"政\s*策", "支持政策": r"支\s*持\s*政\s*策", "policy": r"\b(?i:policy)\b", "，": "，"}
"""Literals as regular expressions that find them in these documents, whatever else they look like there."""

Place = tuple[str, str, int, int]
"""The id of a document, ``title`` or ``text``, and where something stands there."""


def emptied_meanwhile(engine: Engine, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every document be deleted, and the engine see it, as soon as occurrences are counted."""
    numbering = module.Numbering

    def deleting(held: Occurrences) -> Numbering:
        with engine.writer() as writer:
            for document_id in list(engine.content_hashes()):
                writer.delete(document_id)
        engine.refresh()
        return numbering(held)

    monkeypatch.setattr(module, "Numbering", deleting)


def scan(pattern: str, documents: tuple[Document, ...] = DOCUMENTS) -> list[Place]:
    """Every place where a regular expression matches, overlapping ones too."""
    return [
        (one.id, field, found.start(), found.start() + len(found[1]))
        for one in documents
        for field, text in (("title", one.title), ("text", one.text))
        for found in re.finditer(f"(?=({pattern}))", text)
    ]
