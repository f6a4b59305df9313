"""What the value of a field asks for: facets, dates and document numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.metadata.doc_number import normalise_doc_number
from corpus.vocabulary import industries, places
from indexer.query.ast import DocNumber, FacetIs, FacetName, Leaf, Literal
from indexer.query.dates import read_date
from indexer.query.lexer import FieldName
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


@dataclass(frozen=True, slots=True)
class ReadValue:
    """A field's value as it was read: a node, None where it was left out, and what there is to warn of."""

    node: Leaf | None
    warnings: tuple[tuple[WarningCode, str], ...] = ()


def read_value(field: FieldName, value: str) -> ReadValue:
    """The node that a value of any field but ``title`` stands for.

    A district, industry or language that nobody knows is looked for as a literal in title and text instead: that
    is what one would search next, while a facet without values would find nothing at all.
    """
    match field:
        case "date":
            read = read_date(value)
            return ReadValue(read.range, ((read.code, read.message),) if read.code else ())
        case "number":
            return ReadValue(DocNumber(normalise_doc_number(value)))
        case "source":
            return ReadValue(FacetIs("source", (value,), value))
        case "district":
            return _facet("district", value, places().resolve)
        case "industry":
            return _facet("industry", value, industries().resolve)
        case _:
            return _facet("lang", value, lambda name: _LANGUAGES.get(name.lower(), ()))


def _facet(facet: FacetName, value: str, resolve: Callable[[str], tuple[str, ...]]) -> ReadValue:
    """A facet by the codes of one name, or of several with commas between them."""
    whole = resolve(value)
    names = [value] if whole else [name for name in _SEPARATOR.split(value) if name]
    codes: list[str] = []
    warnings: list[tuple[WarningCode, str]] = []
    unknown: list[str] = []
    for name in names:
        found = resolve(name)
        codes += (code for code in found if code not in codes)
        if not found:
            unknown.append(name)
        elif len(found) > 1 and facet != "lang":
            message = (
                f"“{name}” may be any of {', '.join(found)}; all of them are meant. Write a code for one."
            )
            warnings.append(("ambiguous-value", message))
    if not codes:
        message = f"No {_NOUNS[facet]} is called “{value}”; searched for it in the text instead."
        return ReadValue(Literal(value), (("unknown-value", message),))
    warnings += (
        ("unknown-value", f"No {_NOUNS[facet]} is called “{name}”; it was left out.") for name in unknown
    )
    return ReadValue(FacetIs(facet, tuple(codes), value), tuple(warnings))


_NOUNS = {"district": "district", "industry": "industry", "lang": "language"}
