import pytest

from tests.webui.operated import operated
from tests.webui.reading import parse, texts


def test_who_asks_too_often_is_told_when_to_come_again():
    client = operated(rate_limit="3 per minute").test_client()
    for path in ("/", "/?q=a", "/api/v1/search?q=a"):
        assert client.get(path).status_code == 200
    page, answer = client.get("/"), client.get("/api/v1/search?q=b")
    for response in (page, answer):
        assert response.status_code == 429
        assert 0 < int(response.headers["Retry-After"]) <= 60
    assert texts(parse(page), "h1") == ["请求过于频繁"]
    assert answer.get_json()["error"]["parameter"] is None


def test_another_client_has_requests_of_its_own():
    client = operated(rate_limit="1 per minute").test_client()
    for address in ("192.0.2.1", "192.0.2.2"):
        assert client.get("/", environ_base={"REMOTE_ADDR": address}).status_code == 200
        assert client.get("/", environ_base={"REMOTE_ADDR": address}).status_code == 429


def test_behind_a_proxy_clients_are_told_apart_by_what_it_says_and_not_by_what_they_say():
    client = operated(rate_limit="1 per minute", proxies=1).test_client()
    for forwarded, status in (("a, 192.0.2.1", 200), ("b, 192.0.2.1", 429), ("192.0.2.2", 200)):
        assert client.get("/", headers={"X-Forwarded-For": forwarded}).status_code == status


@pytest.mark.parametrize("path", ["/static/style.css", "/favicon.ico", "/healthz", "/metrics"])
def test_what_belongs_to_a_page_and_what_watches_is_not_counted(path):
    client = operated(rate_limit="1 per hour").test_client()
    for _ in range(3):
        with client.get(path) as response:
            assert response.status_code == 200
    assert client.get("/").status_code == 200
    assert client.get("/").status_code == 429


def test_guessing_passwords_is_limited_too():
    client = operated(rate_limit="2 per hour", password="right").test_client()
    statuses = [client.get("/", auth=("", guess)).status_code for guess in ("a", "b", "right")]
    assert statuses == [401, 401, 429]


@pytest.mark.parametrize("path", ["/", "/api/v1/search?q=a"])
def test_a_long_body_is_refused(path):
    client = operated(body_limit=10).test_client()
    assert client.get(path, data=b"x" * 10).status_code == 200
    response = client.get(path, data=b"x" * 11)
    assert response.status_code == 413
    if path == "/":
        assert texts(parse(response), "h1") == ["发送的内容过多"]
    else:
        assert response.get_json()["error"]["message"] == "a body may have 10 bytes"
