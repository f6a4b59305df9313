"""What begins with what was typed; a scan over all keys is the oracle."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.suggesting.entries import Entry
from indexer.suggesting.keying import keys_written, spoken_keys
from indexer.suggesting.keys import SortedKeys, key_arrays
from indexer.suggesting.shelf import Shelf

TEXTS = (
    "自贸区", "自由贸易试验区", "自贸试验区挂牌", "自贸港", "姊妹", "政策", "政府", "証券", "中国", "综合保税区",
    "重庆银行", "西安", "先进制造业", "方案", "反感", "free trade zone", "Free-trade port", "freedom", "AI芯片", "AI",
    "“十四五”规划",
    "5G基站", "長三角一體化", "绿色金融", "\U00020bb7野家",
)  # fmt: skip
SHELF = Shelf.of(Entry(text, "term", 100 - number) for number, text in enumerate(TEXTS))


def found(typed: str, count: int = 50) -> set[str]:
    return {one.entry.text for one in SHELF.find(typed, count)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("自贸", {"自贸区", "自贸试验区挂牌", "自贸港"}),
        ("自貿", {"自贸区", "自贸试验区挂牌", "自贸港"}),
        ("自 贸区", {"自贸区"}),
        ("zimaoqu", {"自贸区"}),
        ("zi mao qu", {"自贸区"}),
        ("ＺＩＭＡＯ", set()),
        ("zmq", {"自贸区"}),
        ("zimq", {"自贸区"}),
        ("zmaoq", {"自贸区"}),
        ("zi'm", {"自贸区", "自贸试验区挂牌", "自贸港", "姊妹"}),
        ("自m", {"自贸区", "自贸试验区挂牌", "自贸港"}),
        ("自mao'q", {"自贸区"}),
        ("自you贸", {"自由贸易试验区"}),
        ("zi贸g", {"自贸港"}),
        ("AI芯p", {"AI芯片"}),
        ("ai", {"AI", "AI芯片"}),
        ("ai芯", {"AI芯片"}),
        ("xian", {"西安", "先进制造业"}),
        ("xi'an", {"西安"}),
        ("fangan", {"方案", "反感"}),
        ("zhengq", {"証券"}),
        ("zh", {"政策", "政府", "証券", "中国", "综合保税区"}),
        ("zhbsq", {"综合保税区"}),
        ("zhg", {"中国"}),
        ("csj", {"長三角一體化"}),
        ("changsanj", {"長三角一體化"}),
        ("lvse", {"绿色金融"}),
        ("lüse", {"绿色金融"}),
        ("chongqing", {"重庆银行"}),
        ("FREE", {"free trade zone", "Free-trade port", "freedom"}),
        ("free t", {"free trade zone", "Free-trade port"}),
        ("free-trade z", {"free trade zone"}),
        ("“十四", {"“十四五”规划"}),
        ("十四五规", {"“十四五”规划"}),
        ("5g", {"5G基站"}),
        ("\U00020bb7", {"\U00020bb7野家"}),
        ("", set()),
        ("，。", set()),
        ("贸区", set()),
    ],
)
def test_what_begins_like_that_is_found(typed: str, expected: set[str]) -> None:
    assert found(typed) == expected


def test_the_heaviest_are_found_and_each_once() -> None:
    for typed in ("z", "自", "zi", "zm"):
        few = SHELF.find(typed, 2)
        assert len({one.entry for one in few}) == len(few) >= 2
        heaviest = sorted(
            (SHELF.written_as(keys_written([text])[0]).weight for text in found(typed)), reverse=True
        )
        assert {one.entry.weight for one in few} >= set(heaviest[:2])


def test_all_of_a_key_is_told_from_its_beginning() -> None:
    whole = {
        (typed, one.entry.text)
        for typed in ("自贸区", "zimaoqu", "zmq", "ai")
        for one in SHELF.find(typed, 9)
        if one.whole
    }
    assert whole == {("自贸区", "自贸区"), ("zimaoqu", "自贸区"), ("zmq", "自贸区"), ("ai", "AI")}


def test_of_entries_with_one_key_the_first_stays() -> None:
    shelf = Shelf.of([Entry("自贸区", "term", 1), Entry("自貿區", "title", 9), Entry("、", "term", 1)])
    assert [entry.text for entry in shelf.entries] == ["自贸区"]


def test_an_empty_shelf_finds_nothing() -> None:
    assert Shelf.of([]).find("z", 5) == Shelf.of([]).find("自", 5) == []


@given(st.sampled_from(TEXTS), st.data())
def test_every_text_is_found_by_every_beginning_of_every_key(text: str, data: st.DataObject) -> None:
    for key in (keys_written([text]), *spoken_keys([text])):
        if key[0]:
            end = data.draw(st.integers(1, len(key[0])))
            assert text in found(key[0][:end]) or not key[0][:end].strip()


@given(st.text("自贸区政zimaoqfre t'", max_size=8))
def test_whatever_is_found_begins_with_what_was_typed_by_the_key_it_was_found_by(typed: str) -> None:
    for one in SHELF.find(typed, 5):
        (written,) = keys_written([one.entry.text])
        spoken, initials = (key[0] for key in spoken_keys([one.entry.text]))
        letters = re.sub("[ '-]", "", typed).lower()
        if one.by == "written":
            assert written.replace(" ", "").startswith(letters)
        elif one.by == "initials":
            assert initials.startswith(letters[0])
            assert re.match(r"\S* ?".join(letters), spoken)
        else:
            # Letter by letter within the syllables, or the character itself.
            units = re.findall(r"[a-z0-9]+|.", written.replace(" ", ""))
            assert begins(letters, list(zip(units, spoken.split(), strict=True)))


def begins(typed: str, units: list[tuple[str, str]]) -> bool:
    """Whether units begin with what was typed: each by itself, or by the beginning of its syllable."""
    if not typed:
        return True
    if not units:
        return False
    (unit, said), rest = units[0], units[1:]
    if typed.startswith(unit) and begins(typed[len(unit) :], rest):
        return True
    return any(begins(typed[end:], rest) for end in range(1, len(said) + 1) if typed[:end] == said[:end])


@given(st.lists(st.text("ab自\U00020bb7 ", max_size=4)), st.text("ab自\U00020bb7 ", max_size=3))
def test_sorted_keys_are_those_of_a_scan(keys: list[str], start: str) -> None:
    held = SortedKeys(key_arrays("key", keys, np.arange(len(keys), dtype=np.int32)), "key")
    expected = [number for number, key in enumerate(keys) if key.startswith(start) and key]
    assert sorted(held.heaviest(held.beginning(start), len(keys) + 1)) == expected
    assert held.by_weight(held.beginning(start), 2) == expected[::-1][:2]
    assert sorted(held.being(start)) == [number for number in expected if keys[number] == start]
    assert all(held.key(number) == key for number, key in enumerate(keys))


def test_of_a_long_title_the_pinyin_of_the_beginning_is_enough() -> None:
    shelf = Shelf.of([Entry("绿色" * 40, "title", 1)])
    assert [one.by for one in shelf.find("lvse" * 4, 5)] == ["spoken"]
    assert [one.by for one in shelf.find("绿色" * 30, 5)] == ["written"]
    assert len(shelf.spoken.key(0).split()) == 16
