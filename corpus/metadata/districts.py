"""Which places a document is about, heaviest first.

A mention in the title weighs 4, and so does the place that issued the document: a local notice is about its place. In
the first 200 characters of the text a mention weighs 2, elsewhere 1, and so it does in the lead where it tells of an
earlier year or whence somebody came; the names of games and of delegations, and where somebody's family is from, weigh
nothing. What a place gathers counts for those above it too. From 2 on a place is tagged, so that one mention in passing
is not enough, while two, or one in the lead, are: headlines and leads of policy news name the place they are about. It
must also have a tenth of the weight of the heaviest place, so that a long text keeps its subject. A text that names
more than four provinces so is about the country: then only the places of its title and its issuer remain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

from corpus.metadata.place_meanings import Field, Named
from corpus.metadata.weights import with_ancestors
from corpus.vocabulary import places

LEAD = 200
"""How long the lead of a text is, in characters."""
HEADLINE_WEIGHT, LEAD_WEIGHT, TEXT_WEIGHT = 4, 2, 1
TAGGED_FROM = 2
SHARE_OF_HEAVIEST = 0.1
MOST_PROVINCES = 4
MOST_PLACES = 6

_TAIWAN = "710000"
_ELSEWHERE = re.compile(
    "(?:[去前]年,?|年初,?|年前,?|[过過]去一年,?|(?<![0-9])(?:19[0-9]{2}年,?|20[0-9]{2}年)(?![0-9]+月))[^,。;、:\\n]{0,10}$"
    "|(?:[从從]|[来來]自)[^,。;、:\\n]{0,3}$"
)
"""What stands before the name of a place where something happened in an earlier year, or that it came from."""
_EVENT = re.compile(
    "(?:[0-9]{4}年?)?(?:第[0-9一二三四五六七八九十]{1,3}[届屆])?(?:[双雙]?[冬夏]?[奥奧]|冬[残殘][奥奧]|[亚亞][运運残殘洲]|大[运運])|代表[团團](?:[审審][议議]|[讨討][论論])[时時]"
)
"""What follows a name that is only a part of the name of games, or of that of the delegates from a place."""

_FAMILY = re.compile("(?:祖籍|籍[贯貫])[为為是在:]?[^,。;、:\n]{0,4}$")
"""What stands before the name of a place where somebody's family is from: 祖籍山東."""


def places_about(text: str, named: Sequence[Named], issued_in: str) -> tuple[str, ...]:
    """The codes of the places that a document is about, most specific only, heaviest first.

    ``text`` is normalized, ``named`` what the names of places in the document mean, ``issued_in`` the code of the
    place that issued it, if any.
    """
    own: Counter[str] = Counter()
    headline: set[str] = set()
    named_in_full: set[str] = set()
    for field, mention, bearer in named:
        if bearer and (field == "title" or field == "text"):
            if field == "title":
                headline.add(bearer.code)
            elif bearer.code not in headline and (
                _EVENT.match(text, mention.end)
                or _FAMILY.search(text, max(0, mention.start - 7), mention.start)
            ):
                continue
            own[bearer.code] += _weight(field, text, mention.start)
            if bearer.full:
                named_in_full.add(bearer.code)
    if issued_in:
        own[issued_in] += HEADLINE_WEIGHT
        headline.add(issued_in)
    return _choose(_without_namesakes(own, named_in_full, issued_in), headline)


def _weight(field: Field, text: str, start: int) -> int:
    if field == "title":
        return HEADLINE_WEIGHT
    in_lead = start < LEAD and not _ELSEWHERE.search(text, max(0, start - 24), start)
    return LEAD_WEIGHT if in_lead else TEXT_WEIGHT


def _without_namesakes(own: Counter[str], named_in_full: Container[str], issued_in: str) -> Counter[str]:
    """Streets, villages and schools in Taiwan are named after mainland cities.

    So in a text about or from Taiwan such a city's short name says nothing, unless its province is named as well.
    """
    weights = with_ancestors(own)
    from_taiwan = _TAIWAN in (issued_in, *places().ancestors(issued_in))
    if not from_taiwan and weights.get(_TAIWAN, 0) < max(weights.values(), default=0):
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
    weights = with_ancestors(own)
    least = max(TAGGED_FROM, SHARE_OF_HEAVIEST * max(weights.values(), default=0))
    kept = [code for code, weight in weights.items() if weight >= least]
    if sum(vocabulary.parent(code) is None for code in kept) > MOST_PROVINCES:
        named = vocabulary.with_ancestors(headline)
        kept = [code for code in kept if code in named]
    specific = vocabulary.most_specific(
        code for code in sorted(weights, key=weights.__getitem__, reverse=True) if code in kept
    )
    return specific[:MOST_PLACES]
