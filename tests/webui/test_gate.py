import pytest

from corpus.errors import SettingError
from tests.webui.operated import operated
from tests.webui.reading import find, parse, texts
from webui.gate import passwords

CLOSED = (
    "/",
    "/?q=自贸区",
    "/documents/hd-ftz",
    "/api/v1/search?q=a",
    "/static/style.css",
    "/metrics",
    "/none",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    file = tmp_path_factory.mktemp("secrets") / "passwords"
    file.write_text("  first  \n\n密码 two:x\n", encoding="utf-8")
    return operated(password="third", password_file=file)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.mark.parametrize("path", CLOSED)
def test_without_a_password_nothing_is_told(client, path):
    response = client.get(path)
    assert response.status_code == 401
    challenges = response.headers.getlist("WWW-Authenticate")
    assert challenges == [
        'Basic realm="zhengsou", charset="UTF-8"',
        'Bearer realm="zhengsou"',
    ] or challenges == [
        "Basic realm=zhengsou, charset=UTF-8",
        "Bearer realm=zhengsou",
    ]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    if path.startswith("/api/"):
        assert response.get_json() == {"error": {"parameter": None, "message": "a password is needed"}}
    elif path != "/metrics":
        page = parse(response)
        assert texts(page, "h1") == ["需要密码"]
        # A browser would ask for the password again for each of them.
        assert not find(page, "link")
        assert not find(page, "img")


@pytest.mark.parametrize("password", ["first", "密码 two:x", "third"])
def test_each_password_opens_with_any_name_and_as_a_token(client, password):
    for name in ("", "somebody"):
        assert client.get("/", auth=(name, password)).status_code == 200
    header = {"Authorization": b"Bearer " + password.encode()} if password.isascii() else None
    if header:
        assert client.get("/", headers={"Authorization": f"Bearer {password}"}).status_code == 200


def test_a_token_may_hold_any_characters(client):
    token = "密码 two:x".encode().decode("latin-1")
    assert client.get("/", headers={"Authorization": f"Bearer {token}"}).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Basic",
        "Basic !",
        "Basic Zmlyc3Q=",
        "Bearer",
        "Bearer ",
        "Bearer fourth",
        "Bearer firs",
        "Digest first",
        "first",
    ],
)
def test_anything_else_opens_nothing(client, header):
    assert client.get("/", headers={"Authorization": header}).status_code == 401
    assert client.get("/?password=first&token=first", headers={"Authorization": header}).status_code == 401


def test_whether_it_is_well_is_told_to_everybody(client):
    assert client.get("/healthz").status_code == 200


def test_what_was_answered_to_one_who_knows_is_not_given_to_another(client):
    assert client.get("/?q=自贸区", auth=("", "first")).status_code == 200
    assert client.get("/?q=自贸区").status_code == 401


def test_without_passwords_everything_is_open():
    assert operated().test_client().get("/").status_code == 200


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xff"])
def test_a_file_without_a_password_does_not_leave_the_gate_open(content, tmp_path):
    file = tmp_path / "passwords"
    file.write_bytes(content)
    with pytest.raises(SettingError):
        passwords("given", file)
