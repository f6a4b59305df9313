"""JSON Schemas as a reader takes them in: ``[Hit]``, ``string | null``, with links to what is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from webui.schemas import REFERENCE, Schema


class Piece(NamedTuple):
    """A piece of a shape; ``names`` is whether it is the name of another shape."""

    text: str
    names: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an object, the shape of its value, and whether it is always there."""

    name: str
    pieces: tuple[Piece, ...]
    always: bool


def keys(schema: Schema) -> tuple[Key, ...]:
    """The keys that a schema names."""
    always = schema.get("required", ())
    properties: Mapping[str, Schema] = schema.get("properties", {})
    return tuple(Key(name, pieces(one), name in always) for name, one in properties.items())


def pieces(schema: Schema) -> tuple[Piece, ...]:
    """What values a schema allows, written shortly."""
    return tuple(_pieces(schema))


def _pieces(schema: Schema) -> Iterable[Piece]:
    if "$ref" in schema:
        return [Piece(schema["$ref"].removeprefix(REFERENCE), names=True)]
    if "anyOf" in schema:
        return _joined((_pieces(one) for one in schema["anyOf"]), " | ")
    if "enum" in schema:
        return [Piece(" | ".join(f'"{value}"' for value in schema["enum"]))]
    match schema.get("type"):
        case "array":
            inner = [_pieces(schema["items"])] * schema.get("minItems", 1)
            return [Piece("["), *_joined(inner, ", "), Piece("]" if "minItems" in schema else ", …]")]
        case "object" if schema.get("properties"):
            within = ([Piece(f"{key.name}: "), *key.pieces] for key in keys(schema))
            return [Piece("{"), *_joined(within, ", "), Piece("}")]
        case "object":
            return [Piece("{…: "), *_pieces(schema.get("additionalProperties") or {}), Piece("}")]
        case list(kinds):
            named = schema.get("format")
            return [Piece(" | ".join(kind if kind == "null" or not named else named for kind in kinds))]
        case str(kind):
            return [Piece(schema.get("format", kind))]
        case _:
            return [Piece("…")]


def _joined(groups: Iterable[Iterable[Piece]], by: str) -> Iterable[Piece]:
    for number, group in enumerate(groups):
        if number:
            yield Piece(by)
        yield from group
