"""What the JSON of an answer is made of, as JSON Schema, derived from the types whose ``to_json`` writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from datetime import date
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints, is_typeddict

from corpus.document import Document
from indexer.concordance.lines import Concordance
from indexer.contrasting.contrast import SideFound
from indexer.engine import FacetKey
from indexer.query.ast import Span
from indexer.query.reading import QueryWarning
from indexer.results import FacetValue, Hit, QueryReading, Results
from indexer.search import DocumentView
from indexer.suggesting.suggester import Suggestion
from indexer.trends.trend import Counts

Schema: TypeAlias = dict[str, Any]

REFERENCE = "#/components/schemas/"
"""Where the schema of a class stands in the OpenAPI document."""

_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    Any: {},
    Span: {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}
_DATA = re.compile(r":data:`~?([\w.]+)\.(\w+)`")
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`|``([^`]*)``")


@dataclass(frozen=True, slots=True)
class Form:
    """In what the JSON of a class differs from its fields.

    ``left_out`` are fields that are not written, ``sometimes`` keys that are not always there, with their types,
    ``has`` keys that always are beside the fields, and ``like`` a class whose keys it has too. ``more`` is whether
    there may be keys that nobody knows of.
    """

    left_out: tuple[str, ...] = ()
    sometimes: Mapping[str, Any] = field(default_factory=dict)
    has: Mapping[str, Any] = field(default_factory=dict)
    like: type | None = None
    more: bool = False


_FORMS: dict[type, Form] = {
    QueryWarning: Form(left_out=("about",)),
    Hit: Form(left_out=("family", "issuer"), sometimes={"family": str, "copies": int}),
    Concordance: Form(left_out=("facets", "documents_total")),
    Results: Form(
        left_out=("other_total", "facets"),
        has={"facets": Mapping[FacetKey, tuple[FacetValue, ...]]},
        sometimes={"documents_total": int},
    ),
    Suggestion: Form(sometimes={"id": str, "code": str, "documents": int}),
    Document: Form(left_out=("extra",), more=True),
    Counts: Form(sometimes={"per_10000": tuple[float | None, ...]}),
    SideFound: Form(has={"per_10000": float | None}),
    DocumentView: Form(
        left_out=("document", "reading", "issued_in"), has={"query": QueryReading}, like=Document, more=True
    ),
}


def schema(kind: Any, named: dict[str, Schema]) -> Schema:
    """The schema of what values of a type become.

    ``kind`` is a type, or names of keys with the types of their values. The schemas of classes are put into ``named``
    and referred to. Raises TypeError for a type that nothing says how to write.
    """
    if isinstance(kind, Mapping):
        return _object(kind, {}, named)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if isinstance(kind, type) and get_origin(kind) is None:
        return _of_class(kind, named)
    return _of_alias(kind, named)


def field_types(cls: type) -> dict[str, Any]:
    """The keys that the JSON of a class always has, with the types of their values."""
    form = _FORMS.get(cls, Form())
    above = field_types(form.like) if form.like else {}
    fields = {name: kind for name, kind in get_type_hints(cls).items() if name not in form.left_out}
    return {
        **above,
        **{name: kind for name, kind in fields.items() if name not in form.sometimes},
        **form.has,
    }


def _of_class(cls: type, named: dict[str, Schema]) -> Schema:
    if cls.__name__ not in named:
        if not (is_dataclass(cls) or is_typeddict(cls) or hasattr(cls, "_fields")):
            raise TypeError(f"nothing says how {cls!r} is written as JSON")
        form = _FORMS.get(cls, Form())
        # Before its fields are looked at, since one of them may be of the same class.
        named[cls.__name__] = {}
        named[cls.__name__] |= {
            "description": _plain(cls.__doc__ or ""),
            **_object(field_types(cls), form.sometimes, named),
            **({"additionalProperties": True} if form.more else {}),
        }
    return {"$ref": REFERENCE + cls.__name__}


def _object(always: Mapping[str, Any], sometimes: Mapping[str, Any], named: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": {name: schema(kind, named) for name, kind in {**always, **sometimes}.items()},
        "required": list(always),
    }


def _of_alias(kind: Any, named: dict[str, Schema]) -> Schema:
    origin, of = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"type": "string", "enum": list(of)}
    if origin in (Union, UnionType):
        return _either([schema(one, named) for one in of])
    if origin is tuple and len(of) == 2 and of[1] is Ellipsis:
        return {"type": "array", "items": schema(of[0], named)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        keys, values = of
        if get_origin(keys) is Literal:
            return {"type": "object", "properties": {name: schema(values, named) for name in get_args(keys)}}
        return {"type": "object", "additionalProperties": schema(values, named)}
    if isinstance(origin, type) and issubclass(origin, Sequence) and len(of) == 1:
        return {"type": "array", "items": schema(of[0], named)}
    raise TypeError(f"nothing says how {kind!r} is written as JSON")


def _either(schemas: list[Schema]) -> Schema:
    """One of several; a plain type that may be missing says so in a list of types, as JSON Schema allows."""
    one, *others = schemas
    if others == [{"type": "null"}] and isinstance(one.get("type"), str) and "enum" not in one:
        return {**one, "type": [one["type"], "null"]}
    return {"anyOf": schemas}


def _plain(docstring: str) -> str:
    """The first paragraph of a docstring without its markup, and with the values of settings for their names."""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    paragraph = _DATA.sub(lambda found: str(getattr(import_module(found[1]), found[2])), paragraph)
    return _ROLE.sub(lambda found: found[1] or found[2], paragraph)
