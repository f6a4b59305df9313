"""Clients that ask over HTTP, each one thing after the other, and take down how long each answer took."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import accumulate
from random import Random
from threading import Thread

TIMEOUT = 60
"""Seconds that a client waits for an answer before that counts as an error."""


@dataclass(slots=True)
class Taken:
    """What clients met: seconds of each answer, and how often each error."""

    seconds: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, other: Taken) -> None:
        """Take in what another client met."""
        self.seconds += other.seconds
        self.errors += other.errors


def ask(host: str, port: int, addresses: Iterable[str], until: float = float("inf")) -> Taken:
    """One client that asks for addresses in their order over one connection, until a time of the monotonic clock."""
    taken = Taken()
    with closing(HTTPConnection(host, port, timeout=TIMEOUT)) as connection:
        for address in addresses:
            started = time.monotonic()
            if started >= until:
                break
            try:
                connection.request("GET", address, headers={"Accept-Language": "zh-CN"})
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException) as error:
                taken.errors[type(error).__name__] += 1
                connection.close()
                continue
            if answer.status == 200:
                taken.seconds.append(time.monotonic() - started)
            else:
                taken.errors[str(answer.status)] += 1
    return taken


def ask_at_once(host: str, port: int, addresses: list[str], clients: int, seconds: float, seed: int) -> Taken:
    """So many clients for so long, each with a choice of its own: what all of them met."""
    until = time.monotonic() + seconds
    taken: list[Taken] = []
    threads = [
        Thread(
            target=lambda mine: taken.append(ask(host, port, mine, until)),
            args=(_order(addresses, seed + n),),
        )
        for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    everything = Taken()
    for thread in threads:
        thread.join()
    for one in taken:
        everything.add(one)
    return everything


def _order(addresses: Sequence[str], seed: int) -> Iterator[str]:
    """Without end, the nth address a nth as often as the first: so uneven are the queries that search engines get.

    The law of Zipf; for queries, Baeza-Yates and others, "The impact of caching on search engines", 2007.
    """
    pick = Random(seed)
    upto = list(accumulate(1 / rank for rank in range(1, len(addresses) + 1)))
    while True:
        yield from pick.choices(addresses, cum_weights=upto, k=1000)
