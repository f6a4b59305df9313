import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.differences import Difference, differences


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲乙丙", "甲乙丙", []),
        ("", "", []),
        ("時(shí)刻到", "時刻到", [Difference(1, "(shí)", "", "時", "刻到")]),
        (
            "貿(mào)區(qū)的",
            "貿區的",
            [Difference(1, "(mào)", "", "貿", "區"), Difference(7, "(qū)", "", "區", "的")],
        ),
        ("来源：某报\n正文。", "正文。", [Difference(0, "来源：某报\n", "", "", "正文。")]),
        ("新?shēng)r代的規劃", "新時代的規劃", [Difference(1, "?shēng)r", "時", "新", "代的規劃")]),
        ("上一行\n甲&rsquo;乙", "上一行\n甲’乙", [Difference(5, "&rsquo;", "’", "甲", "乙")]),
        ("标题\n\n标题说明", "标题说明", [Difference(0, "标题\n\n", "", "", "标题说明")]),
        (
            "自貿區掛牌儀式今日舉行\n01\n掛牌儀式今日舉行，市長出席。",
            "01\n掛牌儀式今日舉行，市長出席。",
            [Difference(0, "自貿區掛牌儀式今日舉行\n", "", "", "01")],
        ),
        ("十日内答复。\n请删除。", "十日内答复。", [Difference(6, "\n请删除。", "", "内答复。", "")]),
        ("甲", "甲乙", [Difference(1, "", "乙", "甲", "")]),
    ],
)
def test_tells_what_went_and_what_came(before: str, after: str, expected: list[Difference]) -> None:
    assert differences(before, after) == expected


PIECES = st.lists(
    st.sampled_from(["園區", "(shí)", "\n", "  ", "&amp;", "&", "。", "規劃", "時", "?"]), max_size=30
)


@settings(deadline=None)
@given(PIECES.map("".join), PIECES.map("".join))
def test_the_differences_make_one_text_the_other(before: str, after: str) -> None:
    pieces, at = [], 0
    for changed in differences(before, after):
        pieces += [before[at : changed.start], changed.added]
        at = changed.start + len(changed.removed)
        assert before[changed.start : at] == changed.removed
    assert "".join([*pieces, before[at:]]) == after


def test_a_long_text_that_lost_much_is_compared_at_once() -> None:
    kept = "".join(f"第{number}条 园区应当按期报送进展。\n" for number in range(3000))
    (changed,) = differences(f"首页 | 导航\n{'菜单项 ' * 5000}\n{kept}", kept)
    assert changed.removed.startswith("首页") and not changed.added
