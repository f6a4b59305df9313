"""The three languages of the pages: which one a request wants, and how it is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from flask import Flask, Response, g, request
from flask_babel import Babel, Domain, force_locale
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept

from webui.choosing import here_with, keep

LANGUAGES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}
"""The languages of the interface by tag, each with its own name for itself."""
DEFAULT_LANGUAGE = "zh-Hans"
COOKIE = "ui"
"""Both the parameter that chooses a language and the cookie that remembers it."""

_TRADITIONAL_REGIONS = frozenset(("tw", "hk", "mo"))


def init_languages(app: Flask) -> None:
    """Make the app speak the language of each request, and remember one that was chosen."""
    Babel(app, locale_selector=lambda: _locale(interface_language()))
    catalogues = _Catalogues()
    app.before_request(catalogues.as_default)
    app.jinja_env.globals.update(_=catalogues.said, gettext=catalogues.said, ngettext=catalogues.said_of_many)
    app.after_request(_remember)


class _Catalogues(Domain):
    """The strings of all languages, of which a page shows a hundred of one: its catalogue is looked up once."""

    def __init__(self) -> None:
        super().__init__(domain="messages")
        self._html = cache(_html)

    def get_translations(self) -> Any:
        try:
            return g.translations
        except AttributeError:
            g.translations = super().get_translations()
            return g.translations

    def said(self, string: str, **variables: Any) -> Markup:
        """A string for templates: what is put into it is escaped, and it may have entities and tags itself."""
        translations = self.get_translations()
        return (
            Markup(translations.ugettext(string)) % variables
            if variables
            else self._html(translations, string)
        )

    def said_of_many(self, singular: str, plural: str, num: int, **variables: Any) -> Markup:
        """The same, in the form that goes with a number, which has the name ``num`` in it."""
        form = self.get_translations().ungettext(singular, plural, num)
        return Markup(form) % {"num": num, **variables}


def _html(translations: Any, string: str) -> Markup:
    """A string without anything to be put into it; there are a thousand in a language."""
    return Markup(translations.ugettext(string)) % {}


def interface_language() -> str:
    """The language of this request's page: chosen, else remembered, else the browser's."""
    if "language" not in g:
        wanted = (request.args.get(COOKIE), request.cookies.get(COOKIE))
        g.language = next((tag for tag in wanted if tag in LANGUAGES), None) or accepted_language(
            request.accept_languages
        )
    return cast(str, g.language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what is said meanwhile in a language, whichever the request's is."""
    with force_locale(_locale(language)):
        g.pop("translations", None)
        try:
            yield
        finally:
            g.pop("translations", None)


def language_url(language: str) -> str:
    """The page at hand in another language, as an address relative to it."""
    return here_with(COOKIE, language)


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


def _locale(language: str) -> str:
    """The name that catalogues have for a language."""
    return language.replace("-", "_")


def _remember(response: Response) -> Response:
    """Keep a language that was chosen with the parameter, and say what of a request chose it."""
    if "language" in g:
        chosen = request.args.get(COOKIE)
        if chosen in LANGUAGES:
            keep(response, COOKIE, chosen)
        response.vary.update(("Accept-Language", "Cookie"))
    elif "label_language" in g:
        response.vary.add("Accept-Language")
    return response
