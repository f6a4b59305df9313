"""The table of rules in corpus/README.md against the finders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.metadata import dates, issuer, own_number, source, title

README = Path(__file__).parents[2] / "corpus" / "README.md"


@pytest.mark.parametrize(
    ("field", "confidence"),
    [
        ("title", title.CONFIDENCE),
        ("source", source.CONFIDENCE),
        ("published", dates.CONFIDENCE),
        ("doc_number", own_number.CONFIDENCE),
        ("issuer", issuer.CONFIDENCE),
    ],
)
def test_the_table_has_every_rule_in_order_with_its_confidence(
    field: str, confidence: Mapping[str, float]
) -> None:
    row = re.search(rf"^\| `{field}` \|.*\| (.*) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert row and row[1] == ", ".join(f"{rule} {share}" for rule, share in confidence.items())
