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
        ("時(shi2)刻與綠(lü4)色、綠(lv4)色", "時刻與綠色、綠色"),
        ("重庆(chóngqìng)和西安（Xī'ān）", "重庆和西安"),
        ("海淀(hǎi diàn)區、重慶(chong2 qing4)市", "海淀區、重慶市"),
        ("李强(Lǐ Qiáng)说", "李强说"),
        ("东西(dōngxi)", "东西"),
        ("學(XUÉ)", "學"),
        ("重(zhòng/chóng)要", "重要"),
        ("六(lù)安市发布规划", "六安市发布规划"),
        ("自贸(mao)区(qu)今天挂牌，时(shi)间已定", "自贸区今天挂牌，时间已定"),
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
        *("café (né)", "(é)", "上海(Shanghai)Port", "北京(Beijing)", "李强(Li Qiang)", "海淀(haidian)"),
        *("方案(a1)", "A類(b2)", "附件(3)", "重庆(guǎngzhōu)", "時(shí間)", "時(shi5)"),
    ],
)
def test_leaves_ordinary_parentheses_alone(text: str) -> None:
    assert remove_inline_pinyin(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "地名六安读作六(lù)安，不读六(liù)安",
        "乐(lào)亭的读音很特别",
        "“圳”念(zhèn)，在深圳(zhèn)二字里音同镇",
        "拼音：海淀(hǎi diàn)",
    ],
)
def test_leaves_readings_where_a_sentence_speaks_of_them(text: str) -> None:
    assert remove_inline_pinyin(text) == text


def test_on_a_converted_page_english_in_parentheses_stays() -> None:
    assert (
        remove_inline_pinyin("國(guó)家支持人工智能(ai)和軟體(app)企業(yè)")
        == "國家支持人工智能(ai)和軟體(app)企業"
    )


def test_a_reading_that_lost_its_opening_is_no_inline_pinyin() -> None:
    assert remove_inline_pinyin("奮?lián)戰，開(kāi)創(chuàng)") == "奮?lián)戰，開創"


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
