import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEYS = {
    "id", "title", "published", "source", "url", "lang", "doc_number", "districts", "industries", "score",
    "matched_by", "partial", "title_matches", "snippets",
}  # fmt: skip


def test_a_search_answers_in_the_promised_form(client):
    response = client.get(
        "/api/v1/search?q=自贸区&facets=district,industry,year,month,source,lang&limit=3&offset=1"
    )
    assert response.mimetype == "application/json"
    answer = response.get_json()
    assert set(answer) == {"query", "total", "literal_total", "partial_total", "took_ms", "hits", "facets"}
    assert set(answer["query"]) == {"q", "read_as", "corrected", "warnings", "expansions"}
    assert (answer["total"], answer["literal_total"], len(answer["hits"])) == (5, 4, 3)
    assert all(set(hit) == KEYS for hit in answer["hits"])
    assert list(answer["facets"]) == ["district", "industry", "year", "month", "source", "lang"]
    for hit in answer["hits"]:
        for snippet in hit["snippets"]:
            marked = {snippet["text"][start:end].lower() for start, end in snippet["matches"]}
            assert marked <= {"自贸区", "自貿區", "free trade zone", "自贸试验区"}


def test_characters_are_sent_as_they_are(client):
    assert "自貿區" in client.get("/api/v1/search?q=自貿區").get_data(as_text=True)


def test_facets_are_counted_only_when_asked_for(client):
    assert client.get("/api/v1/search?q=自贸区").get_json()["facets"] == {}


def test_repeated_values_are_alternatives(client):
    total = client.get("/api/v1/search?q=自贸区&district=海淀&district=810000").get_json()["total"]
    assert total == 3


@pytest.mark.parametrize(
    ("accepted", "label"),
    [
        ("", "海淀区"),
        ("zh-TW,zh;q=0.8", "海淀區"),
        ("en-GB", "Haidian District"),
        ("fr", "海淀区"),
        ("zh-CN", "海淀区"),
    ],
)
def test_labels_follow_the_language_that_the_client_accepts(client, accepted, label):
    response = client.get("/api/v1/documents/hd-ftz", headers={"Accept-Language": accepted})
    assert response.get_json()["districts"] == [{"code": "110108", "label": label}]
    assert "Accept-Language" in response.headers["Vary"]


def test_a_document_comes_with_its_links(client):
    citer = client.get("/api/v1/documents/hk/ftz%3Fa%3D1%23b").get_json()
    borne, unknown = citer["cites"]
    assert citer["text"][borne["start"] : borne["end"]] == "海政發[2020]8號"
    assert borne["documents"] == [
        {"id": "hd-ftz", "title": "海淀区发布自贸试验区科技创新片区方案", "lang": "zh-Hans"}
    ]
    assert (unknown["number"], unknown["title"], unknown["documents"]) == ("湾办〔2019〕1号", "灣區辦法", [])
    assert citer["cited_by"] == {"total": 0, "query": "", "documents": []}
    cited_by = client.get("/api/v1/documents/hd-ftz").get_json()["cited_by"]
    assert cited_by["documents"] == [
        {"id": "hk/ftz?a=1#b", "title": "香港與內地自貿區深化合作", "lang": "zh-Hant"}
    ]
    found = client.get("/api/v1/search", query_string={"q": cited_by["query"]}).get_json()
    assert found["total"] == cited_by["total"] == 1


def test_a_document_comes_with_the_spans_of_the_query(client):
    answer = client.get("/api/v1/documents/hd-ftz?q=自貿區").get_json()
    assert {answer["text"][start:end] for start, end in answer["text_matches"]} == {"自贸区"}
    assert answer["published"] == "2020-09-28"


def test_equals_are_marked_in_a_document_unless_they_are_switched_off(client):
    path = "/api/v1/documents/hd-ftz?q=free+trade+zone"
    assert client.get(path).get_json()["text_matches"]
    assert client.get(path + "&expand=0").get_json()["text_matches"] == []
    assert client.get(path + "&expand=x").get_json()["error"]["parameter"] == "expand"


