"""What the value of a field asks for: facets, dates and document numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal as Choice
from typing import TypeAlias

from corpus.metadata.doc_number import normalise_doc_number
from corpus.vocabulary import Vocabulary, industries, places
from indexer.language.fold import fold
from indexer.query.ast import DocNumber, FacetIs, FacetName, Leaf, Literal
from indexer.query.dates import read_date
from indexer.query.reading import Remark

_SEPARATOR = re.compile(r"\s*[,，、;；]\s*")
_SIMPLIFIED = (
    "zh-hans",
    "zh-cn",
    "zh-sg",
    "简",
    "簡",
    "简体",
    "簡體",
    "简体中文",
    "簡體中文",
    "简体字",
    "簡體字",
)
_TRADITIONAL = (
    *("zh-hant", "zh-tw", "zh-hk", "zh-mo", "繁", "繁体", "繁體", "繁体中文", "繁體中文", "繁体字", "繁體字"),
    *("正体", "正體", "正体中文", "正體中文"),
)
_LANGUAGES = {
    **dict.fromkeys((*_SIMPLIFIED, "simplified", "simplified chinese"), ("zh-Hans",)),
    **dict.fromkeys((*_TRADITIONAL, "traditional", "traditional chinese"), ("zh-Hant",)),
    **dict.fromkeys(("en", "english", "英文", "英语", "英語"), ("en",)),
    **dict.fromkeys(("zh", "chinese", "中文", "汉语", "漢語"), ("zh-Hans", "zh-Hant")),
}

ValueField: TypeAlias = Choice["source", "district", "issued", "industry", "lang", "date", "number", "cites"]
"""A field whose value is no text to search for: all of them but ``title``."""


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A field's value as it was read: a node, None where it was left out, and what there is to warn of."""

    node: Leaf | None
    remarks: tuple[Remark, ...] = ()


def read_value(field: ValueField, value: str, today: date) -> ReadValue:
    """What a value stands for; ``today`` is what dates such as 去年 count from.

    A district or industry that nobody knows is looked for as a literal in title and text instead: that is what
    one would search next, while a facet without values would find nothing at all. A date or language that cannot
    be read is left out.
    """
    match field:
        case "date":
            read = read_date(value, today)
            return ReadValue(read.range, (read.remark,) if read.remark else ())
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
    codes = dict.fromkeys((*vocabulary.resolve(name), *vocabulary.aligned(name)))
    if not codes and (folded := fold(name)) != name:
        # Names are listed in the usual characters of either script; 嶽麓, 徐彙 and 衞生 are written with others.
        return codes_called(folded, vocabulary)
    return tuple(code for code in codes if not codes.keys() & set(vocabulary.ancestors(code)))


def _coded(facet: FacetName, value: str, vocabulary: Vocabulary, kind: str) -> ReadValue:
    """A facet by one name or code, or by several with commas between them, which are alternatives."""
    names = [value] if codes_called(value, vocabulary) else [name for name in _SEPARATOR.split(value) if name]
    codes: dict[str, None] = {}
    remarks: list[Remark] = []
    for name in names:
        found = codes_called(name, vocabulary)
        codes |= dict.fromkeys(found)
        if not found:
            message = f"No {kind} is called “{name}”; it was left out."
            remarks.append(Remark("unknown-value-left-out", message, name))
        elif len(found) > 1 and not vocabulary.aligned(name):
            message = f"“{name}” may be any of {', '.join(found)}, and all are meant; write one of the codes."
            remarks.append(Remark("ambiguous-value", message, ", ".join(found)))
    if codes:
        return ReadValue(FacetIs(facet, tuple(codes), value), tuple(remarks))
    message = f"No {kind} is called “{value}”; it was searched for in the text instead."
    return ReadValue(Literal(value), (Remark("unknown-value", message),))


def _language(value: str) -> ReadValue:
    names = _SEPARATOR.split(value)
    languages = dict.fromkeys(lang for name in names for lang in _LANGUAGES.get(name.lower(), ()))
    if languages:
        return ReadValue(FacetIs("lang", tuple(languages), value))
    message = f"No language is called “{value}” and it was left out; write zh-Hans, zh-Hant, zh or en."
    return ReadValue(None, (Remark("unknown-value-left-out", message),))
