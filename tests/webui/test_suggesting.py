"""Suggestions over HTTP, and other spellings in the pages."""

from __future__ import annotations

from urllib.parse import quote

import pytest


def test_suggestions_come_in_the_promised_form(client):
    answer = client.get("/api/v1/suggest?q=zmq").get_json()
    assert answer["q"] == "zmq"
    assert answer["suggestions"][0] == {"text": "自贸区", "kind": "term", "by": "initials", "documents": 4}
    (title,) = client.get("/api/v1/suggest?q=a%20free%20trade").get_json()["suggestions"]
    assert title == {
        "text": "A free trade zone opens in Shanghai",
        "kind": "title",
        "by": "written",
        "id": "en-ftz",
    }
    (place,) = client.get("/api/v1/suggest?q=haidianqu&limit=1").get_json()["suggestions"]
    assert (place["kind"], place["code"]) == ("place", "110108")


@pytest.mark.parametrize(("accepted", "text"), [("zh-TW", "自貿區"), ("zh-CN", "自贸区"), ("en", "自贸区")])
def test_chinese_is_written_in_the_script_of_the_client(client, accepted, text):
    answer = client.get("/api/v1/suggest?q=zimaoqu", headers={"Accept-Language": accepted}).get_json()
    assert answer["suggestions"][0]["text"] == text


def test_nothing_typed_is_completed_by_nothing(client):
    for address in ("/api/v1/suggest", "/api/v1/suggest?q=", "/api/v1/suggest?q=自&limit=0"):
        assert client.get(address).get_json()["suggestions"] == []


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("q=自&lang=en", "lang"),
        ("q=自&q=贸", "q"),
        ("q=自&limit=51", "limit"),
        ("q=自&limit=-1", "limit"),
        ("q=%ff", "q"),
    ],
)
def test_what_is_unknown_or_too_much_is_refused_by_name(client, query, named):
    response = client.get(f"/api/v1/suggest?{query}")
    assert response.status_code == 422
    assert named in response.get_data(as_text=True)


def test_a_query_that_finds_nothing_shows_the_results_of_what_was_meant(client):
    response = client.get(f"/?q={quote('算力部贴')}", headers={"Accept-Language": "en"})
    text = response.get_data(as_text=True)
    assert "Nothing was found for this as it is written:" in text
    assert "These are the results for" in text
    assert f'href="/?q={quote("算力补贴")}"' in text
    assert "24 documents" in text


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Did you mean"), ("zh-CN", "您要找的是不是"), ("zh-TW", "您要找的是不是")]
)
def test_another_spelling_is_offered_where_something_is_found(client, language, words):
    response = client.get(f"/?q={quote('自贸区 部贴')}", headers={"Accept-Language": language})
    text = response.get_data(as_text=True)
    assert words in text
    assert f'href="/?q={quote("自贸区 补贴").replace("%20", "+")}"' in text
    answer = client.get(f"/api/v1/search?q={quote('自贸区 部贴')}").get_json()
    assert answer["query"]["corrected"] == "自贸区 补贴"


def test_a_document_found_by_pinyin_says_so(client):
    hits = client.get("/api/v1/search?q=zimaoqu").get_json()["hits"]
    assert {"pinyin"} in [set(hit["matched_by"]) for hit in hits]
    assert "characters that are read like this" in client.get(
        "/?q=zimaoqu", headers={"Accept-Language": "en"}
    ).get_data(as_text=True)
