import pytest

from corpus.clean.entities import read_entities
from tests.growth import growth


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("Mayor&rsquo;s", "Mayor’s"),
        ("一&hellip;&mdash;二", "一…—二"),
        ("甲&#39;乙&#x4E59;", "甲'乙乙"),
        ("&lt;办法&gt;", "<办法>"),
        ("a&nbsp;b", "a\u00a0b"),
        ("&amp;amp;lt;", "<"),
        ("&amp;", "&"),
        ("&#38;#x26;AMP;mdash;", "—"),
        ("&amp;unknown;", "&unknown;"),
    ],
)
def test_a_reference_is_the_character_it_stands_for(escaped: str, plain: str) -> None:
    assert read_entities(escaped) == plain


@pytest.mark.parametrize(
    "text",
    [
        "AT&T",
        "R&D; 研发",
        "&notice;",
        "?n=1&copy=2",
        "& ;",
        "&;",
        "&#;",
        "&copy",
        "&unknown;",
        "&甲;",
        "&#65;",
        "&semi;",
    ],
)
def test_whatever_else_has_an_ampersand_stays(text: str) -> None:
    assert read_entities(text) == text


@pytest.mark.parametrize("piece", ["amp;", "#38;", "&semi", "&num;38;", "&#97;mp;", "&amp"])
def test_references_in_references_take_no_longer_than_others(piece: str) -> None:
    def work(times: int) -> None:
        once = read_entities("&" + piece * times)
        assert read_entities(once) == once

    assert growth(work, 5_000) < 20
