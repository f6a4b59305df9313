"""The three languages of the pages: which one a request wants, and how it is remembered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from flask import Flask, Response, g, request
from flask_babel import Babel, Domain  # type: ignore[import-untyped]
from werkzeug.datastructures import LanguageAccept

LANGUAGES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}
"""The languages of the interface by tag, each with its own name for itself."""
DEFAULT_LANGUAGE = "zh-Hans"
COOKIE = "ui"
"""Both the parameter that chooses a language and the cookie that remembers it."""

_TRADITIONAL_REGIONS = frozenset(("tw", "hk", "mo"))
_REMEMBERED = timedelta(days=365)


def init_languages(app: Flask) -> None:
    """Make the app speak the language of each request, and remember one that was chosen."""
    Babel(app, locale_selector=lambda: interface_language().replace("-", "_"))
    app.before_request(_OncePerRequest(domain="messages").as_default)
    app.after_request(_remember)


class _OncePerRequest(Domain):  # type: ignore[misc]
    """Translations that are looked up once a request: a page has a hundred strings."""

    def get_translations(self) -> Any:
        if "translations" not in g:
            g.translations = super().get_translations()
        return g.translations


def interface_language() -> str:
    """The language of this request's page: chosen, else remembered, else the browser's."""
    if "language" not in g:
        wanted = (request.args.get(COOKIE), request.cookies.get(COOKIE))
        g.language = next((tag for tag in wanted if tag in LANGUAGES), None) or accepted_language(
            request.accept_languages
        )
    return cast(str, g.language)


def label_language() -> str:
    """The language of the labels that a program is given: the first that it accepts, whatever a reader chose."""
    if "label_language" not in g:
        g.label_language = accepted_language(request.accept_languages)
    return cast(str, g.label_language)


def accepted_language(accepted: LanguageAccept) -> str:
    """The first of a browser's languages that the pages exist in, Simplified Chinese where none is.

    A Chinese without a script is Traditional for Taiwan, Hong Kong and Macau, Simplified elsewhere.
    """
    for tag in accepted.values():
        parts = tag.lower().replace("_", "-").split("-")
        if parts[0] == "en":
            return "en"
        if parts[0] == "zh":
            traditional = "hant" in parts or ("hans" not in parts and _TRADITIONAL_REGIONS & set(parts))
            return "zh-Hant" if traditional else "zh-Hans"
    return DEFAULT_LANGUAGE


def _remember(response: Response) -> Response:
    """Keep a language that was chosen with the parameter, for a year, and say what of a request chose it."""
    if "language" in g:
        chosen = request.args.get(COOKIE)
        if chosen in LANGUAGES:
            response.set_cookie(
                COOKIE,
                chosen,
                max_age=_REMEMBERED,
                path=request.script_root or "/",
                samesite="Lax",
                httponly=True,
                secure=request.is_secure,
            )
        response.vary.update(("Accept-Language", "Cookie"))
    elif "label_language" in g:
        response.vary.add("Accept-Language")
    return response
