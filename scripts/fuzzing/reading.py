"""What must hold for whatever is typed, and what reading it costs."""

from __future__ import annotations

import time
from datetime import date
from random import Random
from statistics import median

from corpus.errors import QueryLimitError
from fuzzing.typed import typed
from indexer.query.ast import Node
from indexer.query.canonical import canonical
from indexer.query.grammar import ParsedQuery, parse
from indexer.query.parser import Parser

BOUND = 0.25
"""Seconds of processor that one string may take to be read, and its tree to be written."""
_DAYS = date(2000, 1, 1).toordinal(), date(2100, 1, 1).toordinal()


def fuzz(number: int, seed: int) -> dict[str, float | int]:
    """Read so many strings of a seed, and tell what that took.

    Raises AssertionError, naming the string, where one raises anything but the limits, takes longer than the bound,
    warns of a place outside of it, or does not read back as the tree that it was read as.
    """
    pick = Random(seed)
    costs = []
    refused = longest = 0
    # The vocabularies are loaded by the first string that asks for them.
    parse("district:海淀 industry:人工智能")
    begun = time.perf_counter()
    for _ in range(number):
        text = typed(pick)
        today = date.fromordinal(pick.randrange(*_DAYS))
        started = time.process_time()
        parsed = _parsed(text, today)
        costs.append(time.process_time() - started)
        if costs[-1] >= costs[longest]:
            longest, slowest = len(costs) - 1, text
        assert costs[-1] < BOUND, (text, costs[-1])
        if parsed is None:
            refused += 1
        else:
            _check(text, parsed)
    middle = median(costs)
    return {
        "strings": number,
        "refused": refused,
        "seconds": round(time.perf_counter() - begun, 1),
        "median_us": round(middle * 1e6, 1),
        "slowest_us": round(max(costs) * 1e6, 1),
        "slowest_characters": len(slowest),
        "slowest_over_median": round(max(costs) / middle, 1),
    }


def _parsed(text: str, today: date) -> ParsedQuery | None:
    """The query read; None where a limit refuses it."""
    try:
        return parse(text, today)
    except QueryLimitError:
        return None
    except Exception as error:
        raise AssertionError(text) from error


def _check(text: str, parsed: ParsedQuery) -> None:
    places = [(warning.start, warning.end) for warning in parsed.warnings]
    assert all(0 <= start < end <= len(text) for start, end in places), (text, places)
    read_as = canonical(parsed.node)
    assert _read_again(read_as) == parsed.node, (text, read_as)


def _read_again(read_as: str) -> Node:
    """The tree of a canonical form, which may be longer than what people may type: names of fields and codes are."""
    return Parser(read_as, date.min).query()
