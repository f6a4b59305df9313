import pytest
from flask_babel import lazy_gettext
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from tests.webui.reading import find, parse, texts
from webui.i18n import accepted_language, speaking


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("en-US,zh;q=0.5", "en"),
        ("fr,en;q=0.5", "en"),
        ("en;q=0.3,zh-TW;q=0.9", "zh-Hant"),
        ("fr", "zh-Hans"),
        ("*", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_the_browsers_first_language_that_exists_is_taken(header, language):
    assert accepted_language(parse_accept_header(header, LanguageAccept)) == language


@pytest.mark.parametrize(
    ("language", "button", "district"),
    [("zh-Hans", "检索", "海淀区"), ("zh-Hant", "檢索", "海淀區"), ("en", "Search", "Haidian District")],
)
def test_a_page_speaks_the_chosen_language_and_so_do_its_labels(client, language, button, district):
    page = parse(client.get(f"/?q=自贸区&ui={language}"))
    assert page.get("lang") == language
    assert texts(page, "button")[0] == button
    assert any(district in text for text in texts(page, ".tag-district"))
    assert [link.get("lang") for link in find(page, ".languages a") if link.get("aria-current")] == [language]


def test_a_chosen_language_is_remembered(client):
    response = client.get("/?ui=zh-Hant", headers={"Accept-Language": "en"})
    cookie = response.headers["Set-Cookie"]
    assert "ui=zh-Hant" in cookie
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" in cookie
    assert parse(client.get("/", headers={"Accept-Language": "en"})).get("lang") == "zh-Hant"


def test_no_cookie_is_set_without_a_choice(client):
    for path in ("/", "/?q=自贸区", "/?ui=klingon", "/documents/hd-ftz"):
        assert "Set-Cookie" not in client.get(path).headers


def test_an_unknown_language_in_a_cookie_is_passed_over(client):
    client.set_cookie("ui", "klingon")
    assert parse(client.get("/", headers={"Accept-Language": "en"})).get("lang") == "en"


def test_switching_the_language_keeps_the_page(client):
    page = parse(client.get("/documents/hd-ftz?q=自贸区&ui=en"))
    switch = find(page, ".languages a")[1].get("href")
    other = parse(client.get("/documents/hd-ftz" + switch))
    assert other.get("lang") == "zh-Hant"
    assert find(other, "input")[0].get("value") == "自贸区"


def test_a_string_shown_once_is_in_another_language_where_that_is_asked_for(app):
    button = lazy_gettext("Search")
    said = app.jinja_env.globals["_"]
    with app.test_request_context("/?ui=zh-Hant"):
        assert (str(button), said("Search")) == ("檢索", "檢索")
        with speaking("en"):
            assert (str(button), said("Search")) == ("Search", "Search")
        assert (str(button), said("Search")) == ("檢索", "檢索")


def test_english_counts_one_and_many(client):
    assert texts(parse(client.get("/?q=Lingang&ui=en")), "h1") == ["1 document"]
    assert texts(parse(client.get("/?q=通知&ui=en")), "h1") == ["24 documents"]


def test_caches_keep_the_languages_apart(client):
    assert {"Accept-Language", "Cookie"} <= set(client.get("/").vary)
