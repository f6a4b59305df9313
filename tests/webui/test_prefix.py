import pytest

from tests.webui.operated import operated
from tests.webui.reading import find, parse

PAGES = ("/", "/?q=自贸区", "/documents/hd-ftz?q=自贸区", "/why?q=自贸区&doc=hd-ftz", "/none", "/?q=a&from=x")


@pytest.fixture(params=["prefix", "proxy"])
def client(request):
    """A client that sees the pages below /policy, by a setting or by the word of a proxy."""
    if request.param == "prefix":
        client = operated(prefix="/policy").test_client()
        return lambda path, **options: client.get("/policy" + path, **options)
    client = operated(proxies=1).test_client()
    return lambda path, **options: client.get(path, headers={"X-Forwarded-Prefix": "/policy"}, **options)


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_stays_below(client, path):
    page = parse(client(path))
    links = [
        element.get(name)
        for name in ("href", "src", "action")
        for element in page.iter()
        if isinstance(element.tag, str) and element.get(name)
    ]
    assert len(links) > 5
    below = ("/policy/", "/policy?", "#", "?", "http:", "https:")
    assert not [link for link in links if not link.startswith(below) and link != "/policy"]


@pytest.mark.parametrize("choice", ["ui=en", "script=zh-Hans"])
def test_its_cookies_are_sent_to_these_pages_only(client, choice):
    cookie = client(f"/?{choice}").headers["Set-Cookie"]
    assert cookie.startswith(f"{choice};")
    assert "Path=/policy" in cookie


def test_what_was_chosen_is_forgotten_where_it_is_kept():
    client = operated(prefix="/policy").test_client()
    client.get("/policy/?script=zh-Hans")
    assert client.get_cookie("script", path="/policy")
    assert "Path=/policy" in client.get("/policy/?script=original").headers["Set-Cookie"]
    assert not client.get_cookie("script", path="/policy")


def test_errors_know_programs_from_readers(client):
    assert client("/api/v1/search?from=x").get_json()["error"]["parameter"] == "from"
    assert client("/healthz").get_json()["status"] == "ok"


def test_nothing_stands_beside_the_prefix():
    client = operated(prefix="/policy").test_client()
    assert client.get("/policy").headers["Location"] == "http://localhost/policy/"
    for path in ("/", "/healthz", "/policymaking", "/static/style.css"):
        assert client.get(path).status_code == 404


def test_nobody_but_a_trusted_proxy_is_believed():
    told = {
        "X-Forwarded-Prefix": "/evil",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
    }
    response = operated().test_client().get("/", headers=told)
    assert "evil" not in response.text
    assert "Strict-Transport-Security" not in response.headers
    response = operated(proxies=1).test_client().get("/", headers=told)
    assert "Strict-Transport-Security" in response.headers
    assert find(parse(response), "link")[0].get("href").startswith("/evil/")
