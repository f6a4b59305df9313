"""One client first, then many: the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from http.client import HTTPConnection
from statistics import median, quantiles

from indexer.opening import open_engine
from loading.addresses import addresses
from loading.clients import Taken, ask, ask_at_once
from loading.server import serving

HOST = "127.0.0.1"
ALONE = 300
"""Addresses that the single client asks for."""
TARGET = 20.0
"""How many times the single client's median the slowest hundredth may take under load."""


def measure(
    index: str, *, clients: int, seconds: float, number: int, seed: int, options: Sequence[str] = ()
) -> dict[str, float | int | dict[str, int]]:
    """What clients meet at an index, in milliseconds. Raises RuntimeError where next to nothing is answered."""
    with closing(open_engine(index)) as engine:
        asked = addresses(engine, number, seed)
    with serving(index, options) as (process, port):
        # The least frequent ones, so that what many ask for has not been answered before they come.
        first = _answered(ask(HOST, port, asked[-ALONE:]))
        again = _answered(ask(HOST, port, asked[-ALONE:]))
        before = _remembered(port)
        load = _answered(ask_at_once(HOST, port, asked, clients, seconds, seed))
        remembered = _remembered(port) - before
    alone, under_load = _milliseconds(first), _milliseconds(load)
    middle = median(alone)
    p99 = quantiles(under_load, n=100, method="inclusive")[98]
    return {
        "clients": clients,
        "seconds": seconds,
        "addresses": len(asked),
        "requests": len(load.seconds),
        "errors": dict(first.errors + again.errors + load.errors),
        "per_second": round(len(load.seconds) / seconds, 1),
        "remembered": round(remembered / max(1, len(load.seconds)), 3),
        "alone_p50": round(middle, 2),
        "alone_again_p50": round(median(_milliseconds(again)), 2),
        "load_p50": round(median(under_load), 2),
        "load_p99": round(p99, 2),
        "load_max": round(max(under_load), 2),
        "p99_over_alone": round(p99 / middle, 2),
        "exit": process.returncode,
    }


def reached(figures: dict[str, float | int | dict[str, int]]) -> bool:
    """Whether no client met an error, the process ended well, and nobody waited too long."""
    ratio = figures["p99_over_alone"]
    assert isinstance(ratio, int | float)
    return not figures["errors"] and figures["exit"] == 0 and ratio < TARGET


def _answered(taken: Taken) -> Taken:
    """What clients met, where there is enough of it for percentiles. Raises RuntimeError with the errors elsewhere."""
    if len(taken.seconds) < 2:
        errors = ", ".join(f"{name} ({count:,} times)" for name, count in taken.errors.most_common())
        raise RuntimeError(f"{len(taken.seconds)} requests were answered; errors: {errors or 'none'}")
    return taken


def _milliseconds(taken: Taken) -> list[float]:
    return [1000 * seconds for seconds in taken.seconds]


def _remembered(port: int) -> float:
    """Answers that the server has given again so far."""
    with closing(HTTPConnection(HOST, port)) as connection:
        connection.request("GET", "/metrics")
        figures = connection.getresponse().read().decode()
    found = re.search(r"^zhengsou_remembered_total (\S+)$", figures, re.MULTILINE)
    return float(found[1]) if found else 0.0
