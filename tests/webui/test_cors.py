import pytest

from indexer.engines.memory import MemoryEngine
from webui.app import create_app
from webui.settings import Settings

LAB = "https://lab.example"
PREFLIGHT = {
    "Origin": LAB,
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "if-none-match",
}


def client(*origins):
    return create_app(MemoryEngine(), settings=Settings(cors_origin=origins)).test_client()


def granted(response):
    return {name for name, _ in response.headers if name.startswith("Access-Control-")}


@pytest.mark.parametrize("path", ["/api/v1/search?q=a", "/api/v1/none", "/", "/healthz"])
def test_no_other_site_reads_anything_unless_it_is_named(path):
    for asking in (client(), client("https://other.example")):
        assert granted(asking.get(path, headers={"Origin": LAB})) == set()
        assert granted(asking.options(path, headers=PREFLIGHT)) == set()


@pytest.mark.parametrize(
    "path", ["/api/v1/search?q=a", "/api/v1/search?colour=red", "/api/v1/none", "/feed.atom?q=a"]
)
def test_a_site_that_is_named_reads_the_interface_and_its_errors(path):
    response = client(LAB, "https://second.example").get(path, headers={"Origin": LAB})
    assert response.headers["Access-Control-Allow-Origin"] == LAB
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Origin" in response.headers["Vary"]


def test_what_is_not_for_a_site_says_that_it_might_have_been():
    response = client(LAB).get("/api/v1/search?q=a")
    assert granted(response) == set()
    assert "Origin" in response.headers["Vary"]


def test_any_site_is_told_as_such_and_nothing_depends_on_it():
    response = client("*").get("/api/v1/search?q=a", headers={"Origin": LAB})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Origin" not in response.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("path", ["/", "/documents/a", "/static/style.css", "/healthz", "/api"])
def test_pages_are_read_by_no_other_site(path):
    with client("*").get(path, headers={"Origin": LAB}) as response:
        assert granted(response) == set()


def test_a_question_before_is_answered():
    response = client(LAB).options("/api/v1/search", headers=PREFLIGHT)
    assert response.status_code == 200
    assert set(response.headers["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD"}
    assert response.headers["Access-Control-Allow-Headers"].lower() == "if-none-match"
    assert response.headers["Access-Control-Max-Age"]


def test_a_kept_answer_may_be_read_too():
    asking = client(LAB)
    tag = asking.get("/api/v1/search?q=a").headers["ETag"]
    response = asking.get("/api/v1/search?q=a", headers={"Origin": LAB, "If-None-Match": tag})
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (304, LAB)
