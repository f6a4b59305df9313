"""The real command, as a process of its own on a port of the loopback interface."""

import json
import os
import signal
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.webui.process import index_at, zhengsou_web

COLD = "import webui.cli as cli; cli._warm = lambda *arguments: None"
"""Does without what is loaded before the first request."""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return index_at(tmp_path_factory.mktemp("served") / "index")


def get(address, **headers):
    """Status, headers and body."""
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_settings_of_all_three_kinds_do_what_they_say_and_sigterm_ends_it_well(index, tmp_path):
    config, log = tmp_path / "web.toml", tmp_path / "access.log"
    config.write_text(
        f'port = 0\nprocesses = 1\nprefix = "/policy"\naccess-log = "{log.as_posix()}"\n', encoding="utf-8"
    )
    variables = {"ZHENGSOU_INDEX": str(index), "ZHENGSOU_WEB_PASSWORD": "secret-one"}
    with zhengsou_web("--config", str(config), "--rate-limit", "4 per minute", **variables) as (
        process,
        address,
    ):
        assert address.endswith("/policy/")
        assert get(address + "healthz")[0] == 200
        status, headers, _ = get(address)
        assert (status, headers["WWW-Authenticate"].split()[0]) == (401, "Basic")
        statuses = [get(address + "?q=a", Authorization="Bearer secret-one")[0] for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        status, _, figures = get(address + "metrics", Authorization="Bearer secret-one")
        assert status == 200
        assert (
            b'zhengsou_requests_total{endpoint="pages.search_page",method="GET",status="429"} 1.0' in figures
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr.read() == ""
    lines = [json.loads(line) for line in log.read_text(encoding="ascii").splitlines()]
    assert [line["status"] for line in lines] == [200, 401, *statuses, 200]
    assert {line["path"] for line in lines} == {"/policy/healthz", "/policy/", "/policy/metrics"}
    assert "secret-one" not in log.read_text(encoding="ascii")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot make a process of another")
def test_several_processes_answer_as_one_are_replaced_when_they_die_and_end_together(index):
    # One that dies at once is not replaced, and this one cannot wait for it to grow older.
    first = f"{COLD}; import webui.processes as processes; processes.SOONEST = 0"
    arguments = ("--index", str(index), "--port", "0", "--processes", "2")
    with zhengsou_web(*arguments, first=first) as (process, address):
        for _ in range(20):
            assert get(address + "healthz")[0] == 200
        figures = get(address + "metrics")[2].decode()
        assert (
            'zhengsou_requests_total{endpoint="api.health_answer",method="GET",status="200"} 20.0' in figures
        )
        assert "zhengsou_documents 1.0" in figures
        if children := _children(process.pid):
            assert len(children) == 2
            os.kill(children[0], signal.SIGKILL)
            assert "ended by signal 9" in process.stderr.readline()
        assert get(address + "?q=a")[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot make a process of another")
def test_processes_that_cannot_answer_are_not_made_for_ever(index):
    first = f"{COLD}\ndef serve(*arguments): raise OSError('broken')\ncli.serve = serve"
    with zhengsou_web("--index", str(index), "--port", "0", "--processes", "2", first=first) as (process, _):
        assert process.wait(20) == 2
        assert "zhengsou-web: broken" in process.stderr.read()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot make a process of another")
def test_what_was_loaded_for_children_does_not_stay_with_the_parent_for_ever(index):
    first = (
        f"{COLD}\nimport gc, sys; announce = cli._announce\n"
        "def told(*arguments): print(gc.get_freeze_count(), file=sys.stderr); announce(*arguments)\n"
        "cli._announce = told"
    )
    arguments = ("--index", str(index), "--port", "0", "--processes", "2")
    with zhengsou_web(*arguments, first=first) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr.read() == "0\n"


def _children(parent):
    """The ids of the children of a process, where the system tells."""
    told = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in told.read_text(encoding="ascii").split()] if told.exists() else []
