from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.comparing import Comparison, compare
from indexer.language.conversion import convert

PIECES = (
    "企业可以申请补贴。",
    "第一条 三月底以前提交材料。",
    "第二条 公示名单。\n",
    "（一）税收优惠；",
    "AI policy!",
    "\n",
    "  ",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def of(left: str, right: str) -> Comparison:
    return compare(Document(id="1", title="", text=left), Document(id="2", title="", text=right))


def seen(left: str, right: str) -> list[tuple[str, str, str]]:
    return [
        (change.kind, change.left.text if change.left else "", change.right.text if change.right else "")
        for change in of(left, right).changes
    ]


def test_script_width_and_punctuation_make_no_difference() -> None:
    text = "各区应当在２０２０年底以前完成软件采购，并报告结果。"
    other = convert(text, "s2t").replace("２０２０", "2020").replace("，", " ")
    assert seen(text, other) == [("same", text, other)]


def test_what_was_dropped_and_what_was_added_stand_in_order() -> None:
    assert seen("甲说了这些。旧的一句。乙也说了。", "甲说了这些。乙也说了。全新的内容。") == [
        ("same", "甲说了这些。", "甲说了这些。"),
        ("dropped", "旧的一句。", ""),
        ("same", "乙也说了。", "乙也说了。"),
        ("added", "", "全新的内容。"),
    ]


def test_what_stands_under_another_number_is_numbered_anew() -> None:
    left = "第一条 支持企业。第二条 提交材料。"
    right = "第一條 支持企業。第二條 另有一條。第三條 提交材料。"
    assert [kind for kind, *_ in seen(left, right)] == ["same", "added", "renumbered"]
    change = of(left, right).changes[-1]
    assert (change.left_marks, change.right_marks) == (((0, 3),), ((0, 3),))
    assert seen("（一）税收", "1. 税收")[0][0] == "renumbered"
    assert seen("一、税收", "税收")[0][0] == "renumbered"
    assert seen("（一）税收", "(一)税收")[0][0] == "same"


def test_a_number_that_belongs_to_the_sentence_is_no_numbering() -> None:
    assert seen("2.5亿元用于补贴", "3.5亿元用于补贴")[0][0] == "changed"


def test_of_a_changed_sentence_the_places_are_told() -> None:
    (change,) = of("每家企业最高补贴五十万元。", "每家企業最高補貼八十萬元。").changes
    assert change.kind == "changed"
    assert change.left and change.right
    assert [change.left.text[slice(*span)] for span in change.left_marks] == ["五"]
    assert [change.right.text[slice(*span)] for span in change.right_marks] == ["八"]


def test_titles_are_compared_too() -> None:
    found = compare(
        Document(id="1", title="补贴办法", text="甲"), Document(id="2", title="补贴细则", text="甲")
    )
    assert [(change.kind, change.left and change.left.field) for change in found.changes] == [
        ("changed", "title"),
        ("same", "text"),
    ]


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=100)
def test_both_texts_are_told_whole_and_in_order(left: str, right: str) -> None:
    found = of(left, right)
    for text, parts in (
        (left, [change.left for change in found.changes if change.left]),
        (right, [change.right for change in found.changes if change.right]),
    ):
        assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())
        assert all(text[part.start : part.end] == part.text for part in parts)
        assert [part.start for part in parts] == sorted(part.start for part in parts)
    for change in found.changes:
        for part, marks in ((change.left, change.left_marks), (change.right, change.right_marks)):
            assert all(part and 0 <= start < end <= len(part.text) for start, end in marks)


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {change.kind for change in of(text, text).changes} <= {"same"}


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=50)
def test_nothing_is_lost_when_the_sides_are_exchanged(left: str, right: str) -> None:
    one, other = of(left, right).counts, of(right, left).counts
    assert sum(one.values()) - one["added"] == sum(other.values()) - other["dropped"]


def test_many_differing_sentences_are_compared_in_good_time() -> None:
    left = "".join(f"第{number}句话说的是甲。" for number in range(1_000))
    right = "".join(f"本文第{number}段谈到了乙。" for number in range(1_000))
    counts = of(left, right).counts
    assert counts["dropped"] == counts["added"] == 1_000
