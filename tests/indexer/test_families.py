from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.batch import SIGNATURE, Signatures
from indexer.families import NEIGHBOURS, SHORT, copies, families
from indexer.language.conversion import convert
from indexer.signatures import signatures
from indexer.unit_rows import unit_rows

SIZES = st.sampled_from((0, 10, 100, 105, 200))


def made(*rows: tuple[int, Sequence[int]]) -> Signatures:
    """Signatures of these sizes, whose marks are given in stretches of equal length."""
    found = np.zeros(len(rows), SIGNATURE)
    for place, (size, stretches) in enumerate(rows):
        found["size"][place] = size
        found["marks"][place] = np.repeat(np.array(stretches, np.uint8), 128 // len(stretches))
    return found


@st.composite
def signature_sets(draw: st.DrawFn) -> Signatures:
    """Signatures of which many have much in common."""
    rows = st.tuples(SIZES, st.lists(st.integers(0, 2), min_size=8, max_size=8))
    return made(*draw(st.lists(rows, min_size=1, max_size=NEIGHBOURS)))


def partition(first: Sequence[int]) -> set[frozenset[int]]:
    return {
        frozenset(number for number, family in enumerate(first) if family == which) for which in set(first)
    }


def share_a_band(one: np.void, other: np.void) -> bool:
    same = one["marks"] == other["marks"]
    return any(same[start : start + 6].all() for start in range(0, 123, 6))


@given(signature_sets())
@settings(deadline=None, max_examples=100)
def test_families_are_what_copies_of_copies_join(given_signatures: Signatures) -> None:
    together = {number: {number} for number in range(len(given_signatures))}
    for one, other in combinations(range(len(given_signatures)), 2):
        alike = copies(given_signatures, np.array([one]), np.array([other]))[0]
        if alike and share_a_band(given_signatures[one], given_signatures[other]):
            joined = together[one] | together[other]
            together.update(dict.fromkeys(joined, joined))
    found = families(given_signatures).tolist()
    assert partition(found) == {frozenset(members) for members in together.values()}
    assert all(first == min(together[number]) for number, first in enumerate(found))


@given(signature_sets(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=50)
def test_the_order_of_documents_makes_no_difference(given_signatures: Signatures, random: Random) -> None:
    order = list(range(len(given_signatures)))
    random.shuffle(order)
    shuffled = families(given_signatures[order]).tolist()
    back = {frozenset(order[number] for number in family) for family in partition(shuffled)}
    assert back == partition(families(given_signatures).tolist())


@given(signature_sets())
@settings(deadline=None, max_examples=50)
def test_being_copies_is_mutual(given_signatures: Signatures) -> None:
    numbers = np.arange(len(given_signatures))
    left, right = (grid.ravel() for grid in np.meshgrid(numbers, numbers))
    assert (copies(given_signatures, left, right) == copies(given_signatures, right, left)).all()


@pytest.mark.parametrize(
    ("sizes", "agreeing", "are"),
    [
        ((500, 500), 15, True),
        ((500, 500), 13, False),
        ((500, 380), 12, True),
        ((500, 380), 9, False),
        ((SHORT - 1, 500), 15, False),
        ((SHORT - 1, SHORT - 1), 15, False),
        ((SHORT - 1, SHORT - 1), 16, True),
        ((SHORT - 1, SHORT - 2), 16, False),
        ((0, 0), 16, False),
    ],
)
def test_copies_share_much_and_nearly_all_of_the_shorter(
    sizes: tuple[int, int], agreeing: int, are: bool
) -> None:
    pair = made((sizes[0], [1] * 16), (sizes[1], [1] * agreeing + [2] * (16 - agreeing)))
    assert bool(copies(pair, np.array([0]), np.array([1]))[0]) is are
    assert families(pair).tolist() == [0, 0 if are else 1]


def test_of_very_many_copies_none_is_left_out() -> None:
    random = np.random.default_rng(1)
    many = made(*[(500, [7] * 16)] * 2_000)
    for signature in many["marks"]:
        signature[random.integers(0, 128, 4)] = 9
    assert set(families(many).tolist()) == {0}


def test_nothing_has_no_families() -> None:
    assert families(made()).tolist() == []
    assert families(made((0, [1]))).tolist() == [0]


SENTENCES = tuple(
    f"{subject}{action}{what}。"
    for subject in ("市发展改革部门", "区市场监管机构", "各街道办事处", "行业协会和商会")
    for action, what in (
        ("负责制定", "年度重点项目清单并向社会公开征求意见"),
        ("应当协助", "小微企业办理贷款贴息和社会保险补贴手续"),
        ("定期检查", "专项资金的拨付进度以及实际使用的效果"),
        ("及时回应", "市民通过热线反映的营商环境方面的问题"),
        ("组织开展", "面向青年科技人才的培训和交流活动"),
    )
)
TITLE = "促进民营经济发展的若干措施"


def together(texts: Sequence[str], titles: Sequence[str]) -> bool:
    return len(set(families(signatures(unit_rows(titles), unit_rows(texts))).tolist())) == 1


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_that_drops_one_sentence_in_ten_is_one(seed: int) -> None:
    gone = set(Random(seed).sample(range(len(SENTENCES)), 2))
    edited = "".join(sentence for place, sentence in enumerate(SENTENCES) if place not in gone)
    assert together(["".join(SENTENCES), edited], [TITLE, TITLE])


def test_the_two_scripts_of_a_page_are_one() -> None:
    text = "".join(SENTENCES)
    assert together([text, convert(text, "s2t")], [TITLE, convert(TITLE, "s2t")])


def test_a_local_copy_with_a_foreword_and_a_name_of_its_own_is_one() -> None:
    text = "".join(SENTENCES)
    local = f"各科室、直属单位：现将上级文件转发给你们，请认真贯彻执行。{text}"
    assert together([text, local], [TITLE, f"转发{TITLE}"])


def test_a_notice_of_the_same_form_with_other_numbers_is_another_one() -> None:
    form = "".join(SENTENCES[:8]) + "招标编号{0}，预算{1}元，开标时间{2}月{3}日{4}时，联系电话{5}。"
    one, other = form.format(1021, 530000, 3, 4, 9, 5551234), form.format(1077, 870000, 6, 21, 14, 5559876)
    assert not together([one, other], ["第1021号工程招标公告", "第1077号工程招标公告"])
