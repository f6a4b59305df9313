import pytest

from corpus.clean.inline_pinyin import remove_inline_pinyin
from corpus.clean.syllables import SYLLABLES, tone_and_syllable


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("時(shí)刻", "時刻"),
        ("自貿(mào)區(qū)", "自貿區"),
        ("自貿（mào）區（qū）", "自貿區"),
        ("園區的經(jīng)濟(jì)規(guī)劃(huà)", "園區的經濟規劃"),
        ("戰(zhàn)略與責(zé)任", "戰略與責任"),
        ("穿城而過(guò)", "穿城而過"),
        ("自然生態(tài)", "自然生態"),
        ("綠(lǜ)色與戰略(lu\u0308e\u0300)", "綠色與戰略"),
        ("國(ɡuó)家", "國家"),
        ("我們(men)", "我們"),
        ("什麼(me)", "什麼"),
        ("我們(men)的(de)家來(lai)了(le)", "我們的家來了"),
        ("學(xué)子(zi)", "學子"),
        ("自贸(mào)区(qū)挂牌", "自贸区挂牌"),
    ],
)
def test_takes_readings_off(dirty: str, clean: str) -> None:
    assert remove_inline_pinyin(dirty) == clean


@pytest.mark.parametrize(
    "text",
    [
        *(
            "京东-亦庄CAZ(中央商务区)",
            "(CAZ)",
            "（2020年-2022年）",
            "(试行)",
            "WTO（世界贸易组织）",
            "(人工智能)",
        ),
        *(
            "iPhone (red)",
            "人工智能(ai)",
            "软件(app)",
            "(beta)",
            "軟體(app)",
            "愛(ai)",
            "歌曲(song)",
            "龍(long)",
            "男人(men)",
        ),
        *(
            "机动车(gogoro)",
            "重量(t)",
            "里程(km)",
            "力(power)",
            "中國(北京)自由貿易試驗區",
            "何名(hō-miâ)行動",
            "的(de)",
        ),
        *("café (né)", "(é)", "重庆(chóngqìng)", "李强(Lǐ Qiáng)", "國家(guójiā)", "學(XUÉ)"),
    ],
)
def test_leaves_ordinary_parentheses_alone(text: str) -> None:
    assert remove_inline_pinyin(text) == text


@pytest.mark.parametrize(
    "text", ["六(lù)安市发布规划", "王玥(yuè)说，这是第一步。", "乐(lào)亭县位于河北，经济发展很快"]
)
def test_leaves_what_an_author_explains_in_simplified_text(text: str) -> None:
    assert remove_inline_pinyin(text) == text


def test_leaves_a_few_readings_in_a_long_text() -> None:
    text = (
        "地名的读音常有例外：六(lù)安、乐(lào)亭、蔚(yù)县。"
        + "各地的规划正在有序推进，企业陆续入驻园区。" * 10
    )
    assert remove_inline_pinyin(text) == text


def test_on_a_converted_page_english_in_parentheses_stays() -> None:
    assert (
        remove_inline_pinyin("國(guó)家支持人工智能(ai)和軟體(app)企業(yè)")
        == "國家支持人工智能(ai)和軟體(app)企業"
    )


def test_damaged_bytes_lose_their_reading_and_nothing_is_guessed() -> None:
    dirty = "我們要勇?lián)姑σ愿埃_(kāi)拓進(jìn)取"
    assert remove_inline_pinyin(dirty) == "我們要勇?姑σ愿埃_拓進取"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *(("shí", (2, "shi")), ("lǜ", (4, "lü")), ("men", (0, "men")), ("ɡuó", (2, "guo"))),
        *(("time", (0, "")), ("shíí", (0, "")), ("shií", (0, "")), ("", (0, "")), ("Shí", (0, ""))),
    ],
)
def test_reads_one_syllable(written: str, expected: tuple[int, str]) -> None:
    assert tone_and_syllable(written) == expected


def test_knows_the_syllables_and_no_others() -> None:
    assert {"zhuang", "er", "yuan", "nüe", "lv", "a"} <= SYLLABLES
    assert not {"red", "app", "beta", "song1", "bong", "v", "jo", "time", "the"} & SYLLABLES
    assert 400 <= len(SYLLABLES) <= 425
