"""Which places a document is about, or was issued by: codes of the vocabulary of places.

**Names.** A full name that only one place bears counts wherever it stands, and so do the short names of provinces
and cities. A name in the column ``contextual``, and one that several places bear, counts where a place above it
is named too. Where none is, a full name of several places means the one in or beside which most of the other names
lie that are still open: 朝阳区 with 望京 or 通州区 is in Beijing. A name in the column ``qualified`` is an ordinary
word as well and counts only straight after the name of a place above it: 朝阳 in 北京朝阳, never in 朝阳产业.
``not_places.txt`` lists phrases that hold a place's name and mean something else, and a name before 路, 大学 or 银行
names a road, a university or a bank.

**Weights.** A mention in the title, or in the source when that is an office and not a newspaper, weighs 4, in the
first 200 characters 2, elsewhere 1; what a place gathers counts for those above it too. From 2 on a place is
tagged, so that one mention in passing is not enough, while two, or one in the lead, are: headlines and leads of
policy news name the place they are about. It must also have a tenth of the weight of the heaviest place, so that
a long text keeps its subject. A text that names more than four provinces so is about the country: then only the
places of its title and source remain.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.metadata.phrases import PhraseMatcher, normalize
from corpus.vocabulary import DATA, Entry, places

LEAD = 200
"""How long the lead of a text is, in characters."""
HEADLINE_WEIGHT, LEAD_WEIGHT, TEXT_WEIGHT = 4, 2, 1
TAGGED_FROM = 2
SHARE_OF_HEAVIEST = 0.1
MOST_PROVINCES = 4
MOST_PLACES = 6

_TAIWAN = "710000"

_MEDIA = re.compile("[报報]|[网網]$|新[闻聞]|[广廣]播|[电電][视視]|[卫衛][视視]|news|daily|times|post|agency")
_NAMESAKE = re.compile(
    """
    [东西南北中東]?[一二三四五六]?[环環]?路(?![南北][区區]) | 大?街(?!道) | 大道
    | 里(?=活[动動]|[长長民邻鄰])  # wards of Taiwan
    | [^，。、；：\\s,;在的与與和]{0,6}(?:大[学學](?![生城])|[学學]院(?!路))  # universities
    | [银銀]行 | [证證]券 | 股份 | 大[厦廈]  # firms
    | [日晚商时時][报報] | [电電][视視]台 | [卫衛][视視]  # media
    | [号號舰艦籍菜茶] | [队隊](?!伍)  # ships, people, dishes, teams
    | 部(?![分门門署队隊委]) | [岸麓端]  # 河北部 is the north of a river
    | (?<=市)[场場]  # 市场 is a market
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile("[^，。、；：\\s]{1,9}?(?:路|街|大道|巷|胡同)[^，。、；：\\s]{0,9}?[0-9]+[号號]")
_JOINTS = frozenset(("", " ", "·", "-", "(", "市", "省"))


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A place that bears a name, and what must stand by for the name to mean it."""

    code: str
    tier: str
    full: bool


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name in one of the fields of a document; ``joined`` where it follows the mention before it directly."""

    name: str
    bearers: tuple[_Bearer, ...]
    weight: int
    joined: bool


def tag_districts(title: str, text: str, source: str) -> tuple[str, ...]:
    """The codes of the places a document is about or was issued by, heaviest first, most specific only."""
    fields = [(normalize(title), HEADLINE_WEIGHT), (normalize(text), TEXT_WEIGHT)]
    office = normalize(source)
    if not _MEDIA.search(office):
        fields.insert(0, (office, HEADLINE_WEIGHT))
    mentions = [mention for field, weight in fields for mention in _mentions(field, weight)]
    own: Counter[str] = Counter()
    headline: set[str] = set()
    named_in_full: set[str] = set()
    for mention, bearer in zip(mentions, _resolve(mentions), strict=True):
        if bearer:
            own[bearer.code] += mention.weight
            if mention.weight == HEADLINE_WEIGHT:
                headline.add(bearer.code)
            if bearer.full:
                named_in_full.add(bearer.code)
    return _choose(_without_namesakes(own, named_in_full), headline)


def _mentions(field: str, weight: int) -> Iterator[_Mention]:
    matcher, bearers = _names()
    last = -1
    for name, start, end in matcher.find(field):
        if name not in bearers or _NAMESAKE.match(field, end) or _ADDRESS.match(field, end):
            last = -1
            continue
        lead = weight == TEXT_WEIGHT and start < LEAD
        yield _Mention(
            name, bearers[name], LEAD_WEIGHT if lead else weight, last >= 0 and field[last:start] in _JOINTS
        )
        last = end


def _resolve(mentions: Sequence[_Mention]) -> list[_Bearer | None]:
    """What each mention means, if anything: first those that need no context, which are the context of the rest."""
    meanings: list[_Bearer | None] = [None] * len(mentions)
    named: set[str] = set()
    for alone in (True, False):
        _give_meanings(mentions, meanings, frozenset() if alone else named, named)
    if support := _supported(mentions, meanings):
        named |= places().with_ancestors(support)
        _give_meanings(mentions, meanings, named, named)
    return meanings


