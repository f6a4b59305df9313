from collections.abc import Callable

import pytest

from corpus.document import Document
from corpus.errors import IndexDamagedError, IndexMissingError, QueryLimitError
from indexer.engines.memory import MemoryEngine
from tests.indexer.articles import engine_of
from tests.webui.reading import find, parse, texts
from webui.app import create_app


class Failing(MemoryEngine):
    """An engine whose every answer is one exception."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def search(self, request):
        raise self.error

    def document(self, document_id):
        raise self.error

    def stats(self):
        raise self.error


@pytest.fixture
def failing() -> Callable[[Exception], object]:
    return lambda error: create_app(Failing(error)).test_client()


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (IndexDamagedError("segment 3 is cut short"), "索引暂时无法读取"),
        (IndexMissingError("no index at x"), "还没有可供检索的索引"),
    ],
)
def test_an_unreadable_index_is_explained_with_503(failing, error, heading):
    client = failing(error)
    response = client.get("/?q=a")
    assert response.status_code == 503
    assert texts(parse(response), "h1") == [heading]
    assert str(error) in texts(parse(response), ".detail")[0]
    for path in ("/api/v1/search?q=a", "/api/v1/documents/a", "/healthz"):
        response = client.get(path)
        assert (response.status_code, response.get_json()["error"]["message"]) == (503, str(error))


def test_a_failure_of_ours_is_500_and_gives_nothing_away(failing):
    client = failing(RuntimeError("the secret inside"))
    for path in ("/?q=a", "/api/v1/search?q=a"):
        response = client.get(path)
        assert response.status_code == 500
        assert "secret" not in response.get_data(as_text=True)
        assert "Content-Security-Policy" in response.headers
    assert texts(parse(client.get("/?q=a")), "h1") == ["我们这边出了问题"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=tomorrow", "from"),
        ("page=0", "page"),
        ("page=1001", "page"),
        ("page=٣", "page"),
        ("sort=best", "sort"),
        ("q=" + "长" * 1001, "q"),
        ("q=%FF", "q"),
        ("district=Atlantis", "district"),
    ],
)
def test_a_bad_parameter_of_a_page_is_explained_with_422(client, query, parameter):
    response = client.get("/?" + query)
    assert response.status_code == 422
    page = parse(response)
    assert texts(page, ".detail code") == [parameter]
    assert find(page, ".search")


@pytest.mark.parametrize(
    ("q", "worded"),
    [
        ("长" * 1001, ("1,000 个字符", "1,000 個字元", "more than 1,000 characters")),
        ("词 " * 65, ("64 个词", "64 個詞", "more than 64 terms")),
        ("(" * 21 + "词", ("20 层", "20 層", "deeper than 20 parentheses")),
    ],
)
def test_a_limit_is_told_in_the_language_of_the_page_and_in_english_to_programs(client, q, worded):
    for language, words in zip(("zh-Hans", "zh-Hant", "en"), worded, strict=True):
        (detail,) = texts(parse(client.get("/", query_string={"q": q, "ui": language})), ".detail")
        assert detail.startswith("q")
        assert words in detail
        assert ("query" in detail) == (language == "en")
    answer = client.get("/api/v1/search", query_string={"q": q})
    assert answer.status_code == 422
    assert "The query" in answer.get_json()["error"]["message"]


def test_a_wildcard_for_too_many_words_is_told_in_the_language_of_the_page(failing):
    client = failing(QueryLimitError("wildcard-words", 1_000, "A wildcard stands for more than 1000 words."))
    (detail,) = texts(parse(client.get("/?q=a*&ui=zh-Hant")), ".detail")
    assert "超過 1,000 個" in detail


def test_the_query_stays_in_the_box_when_something_else_was_wrong(client):
    page = parse(client.get("/?q=自贸区&from=x"))
    assert find(page, "input")[0].get("value") == "自贸区"


def test_unknown_addresses_and_other_methods_are_explained(client):
    assert client.get("/nothing/here").status_code == 404
    response = client.post("/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert texts(parse(response), "h1") == ["这个地址只能读取"]


@pytest.mark.parametrize("path", ["/", "/api/v1/search?q=a"])
def test_a_host_that_is_none_is_told_without_links(client, path):
    response = client.get(path, headers={"Host": f"{'a' * 64}.example"})
    assert response.status_code == 400
    assert response.mimetype in ("text/plain", "application/json")
    assert response.data


def test_half_a_surrogate_pair_in_a_document_is_shown_as_a_question_mark():
    half = Document("half", "半个\ud83d", "自贸区\udc00")
    client = create_app(engine_of([half])).test_client()
    assert texts(parse(client.get("/documents/half")), "h1") == ["半个?"]
    assert client.get("/?q=自贸区").status_code == 200
    assert client.get("/api/v1/search?q=自贸区").get_json()["hits"][0]["title"] == "半个?"
