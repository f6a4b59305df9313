"""``scripts/load.py``: what it asks for, and that a real server answers it."""

from __future__ import annotations

import json
import runpy
import socket
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from loading import measuring
from loading.addresses import addresses
from loading.clients import ask

from corpus.document import Document
from indexer.engines.memory import MemoryEngine
from indexer.opening import open_engine
from tests.indexer.articles import engine_of, put
from tests.scripts.articles import articles
from webui.app import create_app

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "load.py"


@pytest.fixture(scope="module")
def engine() -> MemoryEngine:
    return engine_of(articles(60))


def test_addresses_differ_are_the_same_for_a_seed_and_are_of_every_kind(engine: MemoryEngine) -> None:
    drawn = addresses(engine, 300, seed=1)
    assert len(drawn) == len(set(drawn)) == 300
    assert drawn == addresses(engine, 300, seed=1) != addresses(engine, 300, seed=2)
    kinds = Counter(urlsplit(address).path.partition("/documents/")[:2] for address in drawn)
    assert kinds.keys() == {("/", ""), ("", "/documents/"), ("/api/v1/search", ""), ("/api/v1/suggest", "")}


def test_a_small_index_gives_what_it_has() -> None:
    one = engine_of([Document("one", "", "政策。")])
    assert 5 < len(addresses(one, 100_000, seed=1)) < 100


def test_every_address_finds_something(engine: MemoryEngine) -> None:
    client = create_app(engine).test_client()
    for address in addresses(engine, 20, seed=3):
        response = client.get(address)
        assert response.status_code == 200, unquote(address)
        query = parse_qs(urlsplit(address).query).get("q", [""])[0]
        if address.startswith("/api/v1/search") and '"' not in query:
            assert response.get_json()["total"] > 0, query


def test_who_cannot_be_asked_is_an_error() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    taken = ask("127.0.0.1", port, ["/", "/"])
    assert (taken.seconds, taken.errors) == ([], {"ConnectionRefusedError": 2})


def test_many_clients_meet_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_engine(tmp_path / "index", create=True)) as engine:
        put(engine, *articles(60))
    monkeypatch.setattr("environment.run_inside", lambda extras: None)
    monkeypatch.setattr(measuring, "ALONE", 20)
    asked = ["--clients", "8", "--seconds", "1", "--addresses", "100"]
    monkeypatch.setattr(sys, "argv", ["load.py", str(tmp_path / "index"), *asked])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert left.value.code == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["errors"], figures["exit"]) == ({}, 0)
    assert figures["requests"] > 8
    assert 0 < figures["alone_p50"] <= figures["load_p99"] <= figures["load_max"]
    assert figures["p99_over_alone"] == pytest.approx(figures["load_p99"] / figures["alone_p50"], rel=0.02)


def test_where_nothing_is_answered_the_errors_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_engine(tmp_path / "index", create=True)) as engine:
        put(engine, *articles(5))

    @contextmanager
    def serving(index: str, options: Sequence[str]) -> Iterator[tuple[None, int]]:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        yield None, port

    monkeypatch.setattr("environment.run_inside", lambda extras: None)
    monkeypatch.setattr(measuring, "ALONE", 3)
    monkeypatch.setattr(measuring, "serving", serving)
    monkeypatch.setattr(sys, "argv", ["load.py", str(tmp_path / "index"), "--addresses", "5"])
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    said = capsys.readouterr()
    assert (left.value.code, said.out) == (1, "")
    assert said.err == (
        "Nothing can be measured: 0 requests were answered; errors: ConnectionRefusedError (3 times).\n"
    )


@pytest.mark.parametrize(
    ("changed", "reached"),
    [({}, True), ({"errors": {"503": 1}}, False), ({"exit": 1}, False), ({"p99_over_alone": 20.0}, False)],
)
def test_the_gate_is_no_error_a_good_end_and_a_short_wait(changed: dict[str, object], reached: bool) -> None:
    figures = {"errors": {}, "exit": 0, "p99_over_alone": 19.9, **changed}
    assert measuring.reached(figures) == reached
