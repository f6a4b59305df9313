"""The groups that come with the project: what holds for every one, and pairs that everybody knows."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from corpus.vocabulary import places
from indexer.language.conversion import convert
from indexer.language.lexicon import DATA, lexicon, term_key
from indexer.language.units import HAN, unit_texts
from indexer.language.words import stopwords
from indexer.settings import SYNONYM_WEIGHT, TRANSLATION_WEIGHT

LINES = [
    line.split("\t") for line in DATA.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]
GROUPS = [[term.removeprefix("~") for term in line] for line in LINES]

SHARED = {
    # One rendering of two offices, or of two terms of two regions.
    "migrant worker",
    "migrant workers",
    "Ministry of Justice",
    "Department of Health",
    "health bureau",
    "transportation bureau",
    "social security",
    "e-government",
    "public consultation",
    "public announcement",
    "public notice",
    # One name of two offices.
    "环境保护署",
    "环保署",
    "民航局",
}
"""Terms that stand in several groups."""

PLACES = {
    # Zones that have a government, and regions.
    "浦东新区",
    "滨海新区",
    "两江新区",
    "澳门特别行政区",
    "香港特别行政区",
    # Words that some place is called by too.
    "港口",
    "南海",
}
"""First terms of groups that name a province, prefecture or county."""


@cache
def equals(typed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(unit_texts(equal.text) for equal in lexicon().equals(typed))


def reaches(typed: str, wanted: str) -> bool:
    """Whether a search for a term finds another: what is searched for stands in it."""
    units = unit_texts(wanted)
    rows = {unit_texts(typed), *equals(typed)}
    return any(units[at : at + len(row)] == row for row in rows for at in range(len(units)))


def test_there_are_enough_groups() -> None:
    assert len(GROUPS) >= 1_500
    assert len(set(map(tuple, GROUPS))) == len(GROUPS)


def test_terms_are_chinese_or_latin_and_neatly_written() -> None:
    allowed = re.compile(rf"[{HAN}]|[ -~’“”、＋（）·]")
    terms = [term for group in GROUPS for term in group]
    assert [term for term in terms if allowed.sub("", term)] == []
    assert [term for term in terms if term != " ".join(term.split()) or "~" in term] == []


def test_terms_are_in_simplified_chinese() -> None:
    """The fold makes all forms one; a file in one script can be read and kept."""
    assert [term for group in GROUPS for term in group if convert(term, "t2s") != term] == []


def test_a_term_stands_in_several_groups_only_where_it_means_several_things() -> None:
    counts = Counter(unit_texts(term) for group in GROUPS for term in group)
    assert {row for row, count in counts.items() if count > 1} == set(map(unit_texts, SHARED))


def test_a_term_says_more_than_one_character_or_a_function_word() -> None:
    short = {term for group in GROUPS for term in group if len(term) == 1}
    function_words = {term for group in GROUPS for term in group if term_key(term)[0] in stopwords()}
    assert short == set()
    assert {term for term in function_words if len(term_key(term)) == 1} == {"IT", "WHO", "MOST"}


def test_no_abbreviation_is_an_english_word_in_lower_case() -> None:
    """Case does not count: a search for LED or ETC would find led and etc."""
    words = (
        "ad aid aids am are art as bad bar bit can car cat cell cop cost did etc fast fit fun get hot it led"
    )
    words += " let lot may most net new nice now oil pet pop raw red sad seed set she smart some star step team tip us"
    searched = {equal[0] for group in GROUPS for term in group for equal in equals(term) if len(equal) == 1}
    assert searched & set(words.split()) == set()


def test_no_term_is_the_mere_name_of_a_place() -> None:
    """Places have a vocabulary of their own."""
    governed = {"province", "prefecture", "county"}
    kinds = {entry.code: entry.kind for entry in places()}
    named = {
        group[0]
        for group, line in zip(GROUPS, LINES, strict=True)
        if any(kinds[code] in governed for code in places().resolve(line[0]))
    }
    assert named == PLACES


def test_the_members_of_a_group_reach_one_another() -> None:
    for line, group in zip(LINES, GROUPS, strict=True):
        for term in group:
            for member in line:
                unsearched = member[0] == "~" or unit_texts(member)[0] in stopwords()
                assert unsearched or reaches(term, member), (term, member)


def test_a_group_is_the_same_for_either_script() -> None:
    for group in GROUPS:
        for term in group:
            assert equals(convert(term, "s2t")) == equals(term)


def test_no_function_word_is_searched_for() -> None:
    offered = {row for group in GROUPS for row in equals(group[0])}
    assert [row for row in offered if len(row) == 1 and row[0] in stopwords()] == []


@pytest.mark.parametrize(
    ("abbreviation", "text"),
    [
        ("国企", "欢迎各国企业来华投资"),
        ("外企", "会见中外企业家"),
        ("双创", "双双创下新高"),
        ("中考", "在陕西汉中考察"),
        ("密接", "紧密接触"),
        ("非典", "非典型案例"),
        ("体检", "气体检测"),
        ("基改", "路基改善"),
        ("年改", "逐年改善"),
        ("海归", "从上海归来"),
        ("台电", "一台电脑"),
        ("内存", "仓库内存放"),
    ],
)
def test_an_abbreviation_that_stands_in_other_words_is_recognised_only(abbreviation: str, text: str) -> None:
    found = equals(abbreviation)
    assert found
    assert abbreviation in text
    others = {row for equal in lexicon().equals(abbreviation) for row in equals(equal.text)}
    assert unit_texts(abbreviation) not in others


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # zones, strategies, slogans
        ("经开区", "economic and technological development zone"),
        ("自贸区", "FTZ"),
        ("双碳", "carbon peaking and carbon neutrality"),
        ("京津冀", "Beijing-Tianjin-Hebei"),
        ("粤港澳大湾区", "Greater Bay Area"),
        ("专精特新", "specialized and sophisticated"),
        ("放管服", "streamlining administration and delegating power"),
        ("新质生产力", "new quality productive forces"),
        ("十四五规划", "14th Five-Year Plan"),
        ("乡村振兴", "rural revitalization"),
        ("一带一路", "Belt and Road"),
        ("十四五", "第十四个五年规划"),
        # regions
        ("软件", "軟體"),
        ("信息", "資訊"),
        ("互联网", "網際網路"),
        ("质量", "品質"),
        ("项目", "專案"),
        ("人工智能", "人工智慧"),
        ("数字经济", "數位經濟"),
        ("集成电路", "積體電路"),
        ("可持续发展", "永續發展"),
        ("幼儿园", "幼稚園"),
        ("合同", "契約"),
        ("算法", "演算法"),
        ("网络安全", "資通安全"),
        ("出租车", "的士"),
        ("国内生产总值", "國內生產毛額"),
        ("残疾人", "身心障礙者"),
        ("导弹", "飛彈"),
        ("泥石流", "土石流"),
        ("塑料袋", "膠袋"),
        ("城市规划", "都市計畫"),
        # offices
        ("国家发展和改革委员会", "NDRC"),
        ("工信部", "Ministry of Industry and Information Technology"),
        ("国家知识产权局", "CNIPA"),
        ("质检总局", "AQSIQ"),
        ("国台办", "Taiwan Affairs Office"),
        ("廉政公署", "ICAC"),
        ("運輸署", "Transport Department"),
        ("食環署", "Food and Environmental Hygiene Department"),
        ("金管局", "Hong Kong Monetary Authority"),
        ("澳門金融管理局", "AMCM"),
        ("主計總處", "DGBAS"),
        ("工研院", "ITRI"),
        ("都發局", "Urban Development Bureau"),
        ("全国人大常委会", "NPC Standing Committee"),
        # the Gazette
        ("憲報", "Gazette"),
        ("封閉道路", "closure of road"),
        ("收回土地", "resumption of land"),
        ("委任", "appointment"),
        ("清盤人", "liquidator"),
        ("酒牌", "liquor licence"),
        ("分區計劃大綱圖", "outline zoning plan"),
        ("補選", "by-election"),
        # laws
        ("个人信息保护法", "PIPL"),
        ("劳动合同法", "Labor Contract Law"),
        ("个人资料保护法", "Personal Data Protection Act"),
        ("反垄断法", "Anti-Monopoly Law"),
        # money, land, people
        ("首次公开募股", "IPO"),
        ("增值税", "VAT"),
        ("存款准备金率", "reserve requirement ratio"),
        ("公开招标", "open tender"),
        ("容积率", "floor area ratio"),
        ("长照", "long-term care"),
        ("中医药", "TCM"),
        ("非洲猪瘟", "ASF"),
        ("碳边境调节机制", "CBAM"),
        ("可再生能源", "renewable energy"),
        ("污水处理厂", "wastewater treatment plant"),
        ("义务教育", "compulsory education"),
        ("轨道交通", "rail transit"),
    ],
)
def test_well_known_pairs_meet(one: str, other: str) -> None:
    assert reaches(one, other)
    assert reaches(other, one)


def test_an_equal_counts_less_than_what_was_typed() -> None:
    assert 0 < TRANSLATION_WEIGHT <= SYNONYM_WEIGHT < 1
    weights = {equal.kind: equal.weight for equal in lexicon().equals("自贸区")}
    assert weights == {"synonym": SYNONYM_WEIGHT, "translation": TRANSLATION_WEIGHT}
