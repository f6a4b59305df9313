"""Two documents side by side."""

import pytest

from indexer.comparing import compare
from tests.webui.copies import PAGE
from tests.webui.readable import CHANGED
from tests.webui.reading import find, link, parse, texts


def side(page, name):
    return ["".join(one.itertext()).strip() for one in find(page, f".change .side-{name}")]


def test_both_texts_stand_there_whole_and_what_differs_is_marked(reader):
    page = parse(reader.get("/diff?a=night&b=night-2022"))
    changes = compare(PAGE, CHANGED).changes
    assert side(page, "left") == [change.left.text if change.left else "" for change in changes]
    assert side(page, "right") == [change.right.text if change.right else "" for change in changes]
    assert "".join(side(page, "right")[1:]) == CHANGED.text
    assert "部分" in "".join(texts(page, "del")) and "30" in "".join(texts(page, "ins"))
    assert find(page, ".change-added ins")[-1].text_content() == "本措施有效期三年。"
    assert any("数字不同" in kind for kind in texts(page, ".change-kind"))
    assert find(page, ".new-number")


def test_across_scripts_what_says_the_same_is_the_same_and_both_can_be_read_in_one(reader):
    page = parse(reader.get("/diff?a=night&b=night-hant"))
    assert not find(page, "del") and not find(page, "ins")
    assert {one.get("lang") for one in find(page, ".side-right")} == {"zh-Hant"}
    one = parse(reader.get("/diff?a=night&b=night-hant&script=zh-Hans"))
    assert side(one, "left") == side(one, "right")
    assert find(page, ".same-run")


def test_the_sides_are_exchanged_and_the_way_leads_back(reader):
    page = parse(reader.get("/diff?a=night&b=night-2022&q=措施"))
    other = parse(reader.get(link(page, ".diff-counts", "左右")))
    assert texts(other, ".diff-heads h2") == [CHANGED.title, PAGE.title]
    assert link(page, ".way", "返回") == "/documents/night?q=%E6%8E%AA%E6%96%BD"


@pytest.mark.parametrize(
    ("address", "status"),
    [("/diff", 422), ("/diff?a=night", 422), ("/diff?a=night&b=none", 404), ("/diff?a=night&b=night", 200)],
)
def test_what_is_no_document_is_told(reader, address, status):
    assert reader.get(address).status_code == status


def test_a_hostile_document_stays_text(client):
    text = client.get("/diff?a=hostile&b=bare").get_data(as_text=True)
    assert "<script>alert" not in text and "<img src=x" not in text and "<b>bold" not in text
