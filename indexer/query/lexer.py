"""Cutting a query into tokens: words, quoted texts, field names, operators and parentheses."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from indexer.language.units import INVISIBLE
from indexer.query.ast import Span

Kind: TypeAlias = Literal[
    "word", "quoted", "unclosed", "field", "open", "close", "and", "or", "not", "near", "boost", "end"
]
FieldName: TypeAlias = Literal[
    "title", "source", "district", "issued", "industry", "lang", "date", "number", "cites"
]

FIELD_NAMES: dict[str, FieldName] = {
    **dict.fromkeys(("title", "标题", "標題"), "title"),
    **dict.fromkeys(("source", "来源", "來源"), "source"),
    **dict.fromkeys(("district", "区划", "區劃", "地区", "地區", "区域", "區域"), "district"),
    **dict.fromkeys(("issued", "签发", "簽發", "签发地", "簽發地", "发文地", "發文地"), "issued"),
    **dict.fromkeys(("industry", "行业", "行業", "产业", "產業"), "industry"),
    **dict.fromkeys(("lang", "language", "语言", "語言"), "lang"),
    **dict.fromkeys(("date", "日期"), "date"),
    **dict.fromkeys(("number", "文号", "文號"), "number"),
    **dict.fromkeys(("cites", "引用"), "cites"),
}
"""What a field is called, in lower case; the first name of each is the canonical one."""

_OPERATORS: dict[str, Kind] = {
    **dict.fromkeys(("AND", "与", "與"), "and"),
    **dict.fromkeys(("OR", "或"), "or"),
    **dict.fromkeys(("NOT", "非"), "not"),
}
_HALF_WIDTH = {ord("＾"): "^"} | {ord(char) + 0xFEE0: char for char in string.ascii_letters + string.digits}
"""Full-width letters, digits and carets: operators, fields and boosts are known in either width."""
_FULL_WIDTH = re.compile("[＾０-９Ａ-Ｚａ-ｚ]")
_PAIRS = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "﹁": "﹂", "﹃": "﹄", "〝": "〞"}
_QUOTES = '"＂“”„‟«»「」『』﹁﹂﹃﹄〝〞〟'
_TO_PLAIN_QUOTE = dict.fromkeys(map(ord, _QUOTES), '"')
_IGNORED = re.compile(rf"(?!\s)[{INVISIBLE}\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_EDGE = r"\s()（）"
_BREAK = rf"{_EDGE}|｜{_QUOTES}"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>[(（])
    | (?P<close>[)）])
    | (?P<or>[|｜]+)
    | (?P<boost>(?<=[)）{_QUOTES}])\^\d+(?:\.\d+)?(?![^{_BREAK}]))
    | (?P<operator>(?<![^{_EDGE}])[与與或非](?![^{_EDGE}])
                  |(?<![^{_BREAK}])(?:AND|OR|NOT)(?![^{_BREAK}]))
    | (?P<and>(?<![^{_BREAK}])[&＆]{{1,2}}(?![^{_BREAK}]))
    | (?P<near>(?<![^{_BREAK}])NEAR(?:[/／]\d+)?(?![^{_BREAK}]))
    | (?P<not>(?<![^\s(（|｜:：])[-－](?=[^\s)）|｜－-]))
    | (?P<field>(?i:{"|".join(FIELD_NAMES)})[:：])
    # Single marks are quotes around a word or more, and apostrophes before a Latin letter.
    | (?P<quoted>['＇‘](?P<inside>[^\s'＇’][^'＇’]*(?:['＇’](?=[A-Za-z0-9])[^'＇’]*)*)['＇’](?![A-Za-z0-9]))
    | (?P<quote>[{_QUOTES}])
    # A parenthesis that a word runs into, like the one in 中国（北京）自由贸易试验区, belongs to the word.
    | (?P<word>(?:[^{_BREAK}]|(?<=[^\W_])[(（][^{_BREAK}]+[)）])+)
    """,
    re.VERBOSE,
)

