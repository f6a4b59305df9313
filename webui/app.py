"""The Flask application: pages and interface over one engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from indexer.engine import Engine
from webui import wording
from webui.api import api
from webui.arguments import EscapedRequest
from webui.assets import init_assets
from webui.caching import init_caching
from webui.compare import comparing
from webui.concordance import concordance_views
from webui.cors import init_cors
from webui.diff_page import diff
from webui.display import init_display
from webui.document_page import documents
from webui.errors import init_errors
from webui.exporting import exporting
from webui.feeds import feeds
from webui.freshness import FreshEngine
from webui.i18n import LANGUAGES, init_languages, interface_language, language_url
from webui.lexicon import init_lexicon
from webui.marks import has_figure, is_cut_short, is_latin, one_line, pieces
from webui.metrics import init_metrics, metrics
from webui.operating import operate
from webui.pages import pages
from webui.reference import reference
from webui.security import protect, web_address
from webui.settings import Settings
from webui.shelf import Shelf
from webui.similar_api import similar
from webui.trends import trending
from webui.views import VIEWS
from webui.watching import Observer


class _PlainJSON(DefaultJSONProvider):
    ensure_ascii = False
    sort_keys = False


def create_app(
    engine: Engine,
    lexicon: tuple[Path, ...] = (),
    settings: Settings | None = None,
    observers: Sequence[Observer] = (),
    shelf: Shelf | None = None,
) -> Flask:
    """The application that serves an engine's documents; it turns to newer generations of the index by itself.

    ``lexicon`` names files with further groups of equal terms, for all searches. With ``settings`` the application has
    around it what they ask for, and tells ``observers`` of every request; without, it is the bare pages and interface.
    What it answers then is kept on the ``shelf``, which several processes may share, or on one of its own.
    Raises SettingError for settings that cannot be used.
    """
    app = Flask("webui")
    app.request_class = EscapedRequest
    app.json = _PlainJSON(app)
    # Identifiers of documents may hold addresses, whose double slashes must stay.
    app.url_map.merge_slashes = False
    figures = init_metrics(app) if settings else None
    app.extensions["zhengsou"] = FreshEngine(figures.timed(engine) if figures else engine)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.tests.update(cut_short=is_cut_short, figure=has_figure, latin=is_latin)
    app.jinja_env.filters.update(
        one_line=one_line, pieces=pieces, web_address=web_address, grouped="{:,}".format
    )
    app.jinja_env.globals.update(
        wording=wording,
        languages=LANGUAGES,
        interface_language=interface_language,
        language_url=language_url,
        views=VIEWS,
    )
    init_lexicon(app, lexicon)
    init_languages(app)
    init_display(app)
    init_errors(app)
    init_assets(app)
    init_cors(app, settings.cors_origin if settings else ())
    app.register_blueprint(pages)
    app.register_blueprint(documents)
    app.register_blueprint(diff)
    app.register_blueprint(api)
    app.register_blueprint(concordance_views)
    app.register_blueprint(exporting)
    app.register_blueprint(feeds)
    app.register_blueprint(reference)
    app.register_blueprint(similar)
    app.register_blueprint(metrics)
    app.register_blueprint(trending)
    app.register_blueprint(comparing)
    app.after_request(protect)
    init_caching(app)
    if settings:
        watching = (*observers, figures.observe) if figures else observers
        operate(app, settings, watching, shelf or Shelf(), *([figures.remembered] if figures else []))
    return app
