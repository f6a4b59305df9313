from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata.industries import MOST_INDUSTRIES, tag_industries
from corpus.metadata.phrases import normalize
from corpus.vocabulary import industries

FILLER = "各部门要认真落实，结合实际制定具体办法，并及时报告进展。" * 20
LABELS = [entry.labels["zh-Hans"] for entry in industries()]


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


def test_a_text_on_several_industries() -> None:
    text = (
        "园区聚焦新一代信息技术、新能源智能汽车、生物技术和大健康、机器人和智能制造四个方向，"
        "电子信息产业区发展集成电路和半导体，汽车产业区开展自动驾驶和智能网联汽车测试，"
        "健康产业区引进创新药和医疗器械企业，制造业园区建设智能工厂，使用工业机器人。"
    )
    tags = tag_industries("四大主导产业布局", text)
    sectors = {industries().parent(code) or code for code in tags}
    assert {"new-it", "auto", "bio", "manufacturing"} <= sectors


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
    text = "贷款、利率、融资、资金、基金、保险、补贴、税率、小微企业、担保、投资者。"
    assert tag_industries("", text) == ("finance",)


def test_a_weak_phrase_alone_says_nothing() -> None:
    assert tag_industries("银行的一天", "银行，银行，银行。") == ()


def test_english_phrases_match_whole_words_only() -> None:
    assert tag_industries("He said it remains", "AI" + FILLER) == ()


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(LABELS), max_size=12), st.text(max_size=30))
def test_tags_are_few_known_and_most_specific(labels: list[str], noise: str) -> None:
    tags = tag_industries(noise, "、".join(labels) + noise)
    assert len(tags) <= MOST_INDUSTRIES
    assert all(code in industries() for code in tags)
    assert industries().most_specific(tags) == tags


def test_every_phrase_is_well_formed_and_weak_ones_are_not_strong_too() -> None:
    for entry in industries():
        strong, weak = (set(map(normalize, entry.phrases[column])) for column in ("strong", "weak"))
        assert strong
        assert not strong & weak
        assert all(len(phrase) >= 2 and phrase == phrase.strip() for phrase in strong | weak)
