"""Where a document was issued: the most specific place whose authority it is.

Every mention of a place is evidence and weighs by where it stands: in brackets before the title, at the title's head,
in the name of an office that publishes, heads or signs the document, or merely in the text. What speaks for a place
speaks for those above it too. So the province is found first, then the city in it, then the county, as long as the
place below has a fair share of what speaks for the one above: half of it, or less where the text speaks of “our city”.
A document of a national body was issued in no place, and so was a text in which nothing but names of places speaks,
unless it is a notice by its title or its words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.metadata.issuing_signs import number_places
from corpus.metadata.place_meanings import Field, Named
from corpus.metadata.weights import with_ancestors
from corpus.vocabulary import places

HEAD, TAIL = 300, 160
"""How many characters at the beginning and the end of a text its heads and signatures stand in."""
FAIR_SHARE, SHARE_OF_OURS = 0.5, 0.15
"""What share of the evidence for a place one below it must have, and where the text speaks of ours."""
CLEAR_SHARE = 0.6
"""What share of all evidence a province must have where it is weak."""


class Kind(NamedTuple):
    """A kind of evidence: its weight, and the share of right places among those that it decides (measured)."""

    weight: float
    confidence: float


ISSUER = Kind(60, 0.98)
BRACKET = Kind(40, 0.99)
OFFICE_OF_SOURCE = Kind(40, 0.99)
TITLE_HEAD = Kind(25, 0.99)
LABELLED = Kind(20, 0.9)
SIGNED = Kind(16, 0.94)
TITLE = Kind(12, 0.94)
NUMBER = Kind(12, 0.95)
HEADED = Kind(10, 0.95)
LEAD = Kind(3, 0.9)
OFFICE = Kind(3, 0.9)
SIGN = Kind(2, 0.85)
TEXT = Kind(1, 0.75)
NEIGHBOURS = Kind(1, 0.6)
CITED = Kind(0.5, 0.4)

_STRONG = HEADED.weight
"""From this weight on, evidence says that a place issued the document."""

_ORGAN = re.compile(
    r"[^\s,。;、:()《》〈〉“”\"'<>【】\[\]|]{0,20}?(?:政府|办公[厅室]|[办辦]公[廳室]|[委员員][会會]|[党黨]工委|[市省区區县縣]委|[建改]委|局"
    r"|[厅廳]|[党黨]政[办辦]|中心(?!城)|法院|[检檢]察院|公所|[处處](?![于於理])|署(?!名)|人大|[分支]行|[协協][会會]|机制)"
)
_ANNOUNCED = re.compile(
    r"[^\s,。;、:]{0,12}?(?:宣布|印[发發]|[发發]布|出台|下[发發]|公布|[联聯]合|推出|[调調]整|[优優]化|明[确確]|召[开開])"
)
_LABEL = re.compile(r"(?:机关|機關|机构|機構|[单單]位|[来來]源)[】\]]?\s*:\s*(?:中共)?$")
_CITED = re.compile(r"《[^》]*$")
_BRACKETS = re.compile(r"\s*[【\[][^】\]]*[】\]]")
_NATIONAL = re.compile(
    r"[《“【\[(〈]*(?:全[国國]|[国國][务務]院|中共中央|中央|[国國]家|住房和?城[乡鄉]建[设設]部|住建部|[财財]政部|自然[资資]源部|央行|最高人民"
    r"|中[国國]?人民[银銀]行(?!.{0,8}[分支]行)|人民[银銀]行(?!.{0,8}[分支]行))"
    r"|.{0,12}(?:[银銀]保[监監][会會]|[证證][监監][会會]|国新办|中[华華]人民共和[国國]|日[报報]》?)|中[国國](?:工商|[农農][业業]|建[设設])?[银銀]行(?!.{0,8}[分支]行)"
)
_GENRE = re.compile(
    r"(?:通知|[办辦]法|意[见見]|[规規]定|[细細][则則]|方案|公告|措施|政策|[条條]例|[决決]定|批[复復]|[规規][划劃]|通告|指南|[报報]告|[计計][划劃]"
    r"|[纲綱]要|[举舉]措|解[读讀]|函)[》”\"')\]】〉>]*(?:\(.*\))?$|《.*》"
)
_OURS: Mapping[str, Sequence[str]] = {
    "province": ("我省", "本省", "全省", "省政", "省委", "自治区政", "自治区人", "自治區政", "自治區人"),
    "city": ("我市", "本市", "全市", "市政府", "市人民政府", "市委", "市住", "市公积", "市公積", "市直"),
    "county": (
        *("我县", "本县", "全县", "县政府", "县人民政府", "县委", "我区", "本区"),
        *("我縣", "本縣", "全縣", "縣政府", "縣委", "我區", "本區"),
    ),
}
_SPEAKS_OF_OURS = 3000
"""How many characters of the text are looked at for what it calls ours."""


class Evidence(NamedTuple):
    """What speaks for a place; the span is in the normalized field, and None where no single place says it."""

    code: str
    kind: Kind
    field: Field = "text"
    span: tuple[int, int] | None = None


def find_issuing_place(
    fields: Mapping[Field, str], named: Sequence[Named], doc_number: str
) -> Evidence | None:
    """The place with the heaviest evidence for it, if there is enough.

    ``fields`` are normalized, ``named`` what their names of places mean, in order.
    """
    title, text = fields["title"], fields["text"]
    evidence = list(_mentions(fields, named))
    evidence += [Evidence(code, NUMBER) for code in number_places(doc_number, (one.code for one in evidence))]
    if not evidence:
        evidence = [Evidence(code, NEIGHBOURS) for code in _neighbours(named)]
    if not evidence:
        return None
    own: defaultdict[str, float] = defaultdict(float)
    for one in evidence:
        own[one.code] += one.kind.weight
    weights = with_ancestors(own)
    of_title = {one.code for one in evidence if one.kind in (BRACKET, TITLE_HEAD, TITLE)}
    ours = cache(lambda: _ours(f"{title}\n{text[:_SPEAKS_OF_OURS]}"))
    code = _descend(weights, own, of_title, ours)
    chain = (code, *places().ancestors(code))
    about = [one for one in evidence if one.code in chain or code in places().ancestors(one.code)]
    said = max(about, key=lambda one: one.kind.weight)
    if said.kind.weight < _STRONG:
        local = any(ours().values()) or _GENRE.search(title)
        provinces = sum(weight for each, weight in weights.items() if not places().ancestors(each))
        if not local or weights[chain[-1]] < CLEAR_SHARE * provinces:
            return None
    branch = said.kind in (ISSUER, BRACKET, TITLE_HEAD)
    if not branch and _NATIONAL.match(fields["issuer"] or title):
        return None
    return said._replace(code=code)


def _mentions(fields: Mapping[Field, str], named: Sequence[Named]) -> Iterator[Evidence]:
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
            kind = _kind_in_title(mention.start, in_brackets)
        else:
            kind = _kind_in_text(text, mention.start, mention.end, organ)
        yield Evidence(bearer.code, kind, field, (mention.start, organ.end() if organ else mention.end))


def _kind_in_title(start: int, in_brackets: int) -> Kind:
    if start < in_brackets:
        return BRACKET
    return TITLE_HEAD if start <= in_brackets + 2 else TITLE


def _kind_in_text(text: str, start: int, end: int, organ: re.Match[str] | None) -> Kind:
    if organ is None:
        if start >= HEAD:
            return TEXT
        return HEADED if _ANNOUNCED.match(text, end) else LEAD
    if _LABEL.search(text, max(0, start - 24), start):
        return LABELLED
    if _CITED.search(text, max(0, start - 40), start):
        return CITED
    if start >= len(text) - TAIL and not text[text.rfind("\n", 0, start) + 1 : start].strip():
        return SIGNED
    return HEADED if start < HEAD else OFFICE


def _neighbours(named: Iterable[Named]) -> Iterator[str]:
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


def _descend(
    weights: Mapping[str, float],
    own: Mapping[str, float],
    of_title: Iterable[str],
    ours: Callable[[], Mapping[str, int]],
) -> str:
    """From the heaviest province down, as long as a place below has a fair share."""
    ancestors = places().ancestors
    titled = places().with_ancestors(of_title)
    code = max((each for each in weights if not ancestors(each)), key=weights.__getitem__)
    while below := [each for each in weights if ancestors(each)[:1] == (code,)]:
        heaviest = max(below, key=weights.__getitem__)
        is_province = not ancestors(code)
        if weights[heaviest] <= FAIR_SHARE * own.get(code, 0):
            spoken = ours()
            smaller = (
                spoken["city"] and not spoken["province"]
                if is_province
                else spoken["county"] > max(2, spoken["city"])
            )
            if not smaller or weights[heaviest] <= SHARE_OF_OURS * own[code]:
                break
        elif is_province and heaviest not in titled and ours()["province"] > 2 * ours()["city"]:
            break
        code = heaviest
    return code


def _ours(words: str) -> Mapping[str, int]:
    """How often a document speaks of its own ``province``, ``city`` and ``county``."""
    return {level: sum(map(words.count, phrases)) for level, phrases in _OURS.items()}
