"""Which industries a document is about: codes of the vocabulary of industries.

**Points.** Each industry has ``strong`` phrases, which name it, ``titled`` ones, which name it in a title and half so
much in a text, and ``weak`` ones, which only go with it. A strong phrase gives three points times one plus the
logarithm of its weight, the sum over its occurrences: one in the title weighs 5, in a clause that says what has
priority (``priorities.txt``: 重点发展) 3, in the lead 2, elsewhere 1. A weak phrase gives one point however often it
occurs. So many different phrases say more than one repeated.

**Choice.** What an industry must reach grows with the cube root of the text's length, or a long text would be about
everything. What the title names or a clause calls a priority is asked for least; what only the text speaks of must
come to more, and to more still beside an industry of the title, and also to a share of the best one. A sector
gathers a part of its branches' points, and stands for itself only where none of its branches does. Sectors named in
the title or as a priority come first.

**What misleads.** ``not_industries.txt`` lists words that would leave an industry's phrase where they are cut (中国
in 中国中部, which has nothing of 国中) and phrases that hold one and mean something else (火箭弹). Where the title
tells of a death or a war (``no_industry.txt``), there is none. Where it tells of a meeting or a letter
(``ceremonies.txt``), what the text mentions is not its subject: then only industries with a strong phrase in the title
remain. The same holds for a filled-in form (``forms.txt``), whose fields are
alike for every subject, and for a list without sentences, such as a page of menus.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from math import cbrt, log

from corpus.metadata.finding import Finding
from corpus.metadata.industry_mentions import Mentions, find_mentions
from corpus.metadata.industry_phrases import Meaning, industry_phrases
from corpus.metadata.phrases import span_before_normalizing
from corpus.vocabulary import industries

STRONG, HALF, WEAK = 3.0, 1.5, 1.0
SHORT = 100
"""The length of a text, in Han characters, from which on more points are asked for."""
NAMED_FROM, WITHIN_NAMED_FROM, BESIDE_NAMED_FROM, EARLY_FROM, LATE_FROM = 3.0, 4.5, 6.5, 4.5, 7.0
"""What an industry must reach in a short text: named in the title or as a priority, of the sector of such a one, of
another sector, and where there is none, spoken of in the lead or a heading, or further down only."""
SHARE_OF_BEST, SHARE_OF_TITLED, SHARE_BESIDE_NAMED = 0.35, 0.5, 0.6
"""What part of the best one's points it must have as well; more, where only a titled phrase of the title names it,
and where it is not named and others are."""
SHARE_OF_SECTOR = 0.5
GATHERED = 0.55
"""What a point of a sector or a branch of it counts for the sector as a whole."""
MOST_INDUSTRIES = 8

NAMED, MENTIONED = 0.97, 0.93
"""The measured share of right ones among what title or priorities name, and what only the text speaks of."""


def tag_industries(title: str, text: str) -> tuple[str, ...]:
    """The codes of the industries a document is about, best first, most specific only."""
    return tuple(found.value for found in find_industries(title, text))


def find_industries(title: str, text: str) -> tuple[Finding[str], ...]:
    """The codes of the industries a document is about, best first, most specific only, and what says so.

    That is the phrase that weighs most for it, where it first stands: in the title, if it stands there.
    """
    mentions = find_mentions(title, text)
    demand = cbrt(max(1.0, mentions.size / SHORT))
    reached = _reached(_points(mentions), demand)
    if not reached:
        return ()
    named = {each.code for each in _meant(mentions.in_title) if each.in_title}
    listed = {each.code for each in _meant(mentions.priorities) if each.in_text}
    first = set(map(_sector, reached.keys() & (named | listed)))
    kept = _kept(reached, demand, named, first, mentions)
    kept |= listed & reached.keys()
    if mentions.ceremony:
        kept &= industries().with_ancestors(each.code for each in _meant(mentions.in_title) if each.in_text)
    ranked = sorted(kept, key=lambda code: (_sector(code) not in first, -reached[code], code))
    return tuple(
        _evidence(code, mentions, title, text, NAMED if code in named | listed else MENTIONED)
        for code in industries().most_specific(ranked)[:MOST_INDUSTRIES]
    )


def _kept(
    reached: Mapping[str, float],
    demand: float,
    named: AbstractSet[str],
    first: AbstractSet[str],
    mentions: Mentions,
) -> set[str]:
    """Which of the industries have what is asked of each. ``first`` are the sectors of what is named."""
    best = max(reached.values())
    strongly = {each.code for each in _meant(mentions.weights) if each.in_text} if first else set()
    early = () if first else industries().with_ancestors(each.code for each in _meant(mentions.early))

    def asked(code: str) -> float:
        if code in named:
            return best * (SHARE_OF_BEST if code in strongly else SHARE_OF_TITLED) if mentions.size else 0.0
        if _sector(code) in first:
            return max(best * SHARE_OF_BEST, demand * WITHIN_NAMED_FROM)
        if first:
            return max(best * SHARE_BESIDE_NAMED, demand * BESIDE_NAMED_FROM)
        return max(best * SHARE_OF_BEST, demand * (EARLY_FROM if code in early else LATE_FROM))

    return {code for code, each in reached.items() if each >= asked(code)}


def _reached(points: Mapping[str, float], demand: float) -> Mapping[str, float]:
    """The industries that come to what is asked of any; a branch far behind its own sector is left to it."""
    gathered: defaultdict[str, float] = defaultdict(float)
    reached: dict[str, float] = {}
    for code, each in points.items():
        sector = _sector(code)
        gathered[sector] += each
        if each >= NAMED_FROM * demand and each >= SHARE_OF_SECTOR * points.get(sector, 0.0):
            reached[code] = each
    for code, each in gathered.items():
        if each * GATHERED >= NAMED_FROM * demand:
            reached[code] = max(each * GATHERED, reached.get(code, 0.0))
    return reached


def _points(mentions: Mentions) -> Mapping[str, float]:
    points: defaultdict[str, float] = defaultdict(float)
    for code, each, _ in _shares(mentions):
        points[code] += each
    return points


def _shares(mentions: Mentions) -> Iterator[tuple[str, float, str]]:
    """What each phrase gives to each industry: its code, points, the phrase."""
    meanings = industry_phrases().meanings
    for phrase, weight in mentions.weights.items():
        titled = phrase in mentions.in_title
        weighed = 1 + log(weight)
        for code, in_title, in_text in meanings[phrase]:
            if in_text or (in_title and titled):
                yield code, STRONG * weighed, phrase
            else:
                yield code, HALF * weighed if in_title else WEAK, phrase


def _evidence(code: str, mentions: Mentions, title: str, text: str, confidence: float) -> Finding[str]:
    """The code with the phrase that gives most points to it, or, for a sector, to a branch of it."""
    shares = [
        (points, phrase) for whose, points, phrase in _shares(mentions) if code in (whose, _sector(whose))
    ]
    phrase = max(shares)[1]
    in_title = phrase in mentions.in_title
    where = title if in_title else text
    span = span_before_normalizing(where, *(mentions.in_title if in_title else mentions.in_text)[phrase])
    said = where[slice(*span)] if span else phrase
    return Finding(code, confidence, said, span, "title" if in_title else "text")


def _meant(phrases: Iterable[str]) -> Iterator[Meaning]:
    """The meanings of some phrases."""
    meanings = industry_phrases().meanings
    return (each for phrase in phrases for each in meanings.get(phrase, ()))


@cache
def _sector(code: str) -> str:
    return industries().parent(code) or code
