from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.industries import LONG, MOST_INDUSTRIES, find_industries, tag_industries
from corpus.metadata.phrases import normalize
from corpus.vocabulary import industries

FILLER = "各部门要认真落实，结合实际制定具体办法，并及时报告进展。" * 20
LABELS = [entry.labels["zh-Hans"] for entry in industries()]


def sector(code: str) -> str:
    return industries().parent(code) or code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("人工智能发展规划", "new-it.ai"),
        ("人工智慧發展計畫", "new-it.ai"),
        ("Plan for artificial intelligence", "new-it.ai"),
        ("積體電路人才培育", "new-it.ic"),
        ("集成电路专项政策", "new-it.ic"),
        ("自动驾驶示范区", "auto.driverless"),
        ("商业航天产业集群", "aerospace.space"),
        ("低空经济若干措施", "aerospace.low-altitude"),
        ("未来产业培育清单", "future"),
        ("生技產業聚落", "bio"),
        ("觀光旅館補助", "culture-tourism.tourism"),
        ("登革熱防治", "health.epidemics"),
        ("住房公积金贷款额度", "construction.fund"),
        ("智能物流与冷链物流", "logistics.cold-chain"),
        ("自貿區掛牌", "trade.free-trade-zones"),
        ("Rules for the free trade zone", "trade.free-trade-zones"),
        ("決標公告", "government.procurement"),
    ],
)
def test_a_phrase_in_the_title_in_either_script_and_in_english(title: str, code: str) -> None:
    assert code in tag_industries(title, "")


def test_one_mention_in_a_short_text_is_enough() -> None:
    text = "厦门市深化两岸集成电路合作，台湾青年来厦工作享受同等待遇，在厦居住满一年的可以申请补助。"
    assert tag_industries("关于推进先行先试的通知", text) == ("new-it.ic",)
    assert tag_industries(
        "Towns plan new homes", "Towns near the park plan homes as semiconductor plants expand."
    ) == ("new-it.ic",)


def test_a_mention_in_the_lead_says_more_than_one_further_down() -> None:
    filler = FILLER[:130]
    assert tag_industries("工作通报", "发展集成电路。" + filler) == ("new-it.ic",)
    assert tag_industries("工作通报", filler + "发展集成电路。") == ()


def test_what_stands_beside_an_industry_of_the_title_needs_a_greater_share() -> None:
    text = "发展大模型和稀土。"
    assert tag_industries("人工智能发展规划", text) == ("new-it.ai",)
    assert tag_industries("发展规划", text) == ("materials.minerals", "new-it.ai")


def test_an_english_text_is_as_short_as_a_chinese_one_that_says_the_same() -> None:
    text = (
        "The city plans new homes as semiconductor plants grow. "
        + "More buses will run on the old roads. " * 6
    )
    assert len(text) > 200
    assert tag_industries("Homes for workers", text) == ("new-it.ic",)


@pytest.mark.parametrize(
    "clause",
    [
        "重点发展集成电路、生物医药和新材料。",
        "集成电路、生物医药和新材料被列为主导产业。",
        "聚焦集成电路、生物医药、新材料等三个方向，",
        "重點發展積體電路、生物醫藥和新材料。",
        "Integrated circuits, biomedicine and new materials are named as its pillars.",
    ],
)
def test_industries_named_as_priorities_stand_beside_the_subject(clause: str) -> None:
    subject = "自贸试验区揭牌。自由贸易试验区，自贸区，综合保税区。" * 2
    tags = tag_industries("自贸试验区揭牌", subject + clause)
    assert set(tags) == {"trade.free-trade-zones", "new-it.ic", "bio.pharmaceuticals", "materials"}
    in_passing = "，产品可以进入集成电路、生物医药和新材料。"
    assert tag_industries("自贸试验区揭牌", subject + in_passing) == ("trade.free-trade-zones",)


def test_a_priority_named_once_in_a_long_text_is_no_second_subject() -> None:
    subject = "自贸试验区揭牌。自由贸易试验区，自贸区，综合保税区。" * 2
    text = subject + "聚焦集成电路，建设平台。"
    assert tag_industries("自贸试验区揭牌", text) == ("trade.free-trade-zones", "new-it.ic")
    assert tag_industries("自贸试验区揭牌", text + FILLER) == ("trade.free-trade-zones",)


