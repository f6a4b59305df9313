"""The endpoints of the interface for programs, each declared beside the function that answers it.

The declaration is all there is to know of an endpoint: by it the names of parameters are checked, and the OpenAPI
document and the page about the interface are made of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from flask import Blueprint, Flask, Response, request
from flask_babel import LazyString
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotAcceptable

from webui.arguments import arguments, check_names
from webui.caching import revalidated
from webui.i18n import label_language
from webui.parameters import Parameter

JSON = "application/json"

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")
_declared: dict[Callable[..., Any], Endpoint] = {}

P = ParamSpec("P")
Given = MultiDict[str, str]
"""The names and values of an address, all of them declared."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an address answers.

    ``places`` are the parameters that stand in its path and ``parameters`` those behind it. ``answers`` says what the
    JSON is made of, as :func:`webui.schemas.schema` takes it; None where the answer is not JSON. ``media`` are the
    types an answer may have. ``examples`` are parameters worth trying.
    """

    rule: str
    name: str
    summary: LazyString
    places: tuple[Parameter, ...]
    parameters: tuple[Parameter, ...]
    answers: Any
    media: tuple[str, ...]
    examples: tuple[Mapping[str, str], ...]

    @property
    def path(self) -> str:
        """The path with its places in braces."""
        return _PLACE.sub(r"{\1}", self.rule)


def endpoint(
    blueprint: Blueprint,
    rule: str,
    *,
    summary: LazyString,
    parameters: tuple[Parameter, ...] = (),
    places: tuple[Parameter, ...] = (),
    answers: Any = None,
    media: tuple[str, ...] = (JSON,),
    examples: tuple[Mapping[str, str], ...] = (),
) -> Callable[[Callable[Concatenate[Given, P], Response]], Callable[P, Response]]:
    """Let a function answer an address; it is given the parameters, of which none is unknown or given twice in vain.

    Its answers get validators, and a client that has the answer already is told so without the function.

    The meaning of the arguments is that of :class:`Endpoint`.
    """

    def declare(view: Callable[Concatenate[Given, P], Response]) -> Callable[P, Response]:
        known = revalidated(label_language)(view)

        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
            given = arguments(request.query_string)
            check_names(given, parameters)
            if JSON not in media:
                return known(given, *args, **kwargs)
            _check_accepted(media)
            response = known(given, *args, **kwargs)
            response.vary.add("Accept")
            return response

        blueprint.add_url_rule(rule, view.__name__, answer)
        _declared[answer] = Endpoint(
            rule, view.__name__, summary, places, parameters, answers, media, examples
        )
        return answer

    return declare


def declared(app: Flask) -> dict[str, Endpoint]:
    """The endpoints of an application by Flask's name for them, in the order in which they were registered."""
    found = (
        (rule.endpoint, _declared.get(app.view_functions[rule.endpoint])) for rule in app.url_map.iter_rules()
    )
    return {name: one for name, one in found if one is not None}


def _check_accepted(media: tuple[str, ...]) -> None:
    accepted = request.accept_mimetypes
    if accepted and not any(accepted.quality(kind) for kind in media):
        raise NotAcceptable(f"the answer is {' or '.join(media)}, and the Accept header allows none of it")
