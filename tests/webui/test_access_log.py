import json
from datetime import datetime

import pytest
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from corpus.errors import SettingError
from tests.webui.operated import operated
from webui.access_log import access_log
from webui.watching import Watched


@pytest.fixture
def logged(tmp_path):
    """Asks an application for something and gives the lines of its log."""

    def ask(*arguments, settings=None, **options):
        file = tmp_path / "access.log"
        with access_log(str(file)) as observer:
            client = operated(observers=[observer], **(settings or {})).test_client()
            response = client.get(*arguments, **options, buffered=True)
        return response, [json.loads(line) for line in file.read_bytes().split(b"\n")[:-1]]

    return ask


def test_a_request_is_one_line(logged):
    response, (line,) = logged(
        "/?q=%E8%87%AA%E8%B4%B8%E5%8C%BA&x=%0A", environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert line["path"] == "/"
    assert line["query"] == "q=%E8%87%AA%E8%B4%B8%E5%8C%BA&x=%0A"
    assert (line["method"], line["status"], line["client"]) == ("GET", 200, "192.0.2.7")
    assert line["bytes"] == len(response.data)
    assert line["id"] == response.headers["X-Request-Id"]
    assert datetime.fromisoformat(line["time"]).tzinfo
    assert 0 < line["ms"] < 60_000


@pytest.mark.parametrize(
    ("path", "status"),
    [("/none", 404), ("/?from=x&q=a", 422), ("/documents/hd-ftz", 200), ("/static/style.css", 200)],
)
def test_whatever_becomes_of_it_is_told(logged, path, status):
    response, (line,) = logged(path)
    assert (line["status"], line["bytes"]) == (status, len(response.data))


def test_a_head_has_no_bytes(tmp_path):
    file = tmp_path / "log"
    with access_log(str(file)) as observer:
        operated(observers=[observer]).test_client().head("/").close()
    assert json.loads(file.read_text())["bytes"] == 0


HOSTILE = 'a\n{"forged": 1}\r\n\u0085\x9b\x1b[2J"\\\x00'


def test_what_a_client_sends_cannot_forge_a_line(tmp_path):
    file = tmp_path / "log"
    with access_log(str(file)) as observer:
        app = operated(observers=[observer], proxies=1)
        environ = EnvironBuilder(path="/").get_environ()
        environ |= {
            "PATH_INFO": f"/{HOSTILE}\u2028".encode().decode("latin-1"),
            # The servers escape what is not ASCII in an address.
            "QUERY_STRING": HOSTILE.encode("ascii", "ignore").decode(),
            "REQUEST_METHOD": HOSTILE,
            "HTTP_X_FORWARDED_FOR": HOSTILE,
            "HTTP_X_REQUEST_ID": HOSTILE,
        }
        run_wsgi_app(app, environ, buffered=True)
    written = file.read_bytes()
    assert all(0x20 <= byte < 0x7F or byte == 0x0A for byte in written)
    (line,) = written.decode().split("\n")[:-1]
    assert json.loads(line)["path"] == f"/{HOSTILE}\u2028"
    assert json.loads(line)["query"] == HOSTILE.encode("ascii", "ignore").decode()
    assert json.loads(line)["id"].isalnum()


def test_passwords_and_tokens_are_not_in_it(tmp_path, logged):
    for header in ("Basic OnNlY3JldC1v", "Bearer secret-one"):
        _, lines = logged("/", headers={"Authorization": header}, settings={"password": "secret-one"})
        assert not {"secret-one", "OnNlY3JldC1v"} & set(map(str, lines[-1].values()))
        assert "secret" not in json.dumps(lines)


def test_an_id_is_taken_from_a_proxy_only_and_only_when_it_is_sound(logged):
    for proxies, given, taken in (
        (0, "abc-1", False),
        (1, "abc-1", True),
        (1, "a b", False),
        (1, "x" * 65, False),
    ):
        response, lines = logged("/", headers={"X-Request-Id": given}, settings={"proxies": proxies})
        assert (response.headers["X-Request-Id"] == given) == taken
        assert lines[-1]["id"] == response.headers["X-Request-Id"]


def test_a_file_that_was_moved_away_is_begun_anew(tmp_path):
    file = tmp_path / "log"
    with access_log(str(file)) as observer:
        client = operated(observers=[observer]).test_client()
        client.get("/").close()
        file.rename(tmp_path / "log.1")
        client.get("/").close()
    assert len(file.read_text().splitlines()) == len((tmp_path / "log.1").read_text().splitlines()) == 1


def test_standard_error_can_be_asked_for(capsys):
    with access_log("-") as observer:
        operated(observers=[observer]).test_client().get("/none").close()
    assert json.loads(capsys.readouterr().err)["status"] == 404


def test_a_file_that_cannot_be_written_is_a_clear_error(tmp_path):
    with pytest.raises(SettingError, match="access log"), access_log(str(tmp_path / "none" / "log")):
        pass


def test_a_failure_of_the_application_is_logged_too(tmp_path):
    seen = []

    def failing(environ, start_response):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        Client(Watched(failing, [seen.append], trusting=False)).get("/")
    assert [(one.status, one.endpoint) for one in seen] == [(500, None)]
