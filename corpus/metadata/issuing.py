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
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from corpus.metadata.issuing_evidence import (
    ANNOUNCED,
    BRACKET,
    HEADED,
    ISSUER,
    NEIGHBOURS,
    NUMBER,
    OFFICE_OF_SOURCE,
    TITLE,
    TITLE_ANNOUNCES,
    TITLE_HEAD,
    Evidence,
    evidence_of_names,
    neighbours,
)
from corpus.metadata.issuing_signs import number_places
from corpus.metadata.place_meanings import Field, Named
from corpus.metadata.weights import with_ancestors
from corpus.vocabulary import places

HEADLINE = 60
"""How many characters of a text without a title are its headline."""
FAIR_SHARE, SHARE_OF_OURS = 0.5, 0.15
"""What share of the evidence for a place one below it must have, and where the text speaks of ours."""
CLEAR_SHARE = 0.6
"""What share of all evidence a province must have where it is weak."""

_ENOUGH = (ISSUER, BRACKET, OFFICE_OF_SOURCE, NUMBER, TITLE_ANNOUNCES, ANNOUNCED)
"""What says by itself that a place issued what the document is or reports."""
_OF_TITLE = (BRACKET, TITLE_ANNOUNCES, TITLE_HEAD, TITLE)
_LOCAL = (ISSUER, BRACKET, TITLE_ANNOUNCES, TITLE_HEAD, ANNOUNCED)
"""What says so even where the title begins with a national body."""
_STRONG = HEADED.weight
"""From this weight on, one piece of evidence for a place is enough of a notice."""

_OWN = re.compile("[我本][省市县縣区區]")
_IN_FORCE = re.compile(
    "通知如下|公告如下|特此通[知告]|公[开開]征求意[见見]|制定本|印[发發]之日|日起(?:施行|[执執]行|[实實]施)"
)
_MEASURE = re.compile(
    "政策|[补補][贴貼]|[调調]整|[上下][调調]|放[宽寬]|松[绑綁动動]|取消|[暂暫]停|延[长長]|[发發]放|消[费費]券|新[规規]|新政|出台"
    "|[发發]布[会會]|通[报報][会會]|工作[会會][议議]|[执執]行|[优優]惠|[奖獎][励勵]|[减減]免|measures|rules|regulations|policy|policies"
)
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


def find_issuing_place(
    fields: Mapping[Field, str], named: Sequence[Named], doc_number: str, reported: bool
) -> Evidence | None:
    """The place with the heaviest evidence for it, if there is enough.

    ``fields`` are normalized, ``named`` what their names of places mean, in order. A document that is ``reported``
    by a newspaper or a station tells of many places that issued nothing.
    """
    title, text = fields["title"], fields["text"]
    # Where the document says who issued it, the rest of it only tells what it is about.
    offices = [one for one in named if one.field == "issuer" or one.field == "source"]
    evidence = list(evidence_of_names(fields, offices)) or list(evidence_of_names(fields, named))
    evidence += [Evidence(code, NUMBER) for code in number_places(doc_number, (one.code for one in evidence))]
    if not evidence:
        evidence = [Evidence(code, NEIGHBOURS) for code in neighbours(named)]
    if not evidence:
        return None
    own: defaultdict[str, float] = defaultdict(float)
    for one in evidence:
        own[one.code] += one.kind.weight
    weights = with_ancestors(own)
    of_title = {one.code for one in evidence if one.kind in _OF_TITLE}
    words = f"{title}\n{text[:_SPEAKS_OF_OURS]}"
    ours = cache(lambda level: sum(map(words.count, _OURS[level])))
    code = _descend(weights, own, of_title, ours)
    chain = (code, *places().ancestors(code))
    about = [one for one in evidence if one.code in chain or code in places().ancestors(one.code)]
    if reported:
        about = [one for one in about if one.kind in _ENOUGH]
    if not about:
        return None
    said = max(about, key=lambda one: one.kind.weight)
    weak = said.kind.weight < _STRONG
    if weak and not _is_notice(title, text):
        return None
    if weak or reported:
        provinces = sum(weight for each, weight in weights.items() if not places().ancestors(each))
        if weights[chain[-1]] < CLEAR_SHARE * provinces:
            return None
    if said.kind not in _LOCAL and _NATIONAL.match(fields["issuer"] or title):
        return None
    return said._replace(code=code)


def _is_notice(title: str, text: str) -> bool:
    """Whether a document sets or tells rules, by its title or its words, rather than reporting news."""
    headline = title or text[:HEADLINE]
    return bool(
        _GENRE.search(title)
        or _MEASURE.search(headline)
        or _OWN.search(f"{title}\n{text}")
        or _IN_FORCE.search(text)
    )


def _descend(
    weights: Mapping[str, float],
    own: Mapping[str, float],
    of_title: Iterable[str],
    ours: Callable[[str], int],
) -> str:
    """From the heaviest province down, as long as a place below has a fair share.

    ``ours`` counts how often a document speaks of its own ``province``, ``city`` or ``county``, which takes a while.
    """
    ancestors = places().ancestors
    titled = places().with_ancestors(of_title)
    code = max((each for each in weights if not ancestors(each)), key=weights.__getitem__)
    while below := [each for each in weights if ancestors(each)[:1] == (code,)]:
        heaviest = max(below, key=weights.__getitem__)
        is_province = not ancestors(code)
        if weights[heaviest] <= FAIR_SHARE * own.get(code, 0):
            smaller = (
                ours("city") and not ours("province")
                if is_province
                else ours("county") > 2 and ours("county") > ours("city")
            )
            if not smaller or weights[heaviest] <= SHARE_OF_OURS * own[code]:
                break
        elif (
            is_province
            and heaviest not in titled
            and ours("province")
            and ours("province") > 2 * ours("city")
        ):
            break
        code = heaviest
    return code
