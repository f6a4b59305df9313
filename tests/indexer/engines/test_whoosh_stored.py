"""Documents come back from their stored form as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.engines.whoosh.stored import decode_document, encode_document

BARE = Document("甲", "", "")
FULL = Document(
    id="甲",
    title="北京自贸区\n条例",
    text="第一条\n\n第二条",
    published=date(2020, 7, 30),
    source="甲报",
    url="https://example.org/甲",
    lang="zh-Hans",
    districts=("110000", "110108"),
    industries=("new-it.ai",),
    doc_number="京政发〔2020〕1号",
    issuer="北京市人民政府",
    issued_in="110000",
    evidence={"published": {"confidence": 0.9, "said": "2020年7月30日", "field": "page"}},
    extra={"editor": ["乙", None, 3], "damage": {"start": 4}},
)
ANY_TEXT = st.text(st.characters(), max_size=30) | st.text("\ud83d\ude00\udc00政\xe9𠮷", max_size=8)


@pytest.mark.parametrize("document", [BARE, FULL, replace(FULL, evidence={}), replace(FULL, extra={})])
def test_every_field_comes_back(document: Document) -> None:
    read = decode_document(encode_document(document))
    assert read == document
    assert read.to_json() == document.to_json()
    assert read.content_hash() == document.content_hash()


@given(ANY_TEXT, ANY_TEXT, st.dictionaries(st.sampled_from(["甲", "乙"]), ANY_TEXT))
@settings(deadline=None, max_examples=200)
def test_any_text_comes_back(title: str, text: str, extra: dict[str, Any]) -> None:
    document = replace(BARE, title=title, text=text, extra=extra)
    assert decode_document(encode_document(document)) == document


@pytest.mark.parametrize(
    ("text", "width"),
    [("plain and café", 1), ("政策", 2), ("𠮷野家", 2), ("\ud83d\ude00", 4)],
)
def test_a_text_takes_as_few_bytes_a_character_as_it_can(text: str, width: int) -> None:
    longer = len(encode_document(replace(BARE, text=text * 101)))
    added = len(text.encode("utf-16-le", "surrogatepass")) // 2 * width if width < 4 else len(text) * width
    assert longer - len(encode_document(replace(BARE, text=text * 100))) == added


def test_evidence_and_unknown_keys_are_read_when_they_are_looked_at() -> None:
    read = decode_document(encode_document(FULL)[:-5])
    assert read.text == FULL.text
    with pytest.raises(Exception, match="incomplete"):
        len(read.extra)
