from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from corpus.document import Document

FULL = Document(
    id="1",
    title="标题",
    text="正文",
    published=date(2020, 7, 30),
    source="某报",
    url="https://example.org/1",
    lang="zh-Hans",
    districts=("110108",),
    industries=("new-it.ai",),
    doc_number="国发〔2015〕12号",
    issuer="国务院",
    issued_in="110000",
    evidence={"lang": {"confidence": 1.0, "given": True}},
    extra={"editor": "甲"},
)


def test_its_json_form_has_a_key_for_every_field_and_leads_back_to_it() -> None:
    values = FULL.to_json()
    assert set(values) == {field.name for field in fields(Document)} - {"extra"} | {"editor"}
    assert (values["published"], values["issuer"], values["issued_in"]) == ("2020-07-30", "国务院", "110000")
    assert Document.from_json(values) == FULL
    assert Document.from_json({"id": "1", "text": "正文"}) == Document("1", "", "正文")


@pytest.mark.parametrize(
    "change",
    [
        {"text": "别的"},
        {"published": None},
        {"issuer": ""},
        {"issued_in": "120000"},
        {"evidence": {}},
        {"extra": {}},
    ],
)
def test_its_hash_changes_with_anything_in_it(change: dict[str, Any]) -> None:
    assert FULL.content_hash() == replace(FULL).content_hash() != replace(FULL, **change).content_hash()
