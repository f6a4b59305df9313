"""The order of Chinese in lists, held against an order that dictionaries give."""

from __future__ import annotations

import pytest

from indexer.language.collation import collation_key, units_in_a_row


def ordered(*texts: str) -> list[str]:
    return sorted(texts, key=lambda text: collation_key(units_in_a_row(text)))


@pytest.mark.parametrize(
    "row",
    [
        # As they follow each other in a dictionary by pinyin: syllable, then tone.
        ["安", "北", "发", "海", "京", "南", "上", "西", "政", "自"],
        ["妈", "麻", "马", "骂", "吗"],
        ["西", "先", "现"],
        ["路", "绿", "乱"],
        ["政策", "政府", "政治"],
        ["政策法规", "政策规定", "政策"],
        ["政策", "2020年", "AI", "policy", "，", "~", ""],
        ["政策法规", "政策，", "政策~", "政策"],
        ["free trade", "free zone", "freedom"],
    ],
)
def test_texts_stand_in_the_order_of_their_readings(row):
    assert ordered(*reversed(row)) == row
    assert ordered(*row) == row


def test_both_scripts_and_both_cases_are_one():
    for one, other in (("发布政策", "發佈政策"), ("ＡＩ", "ai"), ("自 贸区", "自貿區")):
        assert collation_key(units_in_a_row(one)) == collation_key(units_in_a_row(other))


def test_different_characters_of_one_reading_stay_apart():
    assert ordered("市甲", "事甲", "市乙", "事乙") in (
        ["事甲", "事乙", "市甲", "市乙"],
        ["市甲", "市乙", "事甲", "事乙"],
    )
