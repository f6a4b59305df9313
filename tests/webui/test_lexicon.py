"""Groups of equal terms that whoever serves an index adds to those of the project."""

import pytest

from tests.webui.documents import DOCUMENTS
from tests.webui.operated import filled
from tests.webui.reading import parse, texts
from webui.app import create_app

TYPED = "anniversary"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    terms = tmp_path_factory.mktemp("lexicon") / "terms.tsv"
    terms.write_text(f"{DOCUMENTS[0].title}\t{TYPED}\n", encoding="utf-8")
    return create_app(filled(), (terms,)).test_client()


def test_searches_and_documents_use_them(client):
    found = client.get(f"/api/v1/search?q={TYPED}").get_json()
    assert DOCUMENTS[0].id in [hit["id"] for hit in found["hits"]]
    assert found["query"]["expansions"][0]["term"] == TYPED
    document = client.get(f"/api/v1/documents/{DOCUMENTS[0].id}?q={TYPED}").get_json()
    assert document["title_matches"]


def test_they_are_suggested(client):
    found = client.get(f"/api/v1/suggest?q={TYPED[:-3]}").get_json()
    assert TYPED in [one["text"] for one in found["suggestions"]]


def test_pages_use_them_and_can_do_without(client):
    address = f"/?q={TYPED}&match=all"
    page = parse(client.get(address))
    assert DOCUMENTS[0].title in page.text_content()
    assert texts(parse(client.get(f"/documents/{DOCUMENTS[0].id}?q={TYPED}")), "mark")
    assert client.get(f"/api/v1/search?q={TYPED}&expand=0&match=all").get_json()["total"] == 0


def test_nobody_chooses_them_over_http(client):
    refused = client.get(f"/api/v1/search?q={TYPED}&lexicon=/etc/passwd")
    assert refused.status_code == 422
    assert refused.get_json()["error"]["parameter"] == "lexicon"
