"""Which industries a document is about: codes of the vocabulary of industries.

**Points.** Each industry has ``strong`` phrases, which name it, ``titled`` ones, which name it in a title and half so
much in a text, and ``weak`` ones, which only go with it. A strong phrase gives three points times one plus the
logarithm of its weight, the sum over its occurrences: one in the title weighs 5, in a clause that says what has
priority (``priorities.txt``: 重点发展) 3, in the lead 2, elsewhere 1. A weak phrase gives one point however often it
occurs. So many different phrases say more than one repeated.

**Choice.** What an industry must reach grows with the cube root of the text's length, or a long text would be about
everything. What the title names is asked for least, and what a clause calls a priority needs no share of the best
one; what only the text speaks of must come to more, and to more still beside an industry of the title, and also to a
share of the best one. Of these, what has but one sentence of a long text, or of one whose title names others, is
mentioned in passing, and so is what comes up late beside another sector of the title. A sector gathers a part of its
branches' points, and stands for itself only where none of its branches does. Sectors named in the title or as a
priority come first.

**What misleads.** ``not_industries.txt`` lists words that would leave an industry's phrase where they are cut (中国
in 中国中部, which has nothing of 国中) and phrases that hold one and mean something else (火箭弹). Where the title
tells of a death or a war (``no_industry.txt``), there is none. Where it tells of a meeting or a letter
(``ceremonies.txt``), what the text mentions is not its subject: then only industries with a strong phrase in the
title remain. Of a filled-in form (``forms.txt``), whose fields are alike for every subject, and of a list without
sentences, such as a page of menus, only the title counts, and in that of a form no office, which is who filled it in;
where an office buys what any of them needs (``equipment.txt``), names of its sections and centres are left out too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from math import cbrt, inf, log
from typing import TypeAlias

from corpus.metadata.finding import Finding
from corpus.metadata.industry_mentions import Mentions, find_mentions
from corpus.metadata.industry_phrases import Meaning, industry_phrases
from corpus.metadata.phrases import span_before_normalizing
from corpus.vocabulary import industries

STRONG, HALF, WEAK = 3.0, 1.5, 1.0
SHORT = 100
"""The length of a text, in Han characters, from which on more points are asked for."""
NAMED_FROM = 3.0
"""What any industry must reach in a short text; enough for one that the title names."""
LISTED_FROM = 6.0
"""What one that a clause calls a priority must reach, be it far from the best."""
WITHIN_NAMED_FROM, BESIDE_NAMED_FROM = 4.5, 6.5
"""What others must reach where there are such: of the same sector, and of another one."""
EARLY_FROM, LATE_FROM = 4.5, 7.0
"""What must be reached where there are none: spoken of in the lead or a heading, and only further down."""
LONG = 400
"""The length of a text, in Han characters, from which on more than one sentence must speak of an industry."""
LATEST = 0.25
"""In what part of a text it must come up, from the beginning, beside one of another sector that the title names."""
SHARE_OF_BEST = 0.35
"""What part of the best one's points is asked for as well."""
SHARE_OF_TITLED, SHARE_BESIDE_NAMED = 0.5, 0.6
"""The same of what only titled phrases of the title name, and of another sector beside what is named."""
SHARE_OF_SECTOR = 0.5
"""What part of its own sector's points a branch must have, or it is left to it."""
GATHERED = 0.55
"""What a point of a sector or a branch of it counts for the sector as a whole."""
MOST_INDUSTRIES = 8

