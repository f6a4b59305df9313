import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import clean
from corpus.clean.damage import find_damage, mend_damage
from corpus.clean.inline_pinyin import remove_inline_pinyin
from tests.corpus.clean.converter import convert

CLAUSES = (
    *(
        "新時代的會議在上海舉行",
        "目標明確，繼續加強國際合作",
        "勇擔使命，全力以赴，開拓進取",
        "各地區對外貿易持續增長",
    ),
    *(
        "中國將進一步擴大開放",
        "推動產業轉型升級",
        "為企業減輕負擔",
        "這項規劃由發展改革部門負責",
        "電動車輛達到十萬輛",
    ),
    *(
        "以來的經驗說明",
        "他強調，要統籌發展和安全",
        "辦理時間為三個工作日",
        "資訊服務業與製造業融合",
        "獎勵金額達500萬元",
    ),
)
traditional_texts = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=6).map("。".join)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("新?shēng)r代", "新時代"),
        ("埃_(kāi)拓", "埃開拓"),
        ("獎?wù){(diào)整", "獎調整"),
        ("毒株J(chuǎng)N.1", "毒株JN.1"),
    ],
)
def test_a_half_and_a_reading_name_the_character(damaged: str, mended: str) -> None:
    assert mend_damage(damaged) == mended
    assert not find_damage(mended)


def test_a_run_is_read_again_where_no_character_of_it_can_be_missing() -> None:
    damaged = "勇\ufffd(lián)\ue319姑\ue3ae\ue0e3\ue07eσ愿埃\ue104_(kāi)拓"
    assert mend_damage(damaged) == "勇擔使命，全力以赴，開拓"


def test_what_is_in_doubt_stays_and_is_marked() -> None:
    page = clean("今後要勇?lián)姑σ愿埃_(kāi)拓進(jìn)取,為大局服務(wù)。\n物流成本?biàn)p少。")
    assert page == "今後要勇?lián)姑σ愿埃開拓進取,為大局服務。\n物流成本?biàn)p少。"
    marked = [page[place["start"] : place["end"]] for place in find_damage(page)]
    assert marked == ["勇?lián)姑σ愿埃開拓進取", "本?biàn)p少"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "真的嗎?(笑)",
            "What?a)",
            "方案A(試行)",
            "A(kāi)",
            "B_(kāi)",
            "時(shí)刻",
            "他說：“為什麼?”",
            "（é）",
            "甲?lián)",
        ),
        *("项目：\uf0a2登记证", "C语言(ANSI)", "café?né)"),
    ],
)
def test_leaves_everything_else(text: str) -> None:
    assert mend_damage(text) == text


@pytest.mark.parametrize("text", ["甲乙丙。", "项目：\uf0a2登记证", "时刻(shí)。", "真的吗?"])
def test_nothing_is_marked_in_a_whole_text(text: str) -> None:
    assert find_damage(text) == []


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("新版?niè)裔t(yī)保", "新版?niè)裔醫保"),
        ("總目?shàn)私y(tǒng)籌", "總目?shàn)私統籌"),
        ("新?shēng)r(kāi)會", "新?shēng)r(kāi)會"),
        ("新?shēng)@代", "新?shēng)@代"),
    ],
)
def test_no_run_is_read_again_that_may_lack_characters_or_does_not_fit_its_reading(
    damaged: str, mended: str
) -> None:
    assert mend_damage(damaged) == mended
    assert find_damage(mended)


def test_a_clause_with_several_broken_places_is_marked_to_its_end() -> None:
    text = f"甲?niè)裔{'甲' * 20}?shàn)私{'乙' * 20}，丙"
    assert find_damage(text) == [{"start": 0, "end": len(text) - 2}]


def test_characters_that_were_not_known_are_marked() -> None:
    assert find_damage("甲乙，丙\ufffd丁，戊") == [{"start": 4, "end": 6}]
    assert find_damage("锟斤拷\ue000") == [{"start": 0, "end": 4}]


@settings(deadline=None, max_examples=150)
@given(traditional_texts)
def test_whatever_has_not_lost_characters_becomes_whole_or_is_marked(text: str) -> None:
    mended = remove_inline_pinyin(mend_damage(convert(text, keep_private_use=True)))
    assert mended == text or find_damage(mended)


@settings(deadline=None, max_examples=150)
@given(traditional_texts, st.booleans())
def test_a_clause_that_is_not_marked_stood_in_the_original(text: str, keep_private_use: bool) -> None:
    mended = remove_inline_pinyin(mend_damage(convert(text, keep_private_use=keep_private_use)))
    places = find_damage(mended)
    for clause in re.finditer("[^，。]+", mended):
        if not any(place["start"] < clause.end() and clause.start() < place["end"] for place in places):
            assert clause[0] in text


@settings(deadline=None)
@given(traditional_texts, st.booleans())
def test_mending_twice_is_mending_once(text: str, keep_private_use: bool) -> None:
    mended = mend_damage(convert(text, keep_private_use=keep_private_use))
    assert mend_damage(mended) == mended
