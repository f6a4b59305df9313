"""Which industries a document is about: codes of the vocabulary of industries.

**Points.** Each industry has ``strong`` phrases, which name it, and ``weak`` ones, which only go with it. A strong
phrase gives three points times one plus the logarithm of its weight: an occurrence in the title weighs 5, in a clause
that says what has priority (``priorities.txt``: 重点发展) 3, in the lead 2, elsewhere 1. A weak phrase gives one
point however often it occurs. So many different phrases say more than one repeated.

**Choice.** What an industry must reach grows with the cube root of the text's length, or a long text would be about
everything: one mention in the lead is enough for a short text and nothing for a long one. It must also come to a
share of the best one, unless it is named as a priority. A sector gathers the points of its branches too, of which
more are asked, and stands for itself only where none of its branches does. Sectors named in the title or as a
priority come first.

**What misleads.** ``not_industries.txt`` lists words that would leave an industry's phrase where they are cut (中国
in 中国中部, which has nothing of 国中) and phrases that hold one and mean something else (火箭弹). Where the title
tells of a meeting, a death or a war (``ceremonies.txt``), what the text mentions is not its subject: then only
industries with a phrase in the title remain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import cbrt, log

from corpus.metadata.phrases import PhraseMatcher, normalize
from corpus.vocabulary import DATA, industries

STRONG, WEAK = 3.0, 1.0
TITLE_WEIGHT, PRIORITY_WEIGHT, LEAD_WEIGHT, TEXT_WEIGHT = 5, 3, 2, 1
LEAD = 100
"""How long the lead of a text is, in characters."""
SHORT = 100
"""The length of a text, in characters, from which on more points are asked for."""
TAGGED_FROM = 3.0
"""What an industry must reach by its own phrases in a short text."""
SECTOR_FROM = 5.0
"""What a sector must reach there with the phrases of its branches."""
SHARE_OF_BEST, SHARE_BESIDE_NAMED = 0.35, 0.6
"""What part of the best one's points an industry must have; more, where title or priorities name others only."""
SHARE_OF_SECTOR = 0.5
MOST_INDUSTRIES = 8

_CLAUSE = 80
"""How far a clause that names priorities may reach to either side, in Han characters."""


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The matcher, and for each phrase of an industry its industries with whether it is a strong one."""

    matcher: PhraseMatcher
    meanings: Mapping[str, tuple[tuple[str, bool], ...]]
    ceremonies: frozenset[str]
    priorities: frozenset[str]


def tag_industries(title: str, text: str) -> tuple[str, ...]:
    """The codes of the industries a document is about, best first, most specific only."""
    vocabulary, phrases = industries(), _phrases()
    headline = {phrase for phrase, _, _ in phrases.matcher.find(normalize(title))}
    weights = Counter(dict.fromkeys(headline & phrases.meanings.keys(), TITLE_WEIGHT))
    priorities: set[str] = set()
    for phrase, weight in _mentions(text):
        weights[phrase] += weight
        if weight == PRIORITY_WEIGHT:
            priorities.add(phrase)
    points = _points(weights)
    reached = _reached(points, cbrt(max(1.0, _size(text) / SHORT)))
    best = max((points.get(code, 0.0) for code in reached), default=0.0)
    listed = _strongly_named(priorities)
    first = set(map(_sector, reached.keys() & (listed | _strongly_named(headline))))
    kept = {
        code
        for code, each in reached.items()
        if code in listed
        or each >= best * (SHARE_BESIDE_NAMED if first and _sector(code) not in first else SHARE_OF_BEST)
    }
    if headline & phrases.ceremonies:
        mentioned = (code for phrase in headline for code, _ in phrases.meanings.get(phrase, ()))
        kept &= vocabulary.with_ancestors(mentioned)
    ranked = sorted(kept, key=lambda code: (_sector(code) not in first, -reached[code], code))
    return vocabulary.most_specific(ranked)[:MOST_INDUSTRIES]


def _size(text: str) -> float:
    """The length of a text in Han characters; Latin letters count for a third, as UTF-8 has it."""
    return len(text.encode("utf-8", "surrogatepass")) / 3


def _mentions(text: str) -> Iterator[tuple[str, int]]:
    """The phrases of industries in a text, each with its weight."""
    phrases = _phrases()
    body = normalize(text)
    lead = LEAD * len(body) / max(1.0, _size(body))
    found = list(phrases.matcher.find(body))
    clauses = [_clause(body, start, end) for phrase, start, end in found if phrase in phrases.priorities]
    starts = [start for start, _ in clauses]
    for phrase, start, _ in found:
        if phrase in phrases.meanings:
            number = bisect_right(starts, start) - 1
            if number >= 0 and start < clauses[number][1]:
                yield phrase, PRIORITY_WEIGHT
            else:
                yield phrase, LEAD_WEIGHT if start < lead else TEXT_WEIGHT


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a phrase begins and ends; an English one may hold a list with commas."""
    stops, reach = (".", 3 * _CLAUSE) if text[start].isascii() else (",。;", _CLAUSE)
    begin = max(start - reach, 0)
    ends = (text.find(stop, end, end + reach) for stop in stops)
    return (
        max(begin, *(text.rfind(stop, begin, start) for stop in stops)),
        min((each for each in ends if each >= 0), default=end + reach),
    )


def _reached(points: Mapping[str, float], demand: float) -> Mapping[str, float]:
    """The industries that come to what is asked of them; a branch far behind its own sector is left to it."""
    sectors: defaultdict[str, float] = defaultdict(float)
    for code, each in points.items():
        sectors[_sector(code)] += each
    reached = {code: each for code, each in sectors.items() if each >= SECTOR_FROM * demand}
    for code, each in points.items():
        if each >= TAGGED_FROM * demand and each >= SHARE_OF_SECTOR * points.get(_sector(code), 0.0):
            reached.setdefault(code, each)
    return reached


def _points(weights: Mapping[str, int]) -> Mapping[str, float]:
    meanings = _phrases().meanings
    points: defaultdict[str, float] = defaultdict(float)
    for phrase, weight in weights.items():
        for code, strong in meanings[phrase]:
            points[code] += STRONG * (1 + log(weight)) if strong else WEAK
    return points


def _sector(code: str) -> str:
    return industries().parent(code) or code


def _strongly_named(phrases: set[str]) -> set[str]:
    meanings = _phrases().meanings
    return {code for phrase in phrases for code, strong in meanings.get(phrase, ()) if strong}


@cache
def _phrases() -> _Phrases:
    meanings: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for entry in industries():
        for column in ("strong", "weak"):
            for phrase in dict.fromkeys(map(normalize, entry.phrases[column])):
                meanings[phrase].append((entry.code, column == "strong"))
    ceremonies, decoys = _listed("ceremonies.txt"), _listed("not_industries.txt")
    priorities = _listed("priorities.txt")
    return _Phrases(
        PhraseMatcher((*meanings, *ceremonies, *decoys, *priorities)),
        {phrase: tuple(found) for phrase, found in meanings.items()},
        ceremonies,
        priorities,
    )


def _listed(name: str) -> frozenset[str]:
    return frozenset(map(normalize, filter(None, (DATA / name).read_text(encoding="utf-8").split("\n"))))
