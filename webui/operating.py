"""What stands around the pages when they are served to others: the gate, limits, figures, the log, proxies."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

from webui.gate import init_gate, passwords
from webui.limits import has_rate_limits, init_body_limit, init_rate_limit
from webui.metrics import has_metrics
from webui.remembering import init_remembering
from webui.settings import Settings
from webui.shelf import Shelf
from webui.time_limit import TimeLimit, init_late_answers
from webui.watching import Observer, Watched, init_watching


def missing(settings: Settings) -> list[str]:
    """What cannot be done because a package is not installed, a sentence each."""
    lacking = []
    if not has_metrics():
        lacking.append("prometheus-client is not installed: there is no /metrics.")
    if settings.rate_limit and not has_rate_limits():
        lacking.append("flask-limiter is not installed: --rate-limit is off.")
    return lacking


def operate(
    app: Flask,
    settings: Settings,
    observers: Sequence[Observer],
    shelf: Shelf,
    on_hit: Callable[[], None] = lambda: None,
) -> None:
    """Put everything around an application that the settings ask for; what it answers is kept on a shelf.

    Raises SettingError for a file of passwords that cannot be used.
    """
    # In this order: whoever is late or asks too often is not let try passwords, and nobody without one is answered.
    init_watching(app)
    init_late_answers(app)
    if settings.rate_limit and has_rate_limits():
        init_rate_limit(app, settings.rate_limit)
    init_gate(app, passwords(settings.password, settings.password_file))
    init_body_limit(app, settings.body_limit)
    init_remembering(app, shelf, on_hit)
    inner = app.wsgi_app
    if settings.time_limit:
        # As many again as are answered at once may have been left alone.
        inner = TimeLimit(inner, settings.time_limit, 2 * settings.threads)
    if settings.prefix:
        inner = DispatcherMiddleware(NotFound(), {settings.prefix: inner})
    inner = Watched(inner, observers, trusting=settings.proxies > 0)
    if (proxies := settings.proxies) > 0:
        prefixes = 0 if settings.prefix else proxies
        inner = ProxyFix(inner, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=prefixes)
    app.wsgi_app = inner  # type: ignore[method-assign]