def test_identifiers_keep_their_slashes(client):
    assert client.get("/api/v1/documents/hk/ftz%3Fa%3D1%23b").get_json()["lang"] == "zh-Hant"
    assert client.get("/api/v1/documents/hk//ftz").status_code == 404


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("colour=red", "colour"),
        ("page=2", "page"),
        ("ui=en", "ui"),
        ("q=a&q=b", "q"),
        ("limit=101", "limit"),
        ("limit=-1", "limit"),
        ("limit=1e3", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("limit=", "limit"),
        ("limit=٣", "limit"),
        ("offset=9991", "offset"),
        ("offset=x", "offset"),
        ("from=tomorrow", "from"),
        ("to=2020-02-31", "to"),
        ("sort=best", "sort"),
        ("match=some", "match"),
        ("expand=perhaps", "expand"),
        ("lang=fr", "lang"),
        ("district=Atlantis", "district"),
        ("industry=Atlantis", "industry"),
        ("facets=colour", "facets"),
        ("q=" + "长" * 1001, "q"),
        ("q=%FF%FE", "q"),
        ("q=%ED%A0%80", "q"),
        ("q=" + "(" * 300 + "a" + ")" * 300, "q"),
        ("&".join("district=110108" for _ in range(300)), "q"),
    ],
)
def test_a_bad_parameter_is_refused_by_name(client, query, parameter):
    response = client.get("/api/v1/search?" + query)
    assert response.status_code == 422
    error = response.get_json()["error"]
    assert error["parameter"] == parameter
    assert error["message"]


@pytest.mark.parametrize(
    "path", ["/", "/documents/hd-ftz", "/why", "/none", "/api/v1/search", "/api/v1/suggest"]
)
def test_bytes_that_a_careless_server_lets_through_are_read_as_if_escaped(client, path):
    for sent, escaped in ((b"q=\xff", "q=%FF"), ("q=自贸区".encode(), "q=%E8%87%AA%E8%B4%B8%E5%8C%BA")):
        raw = client.get(path, environ_overrides={"QUERY_STRING": sent.decode("latin-1")})
        assert raw.status_code == client.get(f"{path}?{escaped}").status_code < 500


def test_a_document_takes_a_query_and_nothing_else(client):
    response = client.get("/api/v1/documents/hd-ftz?limit=1")
    assert (response.status_code, response.get_json()["error"]["parameter"]) == (422, "limit")


@pytest.mark.parametrize(
    "path", ["/api/v1/documents/none", "/api/v1/nothing", "/api/v1/documents/" + "a" * 9000]
)
def test_what_is_not_there_is_404_as_json(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.get_json()["error"]["message"]


@pytest.mark.parametrize("path", ["/api/v1/search?q=a", "/api/v1/documents/hd-ftz", "/healthz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_only_reading_is_answered(client, path, method):
    response = client.open(path, method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert "error" in response.get_json()


@pytest.mark.parametrize("path", ["/api/v1/search?q=a", "/documents/hd-ftz", "/healthz"])
def test_what_may_be_done_is_told(client, path):
    response = client.options(path)
    assert (response.status_code, response.data) == (200, b"")
    assert set(response.allow) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    ("accepted", "status"),
    [
        ("application/json", 200),
        ("application/*;q=0.1, text/html", 200),
        ("*/*", 200),
        ("", 200),
        ("text/html", 406),
        ("application/json;q=0", 406),
    ],
)
def test_who_takes_no_json_is_told_so_in_json(client, accepted, status):
    response = client.get("/api/v1/search?q=a", headers={"Accept": accepted})
    assert (response.status_code, response.mimetype) == (status, "application/json")
    assert ("error" in response.get_json()) == (status == 406)


@pytest.mark.parametrize("path", ["/", "/?q=自贸区", "/documents/hd-ftz", "/api/v1/search?q=a", "/healthz"])
def test_head_answers_like_get_without_the_body(client, path):
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.data, head.mimetype) == (200, b"", get.mimetype)


def test_health_says_what_is_served(client):
    answer = client.get("/healthz").get_json()
    assert (answer["status"], answer["documents"], answer["engine"]) == ("ok", 29, "memory")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.sampled_from(["q", "from", "limit", "district", "facets", "page", "sort"]))
def test_nothing_a_client_sends_is_a_failure(client, sent, name):
    escaped = "".join(f"%{byte:02X}" for byte in sent)
    for path in ("/api/v1/search", "/", "/documents/hd-ftz", "/api/v1/documents/hd-ftz"):
        assert client.get(f"{path}?{name}={escaped}").status_code in (200, 422)
    assert client.get(f"/api/v1/documents/{escaped}x").status_code in (200, 404)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='自贸区\0"“”()*?:-|^/ ANDORT海淀\u202e\U0010ffff', max_size=30))
def test_no_query_is_a_failure_and_all_json_reads_back(client, q):
    response = client.get("/api/v1/search", query_string={"q": q})
    assert response.status_code in (200, 422)
    json.loads(response.get_data(as_text=True))
    assert client.get("/", query_string={"q": q}).status_code in (200, 422)
