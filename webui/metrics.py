"""Figures for monitoring at ``/metrics``, in the text format of Prometheus."""

from __future__ import annotations

import os
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from flask import Blueprint, Flask, Response, current_app
from werkzeug.exceptions import NotFound

from corpus.errors import EngineError
from indexer.engine import Engine, EngineResult, SearchRequest
from webui.freshness import current_engine
from webui.watching import Answered

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus-client knows where several processes keep their figures together."""

_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "POST"))
_REQUEST_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_SEARCH_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
_KEY = "zhengsou-metrics"

metrics = Blueprint("metrics", __name__)


def has_metrics() -> bool:
    """Whether prometheus-client is installed."""
    return find_spec("prometheus_client") is not None


class Metrics:
    """The figures of one application, in a registry of its own; needs prometheus-client."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._registry = CollectorRegistry()
        mine: Any = {"registry": self._registry}
        newest: Any = {**mine, "multiprocess_mode": "mostrecent"}
        self._requests = Counter(
            "zhengsou_requests", "Requests answered.", ("endpoint", "method", "status"), **mine
        )
        self._seconds = Histogram(
            "zhengsou_request_seconds",
            "From the arrival of a request to the end of its answer.",
            ("endpoint",),
            buckets=_REQUEST_SECONDS,
            **mine,
        )
        self._searches = Histogram(
            "zhengsou_search_seconds",
            "What the engine took for a search; a page may search more than once.",
            buckets=_SEARCH_SECONDS,
            **mine,
        )
        self._remembered = Counter(
            "zhengsou_remembered", "Answers that were given again without searching.", **mine
        )
        self._documents = Gauge("zhengsou_documents", "Documents of the index.", **newest)
        self._generation = Gauge("zhengsou_generation", "The generation of the index.", **newest)
        self._readable = Gauge("zhengsou_index_readable", "1 while the index can be read, else 0.", **newest)

    def observe(self, answered: Answered) -> None:
        """Count a request. What a client makes up, an address or a method, has no row of its own."""
        endpoint = answered.endpoint or "none"
        method = answered.method if answered.method in _METHODS else "other"
        self._requests.labels(endpoint, method, str(answered.status)).inc()
        self._seconds.labels(endpoint).observe(answered.seconds)

    def remembered(self) -> None:
        """Count an answer that was given again."""
        self._remembered.inc()

    def timed(self, engine: Engine) -> Engine:
        """The engine, with each of its searches timed."""
        return cast(Engine, _TimedEngine(engine, self._searches.observe))

    def text(self) -> tuple[str, str]:
        """All figures, those of the index as they are now, and the type of the text."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        try:
            stats = current_engine().stats()
        except EngineError:
            # The index can be mended while this goes on; until then its last figures stand.
            self._readable.set(0)
        else:
            self._readable.set(1)
            self._documents.set(stats.documents)
            self._generation.set(stats.generation)
        return generate_latest(self._everybodys()).decode(), CONTENT_TYPE_LATEST

    def _everybodys(self) -> CollectorRegistry:
        """The registry with the figures of all processes that answer."""
        if SHARED_FOLDER not in os.environ:
            return self._registry
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return shared


def init_metrics(app: Flask) -> Metrics | None:
    """Let an application show figures; None where prometheus-client is not installed."""
    if not has_metrics():
        return None
    figures = app.extensions[_KEY] = Metrics()
    return figures


class _TimedEngine:
    """An engine whose searches are timed; everything else is the engine's own."""

    def __init__(self, engine: Engine, observe: Any) -> None:
        self._engine = engine
        self._observe = observe

    def search(self, request: SearchRequest) -> EngineResult:
        started = perf_counter()
        result = self._engine.search(request)
        self._observe(perf_counter() - started)
        return result

    def snapshot(self) -> Engine:
        return cast(Engine, _TimedEngine(self._engine.snapshot(), self._observe))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


@metrics.get("/metrics")
def metrics_answer() -> Response:
    """The figures; there are none where prometheus-client is not installed."""
    figures: Metrics | None = current_app.extensions.get(_KEY)
    if figures is None:
        raise NotFound("prometheus-client is not installed")
    text, kind = figures.text()
    return Response(text, content_type=kind, headers={"Cache-Control": "no-store"})
