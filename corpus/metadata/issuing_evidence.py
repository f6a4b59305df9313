"""What speaks for a place as the one that issued a document: each mention of it, weighed by where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.metadata.place_meanings import Field, Named
from corpus.metadata.place_names import Mention

HEAD, TAIL = 300, 160
"""How many characters at the beginning and the end of a text its heads and signatures stand in."""


class Kind(NamedTuple):
    """A kind of evidence: its weight, and the share of right places among those that it decides (measured)."""

    name: str
    weight: float
    confidence: float


ISSUER = Kind("issuer", 60, 0.98)
BRACKET = Kind("bracket", 40, 0.99)
OFFICE_OF_SOURCE = Kind("office of source", 40, 0.99)
TITLE_ANNOUNCES = Kind("title announces", 25, 0.99)
TITLE_HEAD = Kind("title head", 25, 0.94)
SIGNED = Kind("signed", 16, 0.94)
TITLE = Kind("title", 12, 0.94)
NUMBER = Kind("number", 12, 0.95)
ANNOUNCED = Kind("announced", 10, 0.93)
HEADED = Kind("headed", 10, 0.93)
LEAD = Kind("lead", 3, 0.93)
OFFICE = Kind("office", 3, 0.9)
SIGN = Kind("sign", 2, 0.85)
TEXT = Kind("text", 1, 0.8)
NEIGHBOURS = Kind("neighbours", 1, 0.6)
CITED = Kind("cited", 0.5, 0.4)

_ORGAN = re.compile(
    r"[^\s,。;、:()《》〈〉“”\"'<>【】\[\]|]{0,20}?(?:政府|办公[厅室]|[办辦]公[廳室]|[委员員][会會]|[党黨]工委|[市省区區县縣]委|[建改]委|局"
    r"|[厅廳]|[党黨]政[办辦]|中心(?!城)|法院|[检檢]察院|公所|[处處](?![于於理])|署(?!名)|人大|[分支]行|[协協][会會]|机制)"
)
_ANNOUNCES = re.compile(
    r"[^,。;、:《》\n]{0,12}?(?:宣布|印[发發]|[发發][布出]|出台|下[发發]|公布|制定|推出|[决決]定|[贯貫][彻徹])"
    r"[^。\n]{0,40}?(?:《|通知|措施|政策|[办辦]法|意[见見]|[规規]定|[条條]例|方案|[细細][则則]|[补補][助贴貼]|消[费費]券)"
)
_CITED = re.compile(r"《[^》]*$")
_BRACKETS = re.compile(r"\s*[【\[][^】\]]*[】\]]")
_REST_OF_BRACKETS = re.compile(rf"(?:[、·等市]|{_ORGAN.pattern}[^】\]]*)?[】\]]")


class Evidence(NamedTuple):
    """What speaks for a place; the span is in the normalized field, and None where no single place says it."""

    code: str
    kind: Kind
    field: Field = "text"
    span: tuple[int, int] | None = None


def evidence_of_names(fields: Mapping[Field, str], named: Sequence[Named]) -> Iterator[Evidence]:
    """The evidence of each mention but of those that only say where the place named right after them lies."""
    brackets = _BRACKETS.match(fields["title"])
    in_brackets = brackets.end() if brackets else 0
    for number, (field, mention, bearer) in enumerate(named):
        if bearer is None:
            if mention.name.bearers[0].tier == "sign":
                yield Evidence(mention.name.bearers[0].code, SIGN, field, (mention.start, mention.end))
            continue
        following = named[number + 1] if number + 1 < len(named) else None
        if (
            following
            and following.mention.joined
            and following.bearer
            and bearer.code in following.bearer.above
        ):
            continue
        text = fields[field]
        organ = _ORGAN.match(text, mention.end)
        if field == "issuer":
            kind = ISSUER
        elif field == "source":
            kind = OFFICE_OF_SOURCE
        elif field == "title":
            kind = _kind_in_title(text, mention, organ, in_brackets)
        else:
            kind = _kind_in_text(text, mention.start, mention.end, organ)
        yield Evidence(bearer.code, kind, field, (mention.start, organ.end() if organ else mention.end))


def _kind_in_title(title: str, mention: Mention, organ: re.Match[str] | None, in_brackets: int) -> Kind:
    if mention.end < in_brackets and _REST_OF_BRACKETS.match(title, mention.end):
        return BRACKET
    if _ANNOUNCES.match(title, organ.end() if organ else mention.end):
        return TITLE_ANNOUNCES
    return TITLE_HEAD if mention.start <= in_brackets + 2 else TITLE


def _kind_in_text(text: str, start: int, end: int, organ: re.Match[str] | None) -> Kind:
    if start < HEAD and _ANNOUNCES.match(text, organ.end() if organ else end):
        return ANNOUNCED
    if organ is None:
        return LEAD if start < HEAD else TEXT
    if _CITED.search(text, max(0, start - 40), start):
        return CITED
    if start >= len(text) - TAIL and _is_line(text, start, organ.end()):
        return SIGNED
    return HEADED if start < HEAD else OFFICE


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether a span makes most of a line of its own."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", end)
    return not text[begins:start].strip() and (len(text) if ends < 0 else ends) - end <= 20


def neighbours(named: Iterable[Named]) -> Iterator[str]:
    """The province in which most of the names lie that need one to be named, if two or more do: 松江 and 青浦."""
    open_names = {one.mention.name.text: one.mention.name.bearers for one in named if one.bearer is None}
    found: Counter[str] = Counter()
    for bearers in open_names.values():
        provinces = {bearer.above[-1] for bearer in bearers if bearer.above and bearer.tier != "qualified"}
        if len(provinces) == 1:
            found.update(provinces)
    ranked = found.most_common(2)
    if ranked and ranked[0][1] >= 2 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
        yield ranked[0][0]