_CAPITALS = re.compile(r"(?<!\S)[A-Z][A-Z'’.,;-]*(?:\s+[A-Z][A-Z'’.,;-]*)*(?!\S)")
_JOINING = re.compile(r"(?<=\s)AND(?=\s)")
_SIDE_BY_SIDE = re.compile(
    r"(?<!\S)(?!(?:AND|OR|NOT|NEAR)\b)(?:[A-Z]\S{4,}\s+(?!(?:AND|OR|NOT|NEAR)\b)\S|\S+\s+[A-Z]\S{4,})"
)
"""Two words of a heading, of which one is too long for an abbreviation."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A query without its invisible characters; ``places`` says where each of the others stands in it as typed."""

    visible: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the visible text stands in the query as typed, in code points."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Token:
    """One token. ``start`` and ``end`` count code points of the visible text.

    ``text`` is that of a word as it stands, of quotes what is inside them, of a field its canonical name.
    """

    kind: Kind
    text: str
    start: int
    end: int


def without_invisible(text: str) -> Typed:
    """The query without control characters and others that nobody sees and nobody means."""
    if not _IGNORED.search(text):
        return Typed(text, range(len(text)))
    places = [place for place, char in enumerate(text) if not _IGNORED.match(char)]
    return Typed("".join(map(text.__getitem__, places)), places)


def tokens(visible: str) -> Iterator[Token]:
    """The tokens of a query, from left to right; white space is none of them."""
    closers = _closers(visible)
    half_width = _half_width(visible)
    headings = _headings(half_width)
    at = 0
    while at < len(visible):
        match = _TOKEN.match(half_width, at)
        assert match is not None, "every character is white space, a delimiter or part of a word"
        token = _token(match, visible, closers)
        at = match.end() if token is None else token.end
        if token is not None and not (match[0] == "AND" and match.start() in headings):
            yield token


def is_word(text: str) -> bool:
    """Whether a text, typed by itself, is one plain word: no operator, field or other token."""
    match = _TOKEN.match(_half_width(text))
    return match is not None and match.lastgroup == "word" and match.end() == len(text)


def _half_width(text: str) -> str:
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


def _token(match: re.Match[str], visible: str, closers: dict[int, int]) -> Token | None:
    start, end = match.span()
    match match.lastgroup:
        case "space":
            return None
        case "operator":
            return Token(_OPERATORS[match[0]], match[0], start, end)
        case "field":
            return Token("field", FIELD_NAMES[match[0][:-1].lower()], start, end)
        case "quoted":
            return Token("quoted", _inside(visible[slice(*match.span("inside"))]), start, end)
        case "quote":
            closer = closers.get(start)
            if closer is None:
                return Token("unclosed", _inside(visible[end:]), start, len(visible))
            return Token("quoted", _inside(visible[end:closer]), start, closer + 1)
        case "word":
            return Token("word", visible[start:end], start, end)
        case kind:
            return Token(cast(Kind, kind), match[0], start, end)


def _headings(visible: str) -> frozenset[int]:
    """The places where AND is a word of a heading in capitals, as in MINISTRY OF TRANSPORT AND COMMUNICATIONS.

    It is an operator between abbreviations: where in a run of capitals each other word is one.
    """
    if "AND" not in visible:
        return frozenset()
    runs = (run for run in _CAPITALS.finditer(visible) if _SIDE_BY_SIDE.search(run[0]))
    return frozenset(run.start() + one.start() for run in runs for one in _JOINING.finditer(run[0]))


def _inside(text: str) -> str:
    """What stands in quotes: quotes of any style within are the same to a literal, and so is white space."""
    return " ".join(text.translate(_TO_PLAIN_QUOTE).split())


def _closers(visible: str) -> dict[int, int]:
    """For each quotation mark that could open a quote, where the one stands that would close it.

    Marks that come in two shapes nest; one whose partner is missing is closed by the next of any shape, since
    input methods mix them.
    """
    closers: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for place, char in enumerate(visible):
        if char not in _QUOTES:
            continue
        if waiting.get(char):
            closers[waiting[char].pop()] = place
        if char in _PAIRS:
            waiting.setdefault(_PAIRS[char], []).append(place)
    following: dict[str, int] = {}
    for place in range(len(visible) - 1, -1, -1):
        char = visible[place]
        if char not in _QUOTES:
            continue
        if place not in closers and char not in _PAIRS:
            nearest = following.get(char, following.get("any"))
        else:
            nearest = following.get("any")
        if nearest is not None:
            closers.setdefault(place, nearest)
        following[char] = following["any"] = place
    return closers