def test_what_has_one_sentence_of_a_long_text_is_mentioned_in_passing() -> None:
    once, twice = "光伏和风电和储能和氢能。", "光伏和风电。储能和氢能。"
    long = FILLER[: LONG + 20]
    assert "energy" in {sector(code) for code in tag_industries("工作通报", twice + long)}
    assert tag_industries("工作通报", once + long) == ()
    assert "energy" in {sector(code) for code in tag_industries("工作通报", once + FILLER[: LONG // 2])}


def test_beside_an_industry_of_the_title_one_sentence_is_in_passing_in_a_short_text_too() -> None:
    once, twice = "光伏和风电，光伏，风电。", "光伏和风电。光伏，风电。"
    assert tag_industries("自贸试验区揭牌", twice) == ("trade.free-trade-zones", "energy.renewables")
    assert tag_industries("自贸试验区揭牌", once) == ("trade.free-trade-zones",)
    assert tag_industries("工作通报", once) == ("energy.renewables",)


def test_what_comes_up_late_beside_another_sector_of_the_title_is_in_passing() -> None:
    others, filler = "光伏和风电，光伏。光伏，风电，风电。", FILLER[:140]
    assert tag_industries("自贸试验区揭牌", others + filler) == (
        "trade.free-trade-zones",
        "energy.renewables",
    )
    assert tag_industries("自贸试验区揭牌", filler + others) == ("trade.free-trade-zones",)
    assert tag_industries("新型能源体系建设", filler + others) == ("energy.renewables",)
    assert tag_industries("工作通报", filler + "\n光伏和风电\n" + others) == ("energy.renewables",)


def test_what_a_clause_calls_a_priority_is_not_in_passing() -> None:
    subject = "自贸试验区揭牌。自由贸易试验区，自贸区，综合保税区。" * 2
    assert tag_industries("自贸试验区揭牌", subject + "重点发展集成电路。") == (
        "trade.free-trade-zones",
        "new-it.ic",
    )


def test_only_the_clause_around_the_word_names_priorities() -> None:
    subject = "自贸试验区揭牌。自由贸易试验区，自贸区，综合保税区。" * 2
    text = subject + "生物医药企业到场，重点发展集成电路，新材料企业也到场。"
    assert tag_industries("自贸试验区揭牌", text) == ("trade.free-trade-zones", "new-it.ic")


def test_priorities_come_before_what_is_mentioned_more_often() -> None:
    text = "当地重点发展集成电路。" + "智慧物流、现代物流、物流枢纽、供应链。" * 3
    assert tag_industries("两类产业布局", text) == ("new-it.ic", "logistics")


def test_a_heading_says_more_than_the_text() -> None:
    filler = FILLER[:180]
    assert tag_industries("工作通报", f"{filler}\n发展集成电路和半导体\n{FILLER[:90]}") == ("new-it.ic",)
    assert tag_industries("工作通报", f"{filler}\n会议提到发展集成电路和半导体。{FILLER[:90]}") == ()
    assert tag_industries("工作通报", f"{filler}\n发稿单位：集成电路和半导体\n{FILLER[:90]}") == ()


def test_a_line_that_was_broken_after_a_comma_is_no_heading() -> None:
    filler = FILLER[:180]
    for stop in "，,、":
        assert tag_industries("工作通报", f"{filler}\n发展集成电路和半导体{stop}\n{FILLER[:90]}") == ()


def test_a_branch_far_behind_its_sector_is_left_to_it() -> None:
    sector = "汽车产业、汽车制造、汽车工业、高端汽车。" * 2
    assert tag_industries("", sector + "二手车。") == ("auto",)
    assert tag_industries("", "汽车产业、汽车制造、汽车产业、二手车。") == ("auto",)
    assert tag_industries("", sector + "二手车、汽车消费、报废汽车。" * 2) == ("auto.consumption",)


def test_a_text_on_several_industries() -> None:
    text = (
        "园区聚焦新一代信息技术、新能源智能汽车、生物技术和大健康、机器人和智能制造四个方向，"
        "电子信息产业区发展集成电路和半导体，汽车产业区开展自动驾驶和智能网联汽车测试，"
        "健康产业区引进创新药和医疗器械企业，制造业园区建设智能工厂，使用工业机器人。"
    )
    tags = tag_industries("四大主导产业布局", text)
    assert {"new-it", "auto", "bio", "manufacturing"} <= {sector(code) for code in tags}


def test_one_phrase_in_passing_says_nothing() -> None:
    assert tag_industries("工作通报", FILLER + "会议还提到人工智能。" + FILLER) == ()
    assert tag_industries("", "") == ()


def test_the_longer_the_text_the_more_it_takes() -> None:
    text = "人工智能和大模型。"
    assert tag_industries("", text) == ("new-it.ai",)
    assert tag_industries("", text + FILLER * 10) == ()


def test_a_side_issue_gives_way_to_the_subject() -> None:
    side = "北斗、北斗、北斗。"
    assert tag_industries("", side) == ("aerospace.navigation",)
    subject = "人工智能、大模型、生成式人工智能、机器学习、深度学习、智能体。" * 3
    assert tag_industries("", subject + side) == ("new-it.ai",)


def test_a_list_of_industries_gives_the_first_few() -> None:
    title = "人工智能、集成电路、区块链、机器人、稀土、北斗、氢能、核电、种业、渔业、体育"
    assert len(tag_industries(title, "")) == MOST_INDUSTRIES


def test_many_weak_phrases_of_several_branches_make_their_sector() -> None:
    text = "理赔、税率、补贴、基金、投资者、担保、保费、支付、清算。"
    assert tag_industries("", text) == ("finance",)


def test_a_weak_phrase_alone_says_nothing() -> None:
    assert tag_industries("保费的一天", "保费，保费，保费。") == ()


def test_a_titled_phrase_names_an_industry_in_the_title_and_half_so_much_in_the_text() -> None:
    assert tag_industries("银行的一天", "") == ("finance.banking",)
    assert tag_industries("工作的一天", "银行开门。") == ()
    assert tag_industries("工作的一天", "信贷上升，信贷下降。") == ("finance.banking",)


def test_english_phrases_match_whole_words_only() -> None:
    assert tag_industries("He said it remains", "AI" + FILLER) == ()


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(LABELS), max_size=12), st.text(max_size=30))
def test_tags_are_few_known_and_most_specific(labels: list[str], noise: str) -> None:
    tags = tag_industries(noise, "、".join(labels) + noise)
    assert len(tags) <= MOST_INDUSTRIES
    assert all(code in industries() for code in tags)
    assert industries().most_specific(tags) == tags


def test_every_phrase_is_well_formed_and_stands_in_one_column_of_its_entry() -> None:
    for entry in industries():
        strong, titled, weak = (
            set(map(normalize, entry.phrases[column])) for column in ("strong", "titled", "weak")
        )
        assert strong
        assert len(strong | titled | weak) == len(strong) + len(titled) + len(weak)
        assert all(len(phrase) >= 2 and phrase == phrase.strip() for phrase in strong | titled | weak)


def test_what_says_so_is_the_heaviest_phrase_where_it_first_stands() -> None:
    (found,) = find_industries("关于发展……ＡＩ的意见", "人工智能。")
    assert (found.value, found.said, found.field) == ("new-it.ai", "ＡＩ", "title")
    assert found.span == (6, 8)
    text = "摘要……园区的光伏，光伏，风电。"
    (found,) = find_industries("工作通报", text)
    assert (found.value, found.said, found.field) == ("energy.renewables", "光伏", "text")
    assert found.span is not None
    assert text[slice(*found.span)] == "光伏"
    assert found.span[0] == text.index("光伏")


def test_what_the_title_names_is_surer_than_what_only_the_text_speaks_of() -> None:
    (named,), (mentioned,) = find_industries("光伏发展", ""), find_industries("", "光伏，风电。")
    assert 0 < mentioned.confidence < named.confidence < 1


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from([*LABELS, "…", "㎡", "é", "が"]), max_size=12))
def test_what_is_said_stands_where_it_is_told(parts: list[str]) -> None:
    title, text = "".join(parts[:3]), "、".join(parts)
    for found in find_industries(title, text):
        assert found.span is not None
        assert (title if found.field == "title" else text)[slice(*found.span)] == found.said
