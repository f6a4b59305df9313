import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sources.html import html_to_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n\n乙"),
        ("<p><strong>某台消息</strong>（联播）：今天</p>", "某台消息（联播）：今天"),
        ("甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("甲<br><br>乙", "甲\n\n乙"),
        ("<p>甲<br></p><p>乙<br></p>", "甲\n\n乙"),
        ("<ul><li>甲</li><li>乙</li></ul>丙", "甲\n乙\n\n丙"),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", "甲\t乙\n丙\t丁"),
        ("<p>第一行\n    第二行</p>", "第一行第二行"),
        ("<p>two\n  words</p>", "two words"),
        ("甲<script>var a = '乙';</script>丙<style>p{}</style>丁<!-- 戊 -->己", "甲丙丁己"),
        ("5 &lt; 6 &amp; 7&nbsp;&copy;", "5 < 6 & 7\u00a0©"),
        ("<p>没有关上<b>的标签<p>下一段", "没有关上的标签\n\n下一段"),
        ("只有文字", "只有文字"),
        ('<?xml version="1.0" encoding="gb2312"?><p>声明</p>', "声明"),
        ("", ""),
        ("<!-- 空 -->", ""),
    ],
)
def test_gives_lines_and_paragraphs(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_deep_nesting_is_no_obstacle() -> None:
    assert html_to_text("<div>" * 1_000 + "深" + "</div>" * 1_000) == "深"


@settings(deadline=None, max_examples=200)
@given(st.text())
def test_reads_whatever_it_is_given(markup: str) -> None:
    assert "\x02" not in html_to_text(markup)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(alphabet="京津沪渝abc，。", min_size=1), min_size=1, max_size=8))
def test_paragraphs_come_back_as_they_are(paragraphs: list[str]) -> None:
    assert html_to_text("".join(f"<p>{text}</p>" for text in paragraphs)).split("\n\n") == paragraphs
