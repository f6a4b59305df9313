"""Web addresses that lead to the same page."""

import pytest

from indexer.addresses import address_key


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/a/b?n=1&m=2",
        "http://example.org/a/b?n=1&m=2",
        " HTTPS://Example.org/a/b/?n=1&m=2#part ",
        "https://example.org/a/%62?n=1&m=2",
    ],
)
def test_what_leads_to_the_same_page_is_one(url: str) -> None:
    assert address_key(url) == "example.org/a/b?n=1&m=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?n=1", "https://example.org/a?n=2"),
        ("https://example.org/a", "https://news.example.org/a"),
        ("https://example.org:8080/a", "https://example.org/a"),
    ],
)
def test_what_leads_elsewhere_is_another(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_an_address_in_chinese_is_one_however_it_is_escaped() -> None:
    assert address_key("https://example.org/%E6%94%BF%E7%AD%96") == address_key("https://example.org/政策")


@pytest.mark.parametrize(
    "text", ["", "notice-17", "ftp://example.org/a", "https://", "http://[broken", "/a", "http:a"]
)
def test_what_is_no_web_address_has_no_key(text: str) -> None:
    assert address_key(text) == ""
