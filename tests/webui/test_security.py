import re

import pytest

from tests.webui.reading import find, parse, texts
from webui.security import web_address

PAGES = (
    "/",
    "/?q=自贸区",
    "/documents/hostile?q=自贸区",
    "/why?q=自贸区&doc=hostile",
    "/documents/none",
    "/?from=x&q=a",
    "/api/v1/search?q=a",
    "/healthz",
)


@pytest.mark.parametrize("path", [*PAGES, "/static/style.css"])
def test_every_answer_forbids_what_pages_do_not_need(client, path):
    with client.get(path) as response:
        headers = response.headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", PAGES[:6])
def test_pages_hold_one_script_that_is_a_file_of_ours_and_no_inline_style(client, path):
    page = parse(client.get(path))
    (script,) = find(page, "script")
    assert script.get("src").startswith("/static/") and script.text is None
    assert script.get("defer") is not None
    assert not find(page, "style")
    for element in page.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("path", ["/?q=自贸区&lang=zh-Hans", "/documents/hostile?q=自贸区"])
def test_what_documents_hold_is_text_and_never_markup(client, path):
    page = parse(client.get(path))
    assert not find(page, "b")
    assert not find(page, "i")
    assert all(image.get("src").startswith("/static/") for image in find(page, "img"))
    assert any("<script>alert('title')</script>" in text for text in texts(page, "bdi"))
    assert '<i onclick="x()">来源</i>' in texts(page, "bdi")
    assert "自贸区" in texts(page, "mark")


@pytest.mark.parametrize("path", ["/", "/documents/hostile"])
def test_a_match_of_markup_is_marked_as_text(client, path):
    page = parse(client.get(path, query_string={"q": "“<img src=x onerror=alert(1)>”"}))
    assert "<img src=x onerror=alert(1)>" in texts(page, "mark")
    assert not find(page, "mark img")


def test_only_web_addresses_become_links(client):
    for anchor in find(parse(client.get("/documents/hostile")), "a"):
        assert anchor.get("href").startswith(("/", "#", "?"))
    original = find(parse(client.get("/documents/hd-ftz")), ".original")[0]
    assert {"noopener", "noreferrer", "external"} == set(original.get("rel").split())


def test_what_is_typed_comes_back_as_text(client):
    typed = "\"><script>alert(1)</script>' onfocus='x"
    page = parse(client.get("/", query_string={"q": typed, "source": typed}))
    assert find(page, "input")[0].get("value") == typed
    assert [script.text for script in find(page, "script")] == [None]
    assert texts(page, ".chip bdi") == [typed]


def test_the_words_of_an_address_cannot_lead_elsewhere(client):
    page = parse(client.get("//evil.example/"))
    assert all(re.match(r"/(?![/\\])|[?#]", anchor.get("href")) for anchor in find(page, "a"))


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://news.example/a?b#c", True),
        ("HTTP://news.example", True),
        (" https://news.example ", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt://news.example/%0aalert(1)", False),
        ("data:text/html,<script>", False),
        ("//news.example", False),
        ("https:///path", False),
        ("http://[broken", False),
        ("java\nscript:alert(1)", False),
        ("", False),
    ],
)
def test_a_web_address_is_http_with_a_host(url, allowed):
    assert web_address(url) == (url.strip() if allowed else None)