_Share: TypeAlias = tuple[str, float, str]
"""The code of an industry, the points that a phrase gives to it, and the phrase."""

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
    shares = _shares(mentions)
    reached = _reached(shares, demand)
    if not reached:
        return ()
    named = {each.code for each in _meant(mentions.in_title) if each.in_title}
    listed = {each.code for each in _meant(mentions.priorities) if each.in_text} - named
    listed = {code for code in listed & reached.keys() if reached[code] >= demand * LISTED_FROM}
    first = set(map(_sector, reached.keys() & (named | listed)))
    kept = _kept(reached, demand, named, listed, mentions)
    if mentions.ceremony:
        kept &= industries().with_ancestors(each.code for each in _meant(mentions.in_title) if each.in_text)
    ranked = sorted(kept, key=lambda code: (_sector(code) not in first, -reached[code], code))
    return tuple(
        _evidence(code, shares, mentions, title, text, NAMED if code in named | listed else MENTIONED)
        for code in industries().most_specific(ranked)[:MOST_INDUSTRIES]
    )


def _kept(
    reached: Mapping[str, float],
    demand: float,
    named: AbstractSet[str],
    listed: AbstractSet[str],
    mentions: Mentions,
) -> set[str]:
    """Which of the industries have what is asked of each."""
    best = max(reached.values())
    in_title = set(map(_sector, reached.keys() & named))
    first = in_title.union(map(_sector, listed))
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

    kept = {code for code, each in reached.items() if code in listed or each >= asked(code)}
    return kept - _passing(kept - named - listed, in_title, mentions)


def _passing(codes: AbstractSet[str], in_title: AbstractSet[str], mentions: Mentions) -> set[str]:
    """Which industries the text only passes: in one sentence, or late, beside the sectors that the title names."""
    if not codes or not mentions.size or (mentions.size < LONG and not in_title):
        return set()
    starts: dict[str, int] = {}
    sentences: dict[str, set[int]] = {code: set() for code in codes}
    for phrase, (start, _) in mentions.in_text.items():
        for code in codes & _named_by(phrase):
            starts[code] = min(start, starts.get(code, start))
            sentences[code].update(mentions.sentences[phrase])
    latest = LATEST * mentions.length if in_title else inf
    return {
        code
        for code in codes
        if len(sentences[code]) < 2 or (_sector(code) not in in_title and starts[code] > latest)
    }


def _reached(shares: Iterable[_Share], demand: float) -> Mapping[str, float]:
    """The industries that come to what is asked of any; a branch far behind its own sector is left to it."""
    points: defaultdict[str, float] = defaultdict(float)
    for code, each, _ in shares:
        points[code] += each
    gathered: defaultdict[str, float] = defaultdict(float)
    reached: dict[str, float] = {}
    least = NAMED_FROM * demand
    for code, each in points.items():
        sector = _sector(code)
        gathered[sector] += each
        if each >= least and each >= SHARE_OF_SECTOR * points.get(sector, 0.0):
            reached[code] = each
    for code, each in gathered.items():
        if each * GATHERED >= least:
            reached[code] = max(each * GATHERED, reached.get(code, 0.0))
    return reached


def _shares(mentions: Mentions) -> list[_Share]:
    """What each phrase gives to each of its industries."""
    meanings, in_headline = industry_phrases().meanings, mentions.in_title
    shares = []
    for phrase, weight in mentions.weights.items():
        weighed = 1 + log(weight) if weight > 1 else 1.0
        for code, in_title, in_text in meanings[phrase]:
            if in_text or (in_title and phrase in in_headline):
                shares.append((code, STRONG * weighed, phrase))
            else:
                shares.append((code, HALF * weighed if in_title else WEAK, phrase))
    return shares


def _evidence(
    code: str, shares: Iterable[_Share], mentions: Mentions, title: str, text: str, confidence: float
) -> Finding[str]:
    """The code with the phrase that gives most points to it, or, for a sector, to a branch of it."""
    phrase = max((points, phrase) for whose, points, phrase in shares if code in (whose, _sector(whose)))[1]
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
def _named_by(phrase: str) -> frozenset[str]:
    """The industries that a phrase names in a title, and their sectors."""
    codes = {each.code for each in _meant([phrase]) if each.in_title}
    return frozenset(codes.union(map(_sector, codes)))


@cache
def _sector(code: str) -> str:
    return industries().parent(code) or code
