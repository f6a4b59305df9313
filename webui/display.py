"""The script in which the pages show what documents hold: as it was written, or converted with regional wording.

The parameter ``script`` chooses it and a cookie remembers it. Nothing but what is shown changes: a search and its
addresses stay the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Flask, Response, g, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from indexer.language.conversion import Converted, converted
from indexer.language.opencc_tables import Conversion
from indexer.query.ast import Span
from webui.choosing import forget, here_with, keep

PARAMETER = "script"
"""Both the parameter that chooses a script and the cookie that remembers it."""
ORIGINAL = "original"
"""The value that asks for texts as they were written, and forgets what was chosen before."""
SCRIPTS: Mapping[str, LazyString] = {
    "zh-Hans": _("Simplified"),
    "zh-Hant-TW": _("Traditional (Taiwan)"),
    "zh-Hant-HK": _("Traditional (Hong Kong)"),
}
"""The other values, which are language tags of what is shown, and what they are called."""

_CONVERSIONS: Mapping[tuple[str, str], Conversion] = {
    ("zh-Hant", "zh-Hans"): "tw2sp",
    ("zh-Hans", "zh-Hant-TW"): "s2twp",
    ("zh-Hans", "zh-Hant-HK"): "s2hk",
    ("zh-Hant", "zh-Hant-TW"): "t2tw",
    ("zh-Hant", "zh-Hant-HK"): "t2hk",
}
"""By the language of a document and the script asked for; what is in that script is shown as it is."""
_ANY_CHINESE = "zh"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown, and the language tag of that."""

    lang: str
    converted: Converted

    @property
    def text(self) -> str:
        """What is shown."""
        return self.converted.text

    def spans(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Where spans of the text stand in what is shown, both sorted and apart."""
        return self.converted.spans(spans)


def init_display(app: Flask) -> None:
    """Let the pages show texts in the script of each request, and remember one that was chosen."""
    app.after_request(_remember)
    app.jinja_env.globals.update(
        shown=shown, scripts=SCRIPTS, chosen_script=chosen_script, script_url=script_url
    )


def chosen_script() -> str:
    """The script of this request's page: chosen, else remembered; empty for texts as they were written."""
    script: str | None = g.get("script")
    if script is None:
        wanted = request.args.get(PARAMETER) or request.cookies.get(PARAMETER, "")
        script = g.script = wanted if wanted in SCRIPTS else ""
    return script


def shown(text: str, lang: str) -> Shown:
    """A text of a document in this language as this request's page shows it."""
    script = chosen_script()
    conversion = _CONVERSIONS.get((lang, script))
    if conversion is None:
        return Shown(lang or _ANY_CHINESE, Converted(text))
    return Shown(script, converted(text, conversion))


def script_url(script: str) -> str:
    """The page at hand in a script, or as it was written, as an address relative to it."""
    return here_with(PARAMETER, script or ORIGINAL)


def _remember(response: Response) -> Response:
    """Keep a script that was chosen with the parameter, or forget it."""
    wanted = request.args.get(PARAMETER, "")
    if wanted in SCRIPTS:
        keep(response, PARAMETER, wanted)
    elif wanted == ORIGINAL and PARAMETER in request.cookies:
        forget(response, PARAMETER)
    return response
