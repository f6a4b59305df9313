"""What title and text of a document say of industries: their phrases, each with where it stands and what it weighs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import itemgetter

from corpus.metadata.industry_phrases import industry_phrases
from corpus.metadata.phrases import normalize

TITLE_WEIGHT, PRIORITY_WEIGHT, LEAD_WEIGHT, TEXT_WEIGHT = 5, 3, 2, 1
LEAD = 100
"""How long the lead of a text is, in Han characters."""
FEWEST_SENTENCES = 2000
"""For how many Han characters a text has one sentence at the least; with fewer it is a list."""
SHORTEST_LIST = 300
"""What is shorter may do without a full stop, in Han characters."""
LONGEST_HEADING = 50
"""How long a line may be that is a heading, in characters."""

_NOT_IN_HEADING = frozenset("。:;")
_GOES_ON = (",", "、")
"""What a line ends with that the next one goes on with: a sentence that was broken, no heading."""
_CLAUSE = 80
"""How far a clause that names priorities may reach to either side, in Han characters."""
_ENDS_SENTENCE = re.compile(r"[。!?\n]|\.\s")
_OFFICE = re.compile("(?<=局)")
_BUYING_OFFICE = re.compile(r"(?<=[局處处])|[^\W\d_]{0,2}(?:[處处](?![理置])|[科隊队]|中心)")
"""What follows a phrase that is the name of an office, and one that is or begins one which buys for itself."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The phrases of industries in a document.

    ``weights`` sums up the weights of a phrase's occurrences. ``in_title`` and ``in_text`` tell where a phrase first
    stands there, once both are normalized. ``early`` are phrases that stand in the lead or in a heading,
    ``priorities`` those that a clause calls a priority. ``sentences`` tells the first and the last sentence that
    has a phrase, by numbers. ``ceremony`` says that the title tells of a meeting or a letter. ``length`` is that of
    the normalized text, in characters, ``size`` that of the text that was counted, in Han characters.
    """

    weights: Mapping[str, int]
    in_title: Mapping[str, tuple[int, int]]
    in_text: Mapping[str, tuple[int, int]]
    early: AbstractSet[str]
    priorities: AbstractSet[str]
    sentences: Mapping[str, tuple[int, int]]
    ceremony: bool
    length: int
    size: float


def find_mentions(title: str, text: str) -> Mentions:
    """The phrases of industries in a document: of a form or a list only the title's, of an obituary or a war none.

    Of a form's title, names of offices are left out: they say who filled it in.
    """
    phrases = industry_phrases()
    meanings = phrases.meanings
    head, body = normalize(title), normalize(text)
    # One search for both is quicker than two; what stands in the text is moved back by what stands before it.
    page, behind = f"{head}\n{body}", len(head) + 1
    found = phrases.matcher.find(page)
    titled = bisect_left(found, behind, key=itemgetter(1))
    headline = {phrase: (start, end) for phrase, start, end in found[:titled]}
    del found[:titled]
    if not phrases.no_industry.isdisjoint(headline):
        return Mentions({}, {}, {}, frozenset(), frozenset(), {}, False, 0, 0.0)
    size = _size(body)
    said = {phrase for phrase, _, _ in found}
    forms = phrases.forms.intersection(headline.keys() | said)
    if forms:
        office = _OFFICE if phrases.equipment.isdisjoint(headline) else _BUYING_OFFICE
        headline = {phrase: place for phrase, place in headline.items() if not office.match(head, place[1])}
    if forms or _is_list(body, size):
        found = [each for each in found if each[0] in forms]
        size = 0.0
    weights: defaultdict[str, int] = defaultdict(int)
    for phrase in headline.keys() & meanings.keys():
        weights[phrase] = TITLE_WEIGHT
    clauses = []
    if not phrases.priorities.isdisjoint(said):
        clauses = [_clause(page, start, end) for phrase, start, end in found if phrase in phrases.priorities]
    starts = [start for start, _ in clauses]
    lead = behind + LEAD * len(body) / max(1.0, size)
    line_end, in_heading = 0, False
    sentence_end, sentence = 0, 0
    in_text: dict[str, tuple[int, int]] = {}
    early: set[str] = set()
    priorities: set[str] = set()
    sentences: dict[str, tuple[int, int]] = {}
    for phrase, start, end in found:
        if phrase not in meanings:
            continue
        if phrase not in in_text:
            in_text[phrase] = start - behind, end - behind
        if start >= line_end:
            line_end, in_heading = _line(page, start)
        if start >= sentence_end:
            stop = _ENDS_SENTENCE.search(page, end)
            sentence, sentence_end = sentence + 1, stop.end() if stop else len(page)
        sentences[phrase] = sentences.get(phrase, (sentence,))[0], sentence
        if starts and (number := bisect_right(starts, start)) and start < clauses[number - 1][1]:
            weights[phrase] += PRIORITY_WEIGHT
            priorities.add(phrase)
        elif in_heading or start < lead:
            weights[phrase] += LEAD_WEIGHT
            early.add(phrase)
        else:
            weights[phrase] += TEXT_WEIGHT
    ceremony = not phrases.ceremonies.isdisjoint(headline)
    return Mentions(weights, headline, in_text, early, priorities, sentences, ceremony, len(body), size)


def _size(text: str) -> float:
    """The length of a text in Han characters; Latin letters count for a third, as UTF-8 has it."""
    return len(text.encode("utf-8", "surrogatepass")) / 3


def _is_list(text: str, size: float) -> bool:
    return size > SHORTEST_LIST and (text.count("。") + text.count(". ")) * FEWEST_SENTENCES < size


def _line(text: str, place: int) -> tuple[int, bool]:
    """Where the line ends, and whether it is a heading: short, whole, without a full stop, no field with a colon."""
    begin = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    if end < 0 or end - begin > LONGEST_HEADING:
        return end if end >= 0 else len(text), False
    line = text[begin:end]
    return end, _NOT_IN_HEADING.isdisjoint(line) and not line.endswith(_GOES_ON)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a phrase begins and ends; an English one may hold a list with commas."""
    stops, reach = (".", 3 * _CLAUSE) if text[start].isascii() else (",。;", _CLAUSE)
    begin = max(start - reach, 0)
    ends = (text.find(stop, end, end + reach) for stop in stops)
    return (
        max(begin, *(text.rfind(stop, begin, start) for stop in stops)),
        min((each for each in ends if each >= 0), default=end + reach),
    )
