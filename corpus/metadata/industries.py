"""Which industries a document is about: codes of the vocabulary of industries.

Each industry has ``strong`` phrases, which name it, and ``weak`` ones, which only go with it. A phrase gives an
industry its weight times one plus the logarithm of how often it occurs, an occurrence in the title counting as
three: so many different phrases say more than one repeated. What an industry must reach grows with the square root
of the text's length, or a long text would be about everything, and it must come to a share of the best one. A
sector, which gathers the points of its branches, is given where none of its branches reaches so far alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from math import log, sqrt

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
SHARE_OF_BEST = 0.35
MOST_INDUSTRIES = 5


def tag_industries(title: str, text: str) -> tuple[str, ...]:
    """The codes of the industries a document is about, best first, most specific only."""
    vocabulary = industries()
    points = _points(title, text)
    sectors: defaultdict[str, float] = defaultdict(float)
    for code, each in points.items():
        sectors[vocabulary.parent(code) or code] += each
    demand = sqrt(max(1.0, len(text) / USUAL_LENGTH))
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
        for code, weight in meanings[phrase]:
            points[code] += weight * (1 + log(count))
    return points


@cache
def _phrases() -> tuple[PhraseMatcher, Mapping[str, tuple[tuple[str, float], ...]]]:
    meanings: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for entry in industries():
        for column, weight in (("weak", WEAK), ("strong", STRONG)):
            for phrase in entry.phrases[column]:
                meanings[normalize(phrase)][entry.code] = weight
    return PhraseMatcher(meanings), {phrase: tuple(found.items()) for phrase, found in meanings.items()}
