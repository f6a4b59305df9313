"""What the value of a field asks for: facets, dates and document numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal as Choice
from typing import TypeAlias

from corpus.metadata.doc_number import normalise_doc_number
from corpus.vocabulary import Vocabulary, industries, places
from indexer.query.ast import DocNumber, FacetIs, FacetName, Leaf, Literal
from indexer.query.dates import read_date
from indexer.query.reading import WarningCode

_SEPARATOR = re.compile(r"\s*[,，、;；]\s*")
_LANGUAGES = {
    **dict.fromkeys(
        ("zh-hans", "zh-cn", "zh-sg", "简体", "简体中文", "簡體", "簡體中文", "简", "簡"), ("zh-Hans",)
    ),
    **dict.fromkeys(
        (
            "zh-hant",
            "zh-tw",
            "zh-hk",
            "zh-mo",
            "繁体",
            "繁体中文",
            "繁體",
            "繁體中文",
            "繁",
            "正體",
            "正體中文",
        ),
        ("zh-Hant",),
    ),
    **dict.fromkeys(("en", "english", "英文", "英语", "英語"), ("en",)),
    **dict.fromkeys(("zh", "chinese", "中文", "汉语", "漢語"), ("zh-Hans", "zh-Hant")),
}

ValueField: TypeAlias = Choice["source", "district", "issued", "industry", "lang", "date", "number", "cites"]
"""A field whose value is no text to search for: all of them but ``title``."""


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A field's value as it was read: a node, None where it was left out, and what there is to warn of."""

    node: Leaf | None
    warnings: tuple[tuple[WarningCode, str], ...] = ()


def read_value(field: ValueField, value: str) -> ReadValue:
    """What a value stands for.

    A district or industry that nobody knows is looked for as a literal in title and text instead: that is what
    one would search next, while a facet without values would find nothing at all. A date or language that cannot
    be read is left out.
    """
    match field:
        case "date":
            read = read_date(value)
            return ReadValue(read.range, ((read.code, read.message),) if read.code else ())
        case "number":
            return ReadValue(DocNumber(normalise_doc_number(value)))
        case "cites":
            return ReadValue(DocNumber(normalise_doc_number(value), "cited"))
        case "source":
            return ReadValue(FacetIs("source", (value,), value))
        case "district" | "issued":
            return _coded(field, value, places(), "district")
        case "industry":
            return _coded("industry", value, industries(), "industry")
        case "lang":
            return _language(value)


def codes_called(name: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The codes of a name, without those below another of them, which that one stands for anyhow.

    The name of a class of another classification stands for all that is aligned with it.
    """
    codes = tuple(dict.fromkeys((*vocabulary.resolve(name), *vocabulary.aligned(name))))
    return tuple(code for code in codes if not set(vocabulary.ancestors(code)).intersection(codes))


def _coded(facet: FacetName, value: str, vocabulary: Vocabulary, kind: str) -> ReadValue:
    """A facet by one name or code, or by several with commas between them, which are alternatives."""
    names = [value] if codes_called(value, vocabulary) else [name for name in _SEPARATOR.split(value) if name]
    codes: dict[str, None] = {}
    warnings: list[tuple[WarningCode, str]] = []
    for name in names:
        found = codes_called(name, vocabulary)
        codes |= dict.fromkeys(found)
        if not found:
            warnings.append(("unknown-value", f"No {kind} is called “{name}”; it was left out."))
        elif len(found) > 1 and not vocabulary.aligned(name):
            message = f"“{name}” may be any of {', '.join(found)}, and all are meant; write one of the codes."
            warnings.append(("ambiguous-value", message))
    if codes:
        return ReadValue(FacetIs(facet, tuple(codes), value), tuple(warnings))
    message = f"No {kind} is called “{value}”; it was searched for in the text instead."
    return ReadValue(Literal(value), (("unknown-value", message),))


def _language(value: str) -> ReadValue:
    names = _SEPARATOR.split(value)
    languages = dict.fromkeys(lang for name in names for lang in _LANGUAGES.get(name.lower(), ()))
    if languages:
        return ReadValue(FacetIs("lang", tuple(languages), value))
    message = f"No language is called “{value}” and it was left out; write zh-Hans, zh-Hant, zh or en."
    return ReadValue(None, (("unknown-value", message),))