def _give_meanings(
    mentions: Sequence[_Mention],
    meanings: list[_Bearer | None],
    context: Container[str],
    named: set[str],
) -> None:
    """Give a meaning to every mention that has none yet and finds one in the context, and name it for the others."""
    for number, mention in enumerate(mentions):
        if meanings[number] is None:
            before = meanings[number - 1] if mention.joined else None
            bearer = _meaning(mention.bearers, before, context)
            meanings[number] = bearer
            if bearer:
                named.update((bearer.code, *places().ancestors(bearer.code)))


def _supported(mentions: Sequence[_Mention], meanings: Sequence[_Bearer | None]) -> set[str]:
    """The places that open full names mean by the open names that lie in or beside just one of their bearers."""
    open_names = {
        mention.name: mention.bearers
        for mention, meaning in zip(mentions, meanings, strict=True)
        if meaning is None and not mention.joined
    }
    return {
        bearer.code
        for name, bearers in open_names.items()
        if (bearer := _best_supported(name, bearers, open_names))
    }


def _best_supported(
    name: str, bearers: Sequence[_Bearer], open_names: Mapping[str, Sequence[_Bearer]]
) -> _Bearer | None:
    support = Counter(
        {
            bearer: sum(_lies_by(bearer, open_names[other]) for other in open_names if other != name)
            for bearer in bearers
            if bearer.full and bearer.tier == "certain"
        }
    )
    most = max(support.values(), default=0)
    best = [bearer for bearer, names in support.items() if names == most]
    return best[0] if most and len(best) == 1 else None


def _lies_by(bearer: _Bearer, others: Iterable[_Bearer]) -> bool:
    """Whether a name's bearer lies in a place, or is called in full and lies beside it."""
    vocabulary = places()
    return any(
        bearer.code in vocabulary.ancestors(other.code)
        or (other.full and vocabulary.parent(other.code) == vocabulary.parent(bearer.code))
        for other in others
        if other.tier != "qualified"
    )


def _meaning(bearers: Sequence[_Bearer], before: _Bearer | None, named: Container[str]) -> _Bearer | None:
    if before:
        for bearer in bearers:
            if before.code in places().ancestors(bearer.code):
                return bearer
    certain = [bearer for bearer in bearers if bearer.tier == "certain"]
    if len(certain) == 1:
        return certain[0]
    near: defaultdict[int, list[_Bearer]] = defaultdict(list)
    for bearer in bearers if before is None else ():
        above = places().ancestors(bearer.code)
        within = above if bearer.full else above[:1]
        distance = next((distance for distance, code in enumerate(within) if code in named), None)
        if bearer.tier != "qualified" and distance is not None:
            near[distance].append(bearer)
    nearest = near[min(near)] if near else []
    return nearest[0] if len(nearest) == 1 else None


def _without_namesakes(own: Counter[str], named_in_full: Container[str]) -> Counter[str]:
    """Streets, villages and schools in Taiwan are named after mainland cities.

    So in a text about Taiwan such a city's short name says nothing, unless its province is named as well.
    """
    weights = _with_ancestors(own)
    if weights[_TAIWAN] < max(weights.values(), default=0):
        return own
    return Counter(
        {
            code: weight
            for code, weight in own.items()
            if code in named_in_full
            or (above := places().ancestors(code)) == ()
            or above[-1] == _TAIWAN
            or above[-1] in own
        }
    )


def _choose(own: Counter[str], headline: Iterable[str]) -> tuple[str, ...]:
    vocabulary = places()
    weights = _with_ancestors(own)
    least = max(TAGGED_FROM, SHARE_OF_HEAVIEST * max(weights.values(), default=0))
    kept = {code for code, weight in weights.items() if weight >= least}
    if sum(vocabulary.parent(code) is None for code in kept) > MOST_PROVINCES:
        kept &= vocabulary.with_ancestors(headline)
    specific = vocabulary.most_specific(code for code, _ in weights.most_common() if code in kept)
    return specific[:MOST_PLACES]


def _with_ancestors(own: Mapping[str, int]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for code, weight in own.items():
        for each in (code, *places().ancestors(code)):
            weights[each] += weight
    return weights


@cache
def _names() -> tuple[PhraseMatcher, Mapping[str, tuple[_Bearer, ...]]]:
    bearers: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for entry in places():
        for name, bearer in _bearers(entry):
            bearers[name].append(bearer)
    decoys = (DATA / "not_places.txt").read_text(encoding="utf-8").split("\n")
    return PhraseMatcher((*bearers, *filter(None, decoys))), {
        name: tuple(each) for name, each in bearers.items()
    }


def _bearers(entry: Entry) -> Iterator[tuple[str, _Bearer]]:
    labels = set(map(normalize, entry.labels.values()))
    tiers = dict.fromkeys((*labels, *map(normalize, entry.phrases["aliases"])), "certain")
    for tier in ("contextual", "qualified"):
        tiers.update(dict.fromkeys(map(normalize, entry.phrases[tier]), tier))
    for name, tier in tiers.items():
        yield name, _Bearer(entry.code, tier, name in labels)
