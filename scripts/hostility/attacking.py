"""Sending hostile requests to every route of the application, and looking at what comes back."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from random import Random
from statistics import median

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from hostility.attempts import Attempt, Route, attempt
from hostility.documents import hostile_documents
from hostility.judging import Answer, complaints
from indexer.analysis import analyze
from indexer.engine import Engine
from indexer.finding_values import VOCABULARIES
from webui.app import create_app
from webui.arguments import OPEN, SHOWING
from webui.endpoints import declared
from webui.finding import parameter
from webui.security import web_address

_OF_PAGES = (
    *SHOWING,
    *map(parameter, VOCABULARIES),
    OPEN,
    "a",
    "at",
    "b",
    "doc",
    "order",
    "page",
    "show",
    "ui",
)
"""Parameters that pages have beside those of the interface."""


def hostile_app(engine: Engine) -> Flask:
    """The application over nothing but documents that mean harm, which are put into an engine that is empty."""
    with engine.writer() as writer:
        writer.put(analyze(list(hostile_documents())))
    return create_app(engine)


def attack(app: Flask, number: int, seed: int) -> dict[str, float | int]:
    """Send so many requests of a seed, and tell what came back.

    Raises AssertionError, naming the request and what is wrong, at the first answer that does what none may.
    """
    pick = Random(seed)
    documents = list(hostile_documents())
    ids = [document.id for document in documents]
    addresses = frozenset(found for document in documents if (found := web_address(document.url)))
    tried = list(routes(app))
    statuses: Counter[int] = Counter()
    costs = []
    begun = time.perf_counter()
    for _ in range(number):
        sent = attempt(tried, ids, pick)
        started = time.process_time()
        answer = send(app, sent)
        costs.append(time.process_time() - started)
        wrong = complaints(answer, addresses)
        assert not wrong, (_shortened(sent), wrong)
        statuses[answer.status] += 1
    return {
        "requests": number,
        "routes": len(tried),
        **{f"status_{status}": count for status, count in sorted(statuses.items())},
        "seconds": round(time.perf_counter() - begun, 1),
        "median_ms": round(median(costs) * 1e3, 2),
        "slowest_ms": round(max(costs) * 1e3, 1),
    }


def send(app: Flask, sent: Attempt) -> Answer:
    """What the application answers to a request that came through a careless server."""
    environ = create_environ(method="GET") | {
        "REQUEST_METHOD": sent.method,
        "PATH_INFO": sent.path.decode("latin-1"),
        "QUERY_STRING": sent.query.decode("latin-1"),
        "CONTENT_LENGTH": str(len(sent.body)),
        "wsgi.input": io.BytesIO(sent.body),
        **sent.headers,
    }
    chunks, status, headers = run_wsgi_app(app, environ, buffered=True)
    return Answer(int(status.split(" ", 1)[0]), list(headers), b"".join(chunks))


def routes(app: Flask) -> Iterator[Route]:
    """What there is to try: of a page every parameter that any has, of the interface those that are declared."""
    known = {
        endpoint: tuple(one.name for one in of_it.parameters) for endpoint, of_it in declared(app).items()
    }
    of_pages = tuple(dict.fromkeys((*chain(*known.values()), *_OF_PAGES)))
    for rule in app.url_map.iter_rules():
        pieces = re.split(r"<[^>]*>", rule.rule)
        yield Route(tuple(pieces), known.get(rule.endpoint, of_pages))


def _shortened(sent: Attempt) -> Attempt:
    return Attempt(sent.path[:300], sent.query[:300], sent.method[:50], sent.headers, sent.body[:50])
