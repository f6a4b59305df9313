"""What is loaded before the first reader comes: while pages are answered, no file is opened but the index's own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.webui.process import index_at, zhengsou_web

NOTING = """
import os, sys
noted = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        os.write(noted, (arguments[0] + "\\n").encode())
sys.addaudithook(note)
"""
"""Has the process write down what it opens, whoever in it does so."""

ASKED = (
    "/?q=自贸区",
    "/?q=自貿區&ui=zh-Hant",
    "/?q=zone&ui=en",
    "/?q=区自贸&script=zh-Hans",
    "/?q=自贸&script=zh-Hant-TW",
    "/?q=自贸&script=zh-Hant-HK",
    "/?q=自茂去",
    "/?q=zimao",
    "/?q=tarde zonne",
    "/?q=自贸&district=上海市",
    "/?q=自贸&industry=软件&lang=zh-Hans",
    "/?q=自贸&source=甲&from=2020-01",
    "/?q=近三年 自贸",
    "/?q=文号:沪府发〔2020〕1号",
    "/?q=自* NEAR/3 区",
    "/documents/a?q=自贸",
    "/documents/a?q=自贸&script=zh-Hant-TW",
    "/why?q=自贸&id=a",
    "/concordance?q=贸易",
    "/trends?q=自贸|贸易",
    "/compare?q=自贸&a=上海&b=北京",
    "/export?q=自贸",
    "/api",
    "/feed.atom?q=贸",
    "/api/v1/suggest?q=貿易",
    "/api/v1/suggest?q=fre",
    "/api/v1/collocates?q=贸",
    "/api/v1/export?q=自贸&format=ris",
    "/api/v1/record?q=自贸",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files that were opened for the answers, outside the index and the folder that the figures lie in."""
    folder = tmp_path_factory.mktemp("warm")
    index, noted = index_at(folder / "index"), folder / "opened"
    arguments = ("--index", str(index), "--port", "0", "--processes", "1")
    with zhengsou_web(*arguments, first=NOTING, errors=subprocess.DEVNULL, OPENED=str(noted)) as (_, address):
        # It serves from the first answer on.
        _ask(f"{address}healthz")
        before = len(noted.read_bytes())
        for asked in ASKED:
            _ask(address.rstrip("/") + quote(asked, safe="/?&=:*"))
    names = noted.read_bytes()[before:].decode().splitlines()
    assert before
    return {name for name in names if Path(name).parent != index and not name.startswith("/proc/")}


def _ask(address: str) -> None:
    with urlopen(address) as answer:
        assert answer.status == 200, address


def test_nothing_is_loaded_while_a_reader_waits(opened: set[str]) -> None:
    assert not opened, "\n".join(sorted(opened))
