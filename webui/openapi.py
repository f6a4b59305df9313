"""The interface for programs as an OpenAPI document, made of the declarations of its endpoints."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from webui.endpoints import JSON, Endpoint
from webui.parameters import Parameter
from webui.schemas import REFERENCE, Schema, schema

_ERROR: Schema = {
    "description": "What was wrong, and with which parameter, where it was one.",
    **schema({"error": {"parameter": str | None, "message": str}}, {}),
}
_FAILURES = {
    "404": "Nothing is at this address.",
    "406": "The Accept header allows no type that the answer could have.",
    "422": "A parameter is unknown, repeated in vain, or has a bad value; the error names it.",
    "503": "The index cannot be read at the moment.",
}


def document(endpoints: Iterable[Endpoint], server: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of some endpoints; ``server`` is what stands before their paths."""
    named: dict[str, Schema] = {}
    paths = {one.path: {"get": _operation(one, named)} for one in endpoints}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "zhengsou",
            "version": version("zhengsou"),
            "summary": "Full-text search over policy news in Simplified and Traditional Chinese and English.",
            "description": (
                "Offsets count code points of the text beside them. Labels are in the language that Accept-Language"
                " asks for. Every answer with an ETag can be asked for again with If-None-Match. An unknown parameter"
                " or a bad value is an error 422 that names it."
            ),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server or "/"}],
        "paths": paths,
        "components": {"schemas": {**dict(sorted(named.items())), "Error": _ERROR}},
    }


def parameter_schema(parameter: Parameter) -> Schema:
    """The schema of a parameter's value, or of all its values where it has several."""
    one: Schema
    match parameter.kind:
        case "number":
            one = {"type": "integer", "minimum": parameter.least}
            one |= {"maximum": parameter.most} if parameter.most is not None else {}
        case "switch":
            one = {"type": "string", "enum": ["1", "0"]}
        case "choice":
            one = {"type": "string", "enum": list(parameter.choices)}
        case "text" | "date":
            one = {"type": "string"}
            one |= {"maxLength": parameter.most} if parameter.most is not None else {}
    if parameter.default:
        one["default"] = int(parameter.default) if parameter.kind == "number" else parameter.default
    return {"type": "array", "items": one} if parameter.repeatable or parameter.listed else one


def _operation(endpoint: Endpoint, named: dict[str, Schema]) -> dict[str, Any]:
    places = [{**_parameter(one), "in": "path", "required": True} for one in endpoint.places]
    behind = [{**_parameter(one), "in": "query", **_style(one)} for one in endpoint.parameters]
    answer = {} if endpoint.answers is None else {"schema": schema(endpoint.answers, named)}
    media = {kind: answer if kind == JSON else {} for kind in endpoint.media}
    return {
        "operationId": endpoint.name.removesuffix("_answer"),
        "summary": str(endpoint.summary),
        "parameters": [*places, *behind],
        "responses": {
            "200": {"description": str(endpoint.summary), "headers": _HEADERS, "content": media},
            "304": {"description": "Nothing has changed since the answer with this ETag."},
            **{status: _failure(what) for status, what in _FAILURES.items()},
        },
    }


_HEADERS = {
    "ETag": {
        "description": "Changes with the index, the program, the language and the day.",
        "schema": {"type": "string"},
    }
}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "description": str(parameter.help),
        "schema": parameter_schema(parameter),
    }


def _style(parameter: Parameter) -> dict[str, Any]:
    """How several values are written: ``a=1&a=2``, or ``a=1,2``."""
    if parameter.repeatable or parameter.listed:
        return {"style": "form", "explode": parameter.repeatable}
    return {}


def _failure(what: str) -> dict[str, Any]:
    return {"description": what, "content": {JSON: {"schema": {"$ref": REFERENCE + "Error"}}}}
