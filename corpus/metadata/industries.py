"""Which industries a document is about: codes of the vocabulary of industries.

Each industry has ``strong`` phrases, which name it, and ``weak`` ones, which only go with it. A strong phrase gives
three points times one plus the logarithm of how often it occurs, an occurrence in the title counting as three; a weak
one gives one point however often it occurs. So many different phrases say more than one repeated. What an industry
must reach grows with the cube root of the text's length, or a long text would be about everything, and it must come to
a share of the best one. A sector gathers the points of its branches too, of which more are asked, and stands for
itself only where none of its branches does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from math import cbrt, log

from corpus.metadata.phrases import PhraseMatcher, normalize
from corpus.vocabulary import industries

STRONG, WEAK = 3.0, 1.0
TITLE_OCCURRENCES = 3
TAGGED_FROM = 5.5
"""What an industry must reach by its own phrases: a strong one in the title, or two in the text."""
SECTOR_FROM = 9.0
"""What a sector must reach with the phrases of its branches."""
USUAL_LENGTH = 600
"""The length of a text, in characters, from which on more points are asked for."""
SHARE_OF_BEST = 0.4
MOST_INDUSTRIES = 7


def tag_industries(title: str, text: str) -> tuple[str, ...]:
    """The codes of the industries a document is about, best first, most specific only."""
    vocabulary = industries()
    points = _points(title, text)
    sectors: defaultdict[str, float] = defaultdict(float)
    for code, each in points.items():
        sectors[vocabulary.parent(code) or code] += each
    demand = cbrt(max(1.0, len(text) / USUAL_LENGTH))
    reached = {code: each for code, each in sectors.items() if each >= SECTOR_FROM * demand}
    reached |= {
        code: each for code, each in points.items() if each >= TAGGED_FROM * demand and code not in reached
    }
    best = max((points.get(code, 0.0) for code in reached), default=0.0)
    kept = [
        code
        for code in sorted(reached, key=lambda code: -reached[code])
        if reached[code] >= SHARE_OF_BEST * best
    ]
    return vocabulary.most_specific(kept)[:MOST_INDUSTRIES]


def _points(title: str, text: str) -> Mapping[str, float]:
    matcher, meanings = _phrases()
    counts: Counter[str] = Counter()
    for field, occurrences in ((title, TITLE_OCCURRENCES), (text, 1)):
        for phrase, _, _ in matcher.find(normalize(field)):
            counts[phrase] += occurrences
    points: defaultdict[str, float] = defaultdict(float)
    for phrase, count in counts.items():
        for code, strong in meanings[phrase]:
            points[code] += STRONG * (1 + log(count)) if strong else WEAK
    return points


@cache
def _phrases() -> tuple[PhraseMatcher, Mapping[str, tuple[tuple[str, bool], ...]]]:
    """The matcher, and the industries of each phrase with whether it is a strong one."""
    meanings: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for entry in industries():
        for column in ("strong", "weak"):
            for phrase in dict.fromkeys(map(normalize, entry.phrases[column])):
                meanings[phrase].append((entry.code, column == "strong"))
    return PhraseMatcher(meanings), {phrase: tuple(found) for phrase, found in meanings.items()}
