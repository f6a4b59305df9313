import os
import signal
import socket

import pytest
from click.testing import CliRunner

from tests.webui.process import index_at
from webui import cli, serving
from webui.metrics import SHARED_FOLDER


@pytest.fixture
def index(tmp_path):
    return index_at(tmp_path / "index")


@pytest.fixture
def stopped(monkeypatch):
    """Servers that announce themselves and then meet Ctrl-C at once."""

    def interrupt(*arguments):
        os.kill(os.getpid(), signal.SIGINT)
        serve(*arguments)

    serve = serving.serve
    monkeypatch.setattr(cli, "serve", interrupt)
    monkeypatch.setenv("ZHENGSOU_WEB_PROCESSES", "1")


def test_it_prints_its_address_and_ends_quietly(index, stopped):
    result = CliRunner().invoke(cli.main, ["--index", str(index), "--port", "0"])
    assert result.exit_code == 0
    assert result.output.startswith("Serving 1 documents at http://127.0.0.1:")


def test_without_waitress_flasks_own_server_does_the_work(index, stopped, monkeypatch):
    monkeypatch.setattr(serving, "find_spec", lambda name: None)
    result = CliRunner().invoke(cli.main, ["--index", str(index), "--port", "0"])
    assert result.exit_code == 0
    assert "waitress is not installed" in result.stderr
    assert 'pip install "zhengsou[web]"' in result.stderr
    assert "Serving" in result.stdout


def test_what_is_off_for_want_of_a_package_is_said(index, stopped, monkeypatch):
    monkeypatch.setattr("webui.limits.find_spec", lambda name: None)
    monkeypatch.setattr("webui.metrics.find_spec", lambda name: None)
    asked = ["--index", str(index), "--port", "0"]
    result = CliRunner().invoke(cli.main, asked)
    assert result.exit_code == 0
    assert "there is no /metrics" in result.stderr
    assert "--rate-limit" not in result.stderr
    result = CliRunner().invoke(cli.main, [*asked, "--rate-limit", "9 per minute"])
    assert "--rate-limit is off" in result.stderr


def test_a_missing_index_is_a_clear_error(tmp_path):
    result = CliRunner().invoke(cli.main, ["--index", str(tmp_path / "none"), "--port", "0"])
    assert result.exit_code == 2
    assert result.stderr.startswith("zhengsou-web: ")
    assert "none" in result.stderr
    assert "Traceback" not in result.output
    assert SHARED_FOLDER not in os.environ


def test_a_bad_file_of_terms_is_a_clear_error(index, tmp_path):
    terms = tmp_path / "terms.tsv"
    terms.write_text("自贸区\n", encoding="utf-8")
    result = CliRunner().invoke(
        cli.main, ["--index", str(index), "--port", "0", "--processes", "1", "--lexicon", str(terms)]
    )
    assert result.exit_code == 2
    assert result.stderr.startswith(f"zhengsou-web: {terms}:1: a group holds two terms or more")


def test_an_address_in_use_is_a_clear_error(index):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli.main, ["--index", str(index), "--port", str(port)])
    assert result.exit_code == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in result.stderr


def test_what_fails_later_is_not_put_down_to_the_address(index, monkeypatch):
    def broken(*arguments):
        raise OSError("the disk is full")

    monkeypatch.setattr(cli, "serve", broken)
    result = CliRunner().invoke(cli.main, ["--index", str(index), "--port", "0", "--processes", "1"])
    assert result.exit_code == 2
    assert result.stderr == "zhengsou-web: the disk is full\n"


def test_a_bad_port_is_a_usage_error(index):
    assert CliRunner().invoke(cli.main, ["--index", str(index), "--port", "70000"]).exit_code == 2


def test_the_help_shows_how():
    result = CliRunner().invoke(cli.main, ["--help"])
    assert "Examples:\n    zhengsou-web --index news\n" in result.output


def test_a_file_of_passwords_without_any_is_a_clear_error(index, tmp_path):
    (tmp_path / "none").touch()
    result = CliRunner().invoke(
        cli.main,
        ["--index", str(index), "--port", "0", "--processes", "1", "--password-file", str(tmp_path / "none")],
    )
    assert result.exit_code == 2
    assert result.stderr == f"zhengsou-web: {tmp_path / 'none'} holds no password\n"
